package dev.aceiro.web.engine;

import java.util.List;
import java.util.Optional;

/**
 * The record's side of resuming: which incidents are open, and the right to run one of them again.
 */
public interface OpenIncidents {

  /** Those that are open and have a snapshot, in no particular order. */
  List<ResumableIncident> open();

  /** One of them. */
  Optional<ResumableIncident> find(String incident);

  /**
   * Raises an incident's generation by one, if it is still {@code from}, and reads its snapshot,
   * both in one transaction: from then on records and claims of older generations are refused.
   *
   * @return empty if the incident is closed or somebody else has raised it
   */
  Optional<IncidentSnapshot> raiseGeneration(String incident, int from);
}
