package dev.aceiro.activities.railway;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.SettingHandler;
import java.time.Duration;

/** An action that sets values of something on Railway. */
abstract class RailwaySettingHandler<P extends Record> extends SettingHandler<P> {
  private final Railway railway;

  RailwaySettingHandler(Railway railway, ActionType<P> type) {
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
}
