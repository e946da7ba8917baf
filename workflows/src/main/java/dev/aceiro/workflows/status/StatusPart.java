package dev.aceiro.workflows.status;

import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How one part of the installation is.
 *
 * @param id unique in the installation, kebab-case: {@code engine}, {@code incidents}, {@code
 *     database}, {@code inbox}, {@code record}, {@code slack}, {@code email}, {@code ecs}
 * @param kind what sort of part it is
 * @param state how it is
 * @param since since when it is so (UTC); null where nobody knows
 * @param code what there is to say about it, as a key of the words that people read
 * @param params the code's parameters: counts, names, instants as RFC 3339; never a secret
 */
public record StatusPart(
    String id,
    Kind kind,
    State state,
    @Nullable Instant since,
    String code,
    SortedMap<String, String> params) {

  /** What sort of part it is. */
  public enum Kind {
    /** Temporal, and how durable it is. */
    ENGINE,
    /** Whether every open incident has its run. */
    INCIDENTS,
    /** PostgreSQL. */
    DATABASE,
    /** The way of alarms into incidents. */
    INBOX,
    /** The way of decisions into the read model. */
    RECORD,
    /** Whether actions may call the world at all. */
    CONTAINMENT,
    /** Something outside that messages go to. */
    CHANNEL,
    /** Something outside that actions act on. */
    TARGET
  }

  /** How a part is. */
  public enum State {
    /** It is there and works. */
    UP,
    /** It works, but less well than it should; the code says how. */
    DEGRADED,
    /** It is not there. */
    DOWN,
    /** An integration that is configured and whose last use worked. */
    LIVE,
    /** An integration that is not configured: what it would do is recorded, not done. */
    DRY,
    /** An integration that is configured and whose last use failed. */
    FAILING
  }
}
