package dev.aceiro.activities.railway;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.SettingHandler;

/** An action that sets values of something on Railway. */
abstract class RailwaySettingHandler<P extends Record> extends SettingHandler<P>
    implements OnRailway<P> {
  private final Railway railway;

  RailwaySettingHandler(Railway railway, ActionType<P> type) {
    super(type);
    this.railway = railway;
  }

  @Override
  public final Railway railway() {
    return railway;
  }
}
