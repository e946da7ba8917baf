package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.Call;
import java.util.Locale;

/** Names what an action makes, so that it is found again and known as ours. */
final class Made {
  /** How {@link #nameOf} names, before the incident is known. */
  static final String NEW = "inc-<incident>-<action>";

  private Made() {}

  /**
   * What an action makes is called by its incident and ledger entry: there is one of each, and
   * where names are unique the service refuses a second call for the same entry.
   */
  static String nameOf(Call call) {
    String name =
        (call.incident() + "-" + call.action())
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    return name.startsWith("inc-") ? name : "inc-" + name;
  }
}
