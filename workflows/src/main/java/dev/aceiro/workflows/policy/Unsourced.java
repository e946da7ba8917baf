package dev.aceiro.workflows.policy;

import org.jspecify.annotations.Nullable;

/**
 * Where the rules of plans come from that do not say it: those that incidents pinned before
 * profiles named a source for each rule. A profile that is loaded now names them all.
 */
final class Unsourced {
  private Unsourced() {}

  /** The source a plan gives, else what was assumed of that rule when plans gave none. */
  static String or(@Nullable String source, String rule) {
    if (source != null) {
      return source;
    }
    return switch (rule) {
      case "notify" -> "002 §1.1-1.3";
      case "investigate", "contain", "communicate" -> "002 §1.1-1.2";
      case "update" -> "002 §1.5";
      case "acknowledge", "external-update", "assign" -> "004";
      case "ladder" -> "004 SLA";
      case "observation" -> "000-R3";
      default -> "002 §1.6";
    };
  }
}
