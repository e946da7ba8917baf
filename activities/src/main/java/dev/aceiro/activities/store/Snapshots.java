package dev.aceiro.activities.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.aceiro.workflows.incident.IncidentState;

/** An incident's state as the record keeps it: the JSON that Temporal's payloads have. */
public final class Snapshots {
  private Snapshots() {}

  /** The JSON of a state. */
  public static String write(IncidentState state) {
    return Columns.json(state);
  }

  /**
   * The state of such JSON.
   *
   * @throws IllegalStateException if it is none
   */
  public static IncidentState read(String json) {
    try {
      return Columns.JSON.readValue(json, IncidentState.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a snapshot that is no state: " + e.getOriginalMessage(), e);
    }
  }
}
