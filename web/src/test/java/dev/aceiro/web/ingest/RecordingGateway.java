package dev.aceiro.web.ingest;

import dev.aceiro.workflows.incident.AlarmSignal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine that remembers what it was told, and that can be taken away. */
final class RecordingGateway implements IncidentGateway {

  /** A signal and whom it went to. */
  record Sent(String incident, AlarmSignal signal) {}

  final List<Start> starts = new CopyOnWriteArrayList<>();
  final List<Sent> signals = new CopyOnWriteArrayList<>();
  private final List<String> closed = new CopyOnWriteArrayList<>();
  volatile boolean down;

  @Override
  public void open(Start start) {
    require();
    starts.add(start);
  }

  @Override
  public Outcome signal(String incident, AlarmSignal signal) {
    require();
    if (closed.contains(incident)
        || starts.stream().noneMatch(start -> start.incident().equals(incident))) {
      return Outcome.NOT_FOUND;
    }
    signals.add(new Sent(incident, signal));
    return Outcome.DELIVERED;
  }

  /** The engine forgets or has finished that incident. */
  void forget(String incident) {
    closed.add(incident);
  }

  /** The starts of alarms of that name. */
  List<Start> startsOf(String alarm) {
    return starts.stream().filter(s -> s.signal().alarm().name().equals(alarm)).toList();
  }

  /** The signals of alarms of that name. */
  List<Sent> signalsOf(String alarm) {
    return signals.stream().filter(s -> s.signal().alarm().name().equals(alarm)).toList();
  }

  /** How many incidents each key got. */
  Map<String, Long> incidentsByKey() {
    Map<String, Long> counts = new LinkedHashMap<>();
    starts.stream()
        .map(s -> s.signal().alarm().key() + " " + s.incident())
        .distinct()
        .forEach(s -> counts.merge(s.split(" ")[0], 1L, Long::sum));
    return counts;
  }

  private void require() {
    if (down) {
      throw new EngineUnavailableException("taken away", new IllegalStateException());
    }
  }
}
