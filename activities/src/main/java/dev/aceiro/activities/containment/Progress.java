package dev.aceiro.activities.containment;

import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the effect of an accepted call has come.
 *
 * @param state whether it is there
 * @param undoable whether a call could still undo it
 * @param code what there is to say
 * @param params the code's parameters, such as {@code done} and {@code of}
 */
public record Progress(
    State state, boolean undoable, String code, SortedMap<String, String> params) {
  /** Whether the effect is there. */
  public enum State {
    /** Not yet. */
    RUNNING,
    /** It is there. */
    DONE,
    /** It will not come by itself. */
    FAILED
  }

  /** Not yet; names and values in turn. */
  public static Progress running(String code, @Nullable String... namesAndValues) {
    return new Progress(State.RUNNING, true, code, Params.of(namesAndValues));
  }

  /** It is there; names and values in turn. */
  public static Progress done(boolean undoable, String code, @Nullable String... namesAndValues) {
    return new Progress(State.DONE, undoable, code, Params.of(namesAndValues));
  }

  /** It will not come by itself; names and values in turn. */
  public static Progress failed(boolean undoable, String code, @Nullable String... namesAndValues) {
    return new Progress(State.FAILED, undoable, code, Params.of(namesAndValues));
  }
}
