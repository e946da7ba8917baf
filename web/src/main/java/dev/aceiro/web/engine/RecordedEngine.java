package dev.aceiro.web.engine;

import dev.aceiro.activities.store.EngineIdentity;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The engine that PostgreSQL knows. */
@Component
final class RecordedEngine implements EngineRecord {

  private final EngineIdentity engine;

  RecordedEngine(EngineIdentity engine) {
    this.engine = engine;
  }

  @Override
  public Optional<String> identity() {
    return engine.find();
  }

  @Override
  public void record(String identity) {
    engine.record(identity, Instant.now());
  }
}
