package dev.aceiro.web.kill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** When something was dead, from the kill until the installation said that it is ready again. */
final class Outages {
  /** One of them; instants UTC. */
  record Outage(String victims, Instant killedAt, Instant readyAt) {
    Duration duration() {
      return Duration.between(killedAt, readyAt);
    }
  }

  private final List<Outage> all = new CopyOnWriteArrayList<>();

  void add(String victims, Instant killedAt, Instant readyAt) {
    all.add(new Outage(victims, killedAt, readyAt));
  }

  List<Outage> all() {
    return List.copyOf(all);
  }

  /**
   * From when on nothing stood in the way of something that was due then and happened then: its due
   * instant, or the end of the last outage in between.
   */
  Instant possibleFrom(Instant due, Instant happened) {
    Instant from = due;
    for (Outage outage : all) {
      boolean between = outage.readyAt().isAfter(due) && outage.killedAt().isBefore(happened);
      if (between && outage.readyAt().isAfter(from)) {
        from = outage.readyAt();
      }
    }
    return from;
  }

  /** The outages that overlap the time from one instant to another. */
  List<Outage> between(Instant from, Instant to) {
    return all.stream()
        .filter(o -> o.readyAt().isAfter(from) && o.killedAt().isBefore(to))
        .toList();
  }
}
