package dev.aceiro.web.ingest;

import dev.aceiro.workflows.alarm.AlarmCatalogue;

/** The alarm catalogues of the loaded profiles. */
public interface Catalogues {
  /** The profile's catalogue; {@link AlarmCatalogue#EMPTY} for one that has none. */
  AlarmCatalogue of(String profile);
}
