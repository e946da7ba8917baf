package dev.aceiro.web.engine;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the engine is.
 *
 * @param kind where it runs
 * @param target {@code host:port}, or {@code in-process}
 * @param namespace the namespace this installation works in
 * @param identity what its histories are known by: the namespace's id, or one made up for this
 *     process; null until it has answered
 * @param condition how it is
 * @param since since when it is so (UTC)
 * @param detail what a person who looks into it needs to know, in the engine's own words; null
 *     where there is nothing
 * @param uiUrl its web pages; null where this installation does not serve them
 */
public record EngineStatus(
    EngineKind kind,
    String target,
    String namespace,
    @Nullable String identity,
    Condition condition,
    Instant since,
    @Nullable String detail,
    @Nullable URI uiUrl) {

  /** How an engine is. */
  public enum Condition {
    /** It has not answered yet. */
    STARTING,
    /** It answers, and open incidents are being resumed because it does not know them. */
    RESUMING,
    /**
     * It answers, but it is not the one the record knows: an operator decides whether incidents are
     * resumed.
     */
    UNKNOWN_ENGINE,
    /** It answers. */
    UP,
    /** It does not answer. */
    DOWN
  }

  /** Whether its histories outlive this process. */
  public boolean durable() {
    return kind.durable();
  }

  /** Whether it answers. */
  public boolean up() {
    return condition != Condition.STARTING && condition != Condition.DOWN;
  }

  /** Whether it answers and knows every open incident that it should. */
  public boolean ready() {
    return condition == Condition.UP || condition == Condition.UNKNOWN_ENGINE;
  }
}
