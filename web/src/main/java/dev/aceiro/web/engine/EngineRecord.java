package dev.aceiro.web.engine;

import java.util.Optional;

/** What the record knows of the engine that holds the incidents' histories. */
public interface EngineRecord {

  /** The identity recorded last; empty before the first. */
  Optional<String> identity();

  /** From now on the open incidents run on this one. */
  void record(String identity);
}
