package dev.aceiro.web.security;

import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.security.Asker.Member;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Finds the {@link Asker} of a request; a controller asks for one by a parameter of that type. */
public final class Askers implements HandlerMethodArgumentResolver {

  /**
   * Who is asking now, on the request's thread.
   *
   * @throws Problem 401 where nobody has signed in
   */
  public static Asker current() {
    return of(SecurityContextHolder.getContext().getAuthentication())
        .orElseThrow(() -> Problem.of(HttpStatus.UNAUTHORIZED, "NOT_SIGNED_IN"));
  }

  static Optional<Asker> of(@Nullable Authentication authentication) {
    if (authentication == null || !authentication.isAuthenticated()) {
      return Optional.empty();
    }
    return switch (authentication.getPrincipal()) {
      case Asker asker -> Optional.of(asker);
      case UsersFile.User user -> Optional.of(user.member());
      case OidcUser user -> Optional.of(member(user));
      case OAuth2User user -> Optional.of(new Member(user.getName(), user.getName(), null));
      case null -> Optional.empty();
      default -> Optional.empty();
    };
  }

  /**
   * An address counts only where the provider says it verified it: at some, people type what they
   * like there.
   */
  private static Member member(OidcUser user) {
    String preferred = user.getPreferredUsername();
    String email = Boolean.TRUE.equals(user.getEmailVerified()) ? user.getEmail() : null;
    String username = email != null ? email : preferred != null ? preferred : user.getName();
    String name = user.getFullName();
    return new Member(username, name != null ? name : username, email);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Asker.class;
  }

  @Override
  public Asker resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    return current();
  }
}
