package dev.aceiro.activities.railway;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.TypedHandler;

/** An action on Railway whose every call begins something, and is therefore never repeated. */
abstract class RailwayOneShot<P extends Record> extends TypedHandler<P> implements OnRailway<P> {
  private final Railway railway;

  RailwayOneShot(Railway railway, ActionType<P> type) {
    super(type);
    this.railway = railway;
  }

  @Override
  public final Railway railway() {
    return railway;
  }

  @Override
  public boolean harmlessToRepeat() {
    return false;
  }
}
