package dev.aceiro.workflows.containment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's yes to one captured difference.
 *
 * @param person who
 * @param digest to what
 * @param at when (UTC)
 * @param policy the rule that stands for a person's yes, or null where a person said it
 */
public record Approval(String person, String digest, Instant at, @Nullable Policy policy) {

  /** A person's yes. */
  public Approval(String person, String digest, Instant at) {
    this(person, digest, at, null);
  }

  /**
   * A rule that approves what its playbook calls automatic.
   *
   * @param severity of the incident
   * @param risk of what was captured
   * @param source where the rule comes from
   */
  public record Policy(String severity, Risk risk, String source) {}
}
