package dev.aceiro.workflows.policy;

import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many people must approve an action of one risk before it runs, and how many run at once.
 *
 * @param risk the class of risk it is for
 * @param count distinct approvers
 * @param roles roles that may approve; empty for any responder
 * @param proposerCounts whether the one who proposed may be among them
 * @param atOncePerEnvironment how many of that risk or a worse one may be under way at once in one
 *     environment, whichever incidents they belong to; null for any number
 */
public record ApprovalRule(
    Risk risk,
    int count,
    List<String> roles,
    boolean proposerCounts,
    @Nullable Integer atOncePerEnvironment) {

  /**
   * How many must approve an action. What is destructive never runs on nobody's word, nor does what
   * a playbook proposes by itself, unless it changes nothing.
   *
   * @param byItself whether no person proposed it
   */
  public int needed(boolean byItself) {
    boolean somebody = risk == Risk.DESTRUCTIVE || byItself && risk != Risk.SAFE;
    return somebody ? Math.max(1, count) : count;
  }

  /** A rule that lets any number run at once. */
  public ApprovalRule(Risk risk, int count, List<String> roles, boolean proposerCounts) {
    this(risk, count, roles, proposerCounts, null);
  }
}
