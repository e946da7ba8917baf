package dev.aceiro.activities.containment;

import dev.aceiro.activities.RecordingProxy;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A world of its own with one target in it, a handler that reaches it through a proxy, and somebody
 * else who looks at it and changes it without the proxy.
 */
public interface Bench extends AutoCloseable {
  /** The handler under test. */
  ActionHandler<?> handler();

  /** What it is asked to do here. */
  SortedMap<String, String> parameters();

  /** What the handler calls through. */
  RecordingProxy proxy();

  /** The part of the world that the action is about, as the independent reader sees it. */
  String state();

  /** Another hand makes the very change that the action would make. */
  void sameByAnotherHand();

  /** Another hand changes the target so that what was approved is not what is there any more. */
  void moved();

  /** How many requests make up the one call. */
  default int requests() {
    return 1;
  }

  /** How many requests make up the undo. */
  default int undoRequests() {
    return requests();
  }

  /** Whether what the action did can be undone, so that {@link #state} is as before. */
  default boolean undoable() {
    return true;
  }

  /** Whether a second action of the same kind finds that nothing is to be done. */
  default boolean absolute() {
    return handler().harmlessToRepeat();
  }

  /** A status and body with which the service asks for patience. */
  RecordingProxy.Answer throttled();

  /** A status and body with which the service refuses for good. */
  RecordingProxy.Answer refused();

  /** A secret that lies in the target; null if nothing there could hold one. */
  default @Nullable String planted() {
    return null;
  }

  @Override
  void close();
}
