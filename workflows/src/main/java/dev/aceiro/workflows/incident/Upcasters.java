package dev.aceiro.workflows.incident;

/** Brings a state of an older form to the present one. */
final class Upcasters {
  private Upcasters() {}

  /**
   * The state in the present form.
   *
   * @throws IllegalStateException if it was written by a newer Aceiro than this one
   */
  static IncidentState toCurrent(IncidentState state) {
    if (state.schemaVersion > IncidentState.SCHEMA_VERSION) {
      throw new IllegalStateException(
          "state of form "
              + state.schemaVersion
              + ", this Aceiro knows forms up to "
              + IncidentState.SCHEMA_VERSION);
    }
    state.schemaVersion = IncidentState.SCHEMA_VERSION;
    return state;
  }
}
