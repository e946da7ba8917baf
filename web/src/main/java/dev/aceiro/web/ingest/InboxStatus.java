package dev.aceiro.web.ingest;

import dev.aceiro.activities.store.Inbox.Figures;
import dev.aceiro.workflows.status.StatusPart;
import dev.aceiro.workflows.status.StatusPart.Kind;
import dev.aceiro.workflows.status.StatusPart.State;
import dev.aceiro.workflows.status.StatusReporter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The way in, as people see it. */
final class InboxStatus implements StatusReporter {

  /** What waits longer than this is worth a word. */
  private static final Duration USUAL = Duration.ofSeconds(15);

  private final Relay relay;
  private final InstantSource clock;

  InboxStatus(Relay relay, InstantSource clock) {
    this.relay = relay;
    this.clock = clock;
  }

  @Override
  public List<StatusPart> status() {
    Figures figures = relay.figures();
    if (figures == null) {
      return List.of(part(State.DOWN, null, "inbox.unreachable", new TreeMap<>()));
    }
    TreeMap<String, String> params = new TreeMap<>();
    params.put("waiting", Long.toString(figures.waiting()));
    params.put("held", Long.toString(figures.held()));
    params.put("unsettled", Long.toString(figures.unsettled()));
    params.put("quarantined", Long.toString(figures.quarantined()));
    Instant oldest = figures.oldestWaiting();
    if (oldest != null && oldest.isBefore(clock.instant().minus(USUAL))) {
      params.put("oldest", oldest.toString());
      return List.of(part(State.DEGRADED, oldest, "inbox.waiting", params));
    }
    return List.of(
        figures.quarantined() > 0
            ? part(State.DEGRADED, null, "inbox.quarantined", params)
            : part(State.UP, null, "inbox.clear", params));
  }

  private static StatusPart part(
      State state, @Nullable Instant since, String code, TreeMap<String, String> params) {
    return new StatusPart("inbox", Kind.INBOX, state, since, code, params);
  }
}
