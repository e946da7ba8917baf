package dev.aceiro.activities.railway;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.TypedHandler;
import java.time.Duration;

/** An action on Railway whose every call begins something, and is therefore never repeated. */
abstract class RailwayOneShot<P extends Record> extends TypedHandler<P> {
  private final Railway railway;

  RailwayOneShot(Railway railway, ActionType<P> type) {
    super(type);
    this.railway = railway;
  }

  final Railway railway() {
    return railway;
  }

  @Override
  public final boolean reaches(P parameters) {
    return railway.settings().configured();
  }

  @Override
  public Duration settleTime() {
    return railway.settings().settle();
  }

  @Override
  public Duration verifyTime() {
    return railway.settings().verify();
  }

  @Override
  public boolean harmlessToRepeat() {
    return false;
  }
}
