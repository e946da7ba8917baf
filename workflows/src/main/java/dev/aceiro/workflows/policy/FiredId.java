package dev.aceiro.workflows.policy;

import java.time.Instant;

/**
 * What identifies a firing: a relapse or a new anchor makes the same rule fire again, nothing else
 * does.
 *
 * @param rule the rule's id
 * @param episode in which episode
 * @param anchor what it is counted from (UTC)
 * @param recipient who is told; {@code -} for nobody
 */
public record FiredId(String rule, int episode, Instant anchor, String recipient) {

  /** The id as a key: {@code rule|episode|anchor|recipient}. */
  public String text() {
    return rule + "|" + episode + "|" + anchor + "|" + recipient;
  }
}
