package dev.aceiro.web.security;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Somebody known without a sign-in of theirs: a local person or a machine with its token. */
final class AskerAuthentication extends AbstractAuthenticationToken {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Asker asker;

  AskerAuthentication(Asker asker) {
    super(List.of());
    this.asker = asker;
    setAuthenticated(true);
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public Object getPrincipal() {
    return asker;
  }

  @Override
  public String getName() {
    return asker.id();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AskerAuthentication that && asker.equals(that.asker);
  }

  @Override
  public int hashCode() {
    return asker.hashCode();
  }
}
