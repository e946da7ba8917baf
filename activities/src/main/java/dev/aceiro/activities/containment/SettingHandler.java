package dev.aceiro.activities.containment;

import dev.aceiro.workflows.containment.Risk;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An action that sets values: its call says what is to be, not what is to change, so that a second
 * call after one of unknown outcome does no harm, and the undo says what was.
 *
 * <p>A handler of this kind reads the values ({@link #find}), says which of them should be what
 * ({@link #wanted}), and sets them in one call ({@link #set}). What is achieved without an answer
 * is not claimed as its own ({@link #proves}): another hand may have set the same.
 *
 * @param <P> its parameters
 */
public abstract class SettingHandler<P extends Record> extends TypedHandler<P> {

  /** Of this type. */
  protected SettingHandler(ActionType<P> type) {
    super(type);
  }

  /**
   * Reads the target.
   *
   * @throws ActionRefusedException if it is not there, or is none of this kind
   */
  protected abstract Settings find(P parameters);

  /**
   * The values to be set, of those that {@link #find} found.
   *
   * @param found the values as they are; as they were captured, once the action is applied
   * @throws ActionRefusedException if it cannot be
   */
  protected abstract SortedMap<String, String> wanted(
      P parameters, SortedMap<String, String> found);

  /**
   * Which values the action sets, where it may also remove one; the names of {@link #wanted}
   * otherwise.
   */
  protected Iterable<String> names(SortedMap<String, String> wanted) {
    return wanted.keySet();
  }

  /**
   * Makes the one call.
   *
   * @param values the values to set, with those of {@link #names} that are absent to be removed
   * @param now the target as it was read a moment ago, for a revision or an entity tag
   * @param call which call this is, for a token
   */
  protected abstract void set(
      P parameters, SortedMap<String, String> values, Settings now, Call call);

  /**
   * The exact call that would be made, without any secret.
   *
   * @param target the target as {@link #find} named it
   */
  protected abstract String call(P parameters, SortedMap<String, String> values);

  /** What a person would type, where there is such a thing. */
  protected @Nullable String byHand(P parameters, SortedMap<String, String> values) {
    return null;
  }

  /** The target as people read it, without asking anybody. */
  protected abstract String named(P parameters);

  /** The risk here; by default the one of its kind. */
  protected Risk risk(P parameters, Settings found) {
    return risk();
  }

  /** Whether it can be undone here. */
  protected boolean undoable(P parameters, Settings found) {
    return true;
  }

  /**
   * Whether what is there now can only come from this call.
   *
   * @param now the target, with the values wanted
   */
  protected boolean proves(P parameters, Settings now, Call call) {
    return false;
  }

  /** How far the effect has come, where the values alone do not say it. */
  protected Progress progress(P parameters, Settings now, SortedMap<String, String> wanted) {
    return Progress.done(true, "SET");
  }

  /**
   * How far the effect has come, where it takes what was there before to say it.
   *
   * @param before what was captured
   */
  protected Progress progress(
      P parameters, Before before, Settings now, SortedMap<String, String> wanted) {
    return progress(parameters, now, wanted);
  }

  @Override
  public boolean harmlessToRepeat() {
    return true;
  }

  @Override
  public final Before capture(P parameters) {
    Settings found = find(parameters);
    SortedMap<String, String> wanted = wanted(parameters, found.values());
    Before.Builder before =
        Before.of(found.target(), call(parameters, wanted), risk(parameters, found))
            .raw(found.raw())
            .undoable(undoable(parameters, found));
    found.identity().forEach(before::relevant);
    found.values().forEach(before::relevant);
    found.facts().forEach(before::fact);
    TreeSet<String> names = new TreeSet<>(found.values().keySet());
    names(wanted).forEach(names::add);
    TreeSet<String> set = new TreeSet<>();
    names(wanted).forEach(set::add);
    for (String name : names) {
      if (set.contains(name) && !Objects.equals(found.values().get(name), wanted.get(name))) {
        before.changes(name, found.values().get(name), wanted.get(name));
      } else {
        before.stays(name, found.values().get(name));
      }
    }
    String byHand = byHand(parameters, wanted);
    if (byHand != null) {
      before.byHand(byHand);
    }
    if (found.have(wanted, names(wanted))) {
      before.already();
    }
    return before.build();
  }

  /** The values themselves, whether it sets them or not. */
  @Override
  public SortedMap<String, String> standing(Before found) {
    SortedMap<String, String> standing = new TreeMap<>();
    for (Difference difference : found.differences()) {
      String value = found.relevant().get(difference.name());
      if (value != null) {
        standing.put(difference.name(), value);
      }
    }
    return standing;
  }

  @Override
  public Before imagine(P parameters) {
    SortedMap<String, String> wanted = imagined(parameters);
    Before.Builder before =
        Before.of(named(parameters), call(parameters, wanted), risk()).undoable(true);
    wanted.forEach((name, value) -> before.changes(name, null, value));
    String byHand = byHand(parameters, wanted);
    return byHand == null ? before.build() : before.byHand(byHand).build();
  }

  /** The values to be set as far as the parameters alone say it. */
  protected SortedMap<String, String> imagined(P parameters) {
    return wanted(parameters, new TreeMap<>());
  }

  @Override
  public final Receipt apply(P parameters, Before before, Call call) {
    Settings now = find(parameters);
    // What was approved, also where the target has moved in this very moment.
    set(parameters, wanted(parameters, before.relevant()), now, call);
    return Receipt.accepted();
  }

  @Override
  public final Effect effect(P parameters, Before before, Call call) {
    Settings now = find(parameters);
    SortedMap<String, String> wanted = wanted(parameters, before.relevant());
    if (!now.have(wanted, names(wanted))) {
      return Effect.absent();
    }
    return proves(parameters, now, call) ? Effect.ours() : Effect.unproven();
  }

  @Override
  public final Progress verify(P parameters, Before before, Call call) {
    Settings now = find(parameters);
    SortedMap<String, String> wanted = wanted(parameters, before.relevant());
    return now.have(wanted, names(wanted))
        ? progress(parameters, before, now, wanted)
        : Progress.running("SETTING");
  }

  @Override
  public Receipt undo(P parameters, Before before, Call call) {
    Settings now = find(parameters);
    SortedMap<String, String> wanted = wanted(parameters, before.relevant());
    if (!now.have(wanted, names(wanted))) {
      throw new ActionRefusedException("CHANGED_SINCE", "target", now.target());
    }
    set(parameters, was(before, wanted), now, call);
    return Receipt.accepted();
  }

  @Override
  public final Effect undoEffect(P parameters, Before before, Call call) {
    SortedMap<String, String> wanted = wanted(parameters, before.relevant());
    return find(parameters).have(was(before, wanted), names(wanted))
        ? Effect.ours()
        : Effect.absent();
  }

  private SortedMap<String, String> was(Before before, SortedMap<String, String> wanted) {
    SortedMap<String, String> was = new TreeMap<>();
    for (String name : names(wanted)) {
      String value = before.relevant().get(name);
      if (value != null) {
        was.put(name, value);
      }
    }
    return was;
  }
}
