package dev.aceiro.activities.store;

/**
 * Something in the record has changed.
 *
 * @param kind what
 * @param incident the incident's id; empty for {@link Kind#SWITCH} and {@link Kind#RESYNC}
 * @param revision the incident's recorded revision; 0 where the change has none
 */
public record Change(Kind kind, String incident, long revision) {
  /** What has changed. */
  public enum Kind {
    /** The incident's state or timeline. */
    INCIDENT,
    /** A message of the incident. */
    COMMUNICATION,
    /** The switch that stops all containment was pulled or released. */
    SWITCH,
    /** Changes may have been missed: whoever shows something reads it again. */
    RESYNC
  }

  static final String CHANNEL = "aceiro_change";

  String payload() {
    return kind + " " + revision + " " + incident;
  }

  /** What a payload says; one that this version does not know says that something has changed. */
  static Change of(String payload) {
    try {
      String[] parts = payload.split(" ", 3);
      return new Change(Kind.valueOf(parts[0]), parts[2], Long.parseLong(parts[1]));
    } catch (RuntimeException unknown) {
      return new Change(Kind.RESYNC, "", 0);
    }
  }
}
