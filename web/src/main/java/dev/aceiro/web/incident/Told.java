package dev.aceiro.web.incident;

import dev.aceiro.workflows.incident.Refusal;

/** What became of a decision. */
public sealed interface Told {

  /**
   * It holds.
   *
   * @param revision the incident's revision with it
   * @param recorded whether the record has it already
   */
  record Taken(long revision, boolean recorded) implements Told {}

  /** The incident does not take it. */
  record Refused(Refusal refusal) implements Told {}

  /** There is no such incident. */
  record NoIncident() implements Told {}

  /** Nobody knows: say it again with the same key. */
  record Unknown() implements Told {}
}
