package dev.aceiro.web.security;

import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.security.Asker.LocalPerson;
import dev.aceiro.web.security.Asker.Machine;
import dev.aceiro.web.security.Asker.Member;
import dev.aceiro.web.security.Asker.Somebody;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Who keeps the installation itself running: whose orders concern the engine and the record, not
 * one organisation's incident. In local mode everybody does; elsewhere those whom {@code
 * aceiro.security.operators} names.
 */
@Component
public final class Operators {
  private final List<String> named;

  Operators(SecurityProperties properties) {
    named = properties.operators();
  }

  /** Whether they may give such orders. */
  public boolean include(Asker asker) {
    return switch (asker) {
      case Somebody local -> true;
      case LocalPerson local -> true;
      case Machine machine -> named.contains(machine.id());
      case Member member ->
          // nobody signs in as a machine
          !member.username().startsWith("token:")
              && (named.contains(member.username()) || isNamed(member.email()));
    };
  }

  /**
   * Lets operators through.
   *
   * @throws Problem 403 for anybody else
   */
  public void require(Asker asker) {
    if (!include(asker)) {
      throw Problem.of(HttpStatus.FORBIDDEN, "NOT_AN_OPERATOR").with("person", asker.id());
    }
  }

  private boolean isNamed(@Nullable String email) {
    return email != null && named.stream().anyMatch(email::equalsIgnoreCase);
  }
}
