package dev.aceiro.workflows.policy;

/**
 * Which rule may take the place of which, the strongest first: scenario, security, severity,
 * default (domain 1.7 C5).
 */
public enum Precedence {
  /** Names a scenario. */
  SCENARIO,
  /** Is about the flag {@code SECURITY}. */
  SECURITY,
  /** Names severities. */
  SEVERITY,
  /** Applies to everything. */
  DEFAULT;

  /** The flag that makes a rule one of security. */
  public static final String SECURITY_FLAG = "SECURITY";

  /** The precedence of a rule. */
  public static Precedence of(EscalationRule rule) {
    if (rule.scenario() != null) {
      return SCENARIO;
    }
    if (SECURITY_FLAG.equals(rule.when().flag()) || SECURITY_FLAG.equals(rule.when().ifFlag())) {
      return SECURITY;
    }
    return rule.severities().isEmpty() ? DEFAULT : SEVERITY;
  }

  /** Whether a rule of this precedence may replace one of the other. */
  public boolean above(Precedence other) {
    return compareTo(other) < 0;
  }
}
