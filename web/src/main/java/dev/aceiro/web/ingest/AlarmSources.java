package dev.aceiro.web.ingest;

import java.util.Optional;

/** The sources from which this installation takes alarms, checked when it started. */
public interface AlarmSources {

  /** The source at {@code /alarms/{profile}/{source}}. */
  Optional<Source> find(String profile, String source);

  /**
   * A source ready to be used.
   *
   * @param config what the profile says
   * @param kind how it speaks
   * @param token its bearer token; empty for a kind that has none
   */
  record Source(SourceConfig config, SourceKind kind, String token) {
    @Override
    public String toString() {
      return config.address();
    }
  }
}
