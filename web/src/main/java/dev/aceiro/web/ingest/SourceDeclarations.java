package dev.aceiro.web.ingest;

import java.util.List;

/**
 * What the loaded profiles say of their sources. Without such a bean a local installation has
 * profile plooral.
 */
public interface SourceDeclarations {
  /** Ids of all profiles; in local mode each gets the three local sources instead of its own. */
  List<String> profiles();

  /** Their sources. */
  List<SourceConfig> sources();
}
