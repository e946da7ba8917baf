package dev.aceiro.workflows.containment;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How ledger entries begin. */
public final class Actions {
  private Actions() {}

  /** An action that somebody has just proposed; its capture is ordered next. */
  public static Action proposed(
      String id,
      String type,
      SortedMap<String, String> parameters,
      String reason,
      String by,
      Instant at) {
    return new Action(
        id,
        type,
        parameters,
        reason,
        by,
        at,
        ActionState.CAPTURING,
        null,
        List.of(),
        0,
        0,
        0,
        null,
        "PROPOSED",
        new TreeMap<>(),
        null);
  }
}
