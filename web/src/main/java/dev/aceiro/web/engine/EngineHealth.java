package dev.aceiro.web.engine;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The engine in {@code /actuator/health}. It is no part of readiness: alarms are taken in and
 * stored without it, and decisions are answered with what to do.
 */
final class EngineHealth implements HealthIndicator {

  private final EngineState state;

  EngineHealth(EngineState state) {
    this.state = state;
  }

  @Override
  public Health health() {
    EngineStatus engine = state.status();
    return (engine.up() ? Health.up() : Health.down())
        .withDetail("kind", engine.kind())
        .withDetail("condition", engine.condition())
        .withDetail("since", engine.since())
        .build();
  }
}
