package dev.aceiro.web.incident;

import dev.aceiro.web.problem.Fault;
import java.util.List;

/** What became of a declaration. */
public sealed interface Declared {

  /**
   * There is an incident, recorded.
   *
   * @param incident its id
   * @param revision its first
   * @param fresh whether this declaration made it; not when it was said before under the same key
   * @param started whether the engine runs it already; otherwise it will as soon as it can
   */
  record Opened(String incident, long revision, boolean fresh, boolean started)
      implements Declared {}

  /** The declaration cannot be meant; nothing was opened. */
  record Invalid(List<Fault> faults) implements Declared {}

  /** Only whoever holds a role in the profile opens incidents. */
  record NotAResponder() implements Declared {}

  /** The key has been used before for another declaration; nothing was opened. */
  record KeyReused() implements Declared {}

  /** The record cannot be reached: say it again with the same key. */
  record Unknown() implements Declared {}
}
