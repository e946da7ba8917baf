package dev.aceiro.activities.store;

import dev.aceiro.workflows.status.StatusPart;
import dev.aceiro.workflows.status.StatusReporter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The record on the status page: how far behind it is, and what it could not store. */
@Component
class RecordReporter implements StatusReporter {
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration LATE = Duration.ofSeconds(10);

  private final RecordFigures figures;
  private final AtomicReference<Standing> last = new AtomicReference<>();

  RecordReporter(RecordFigures figures) {
    this.figures = figures;
  }

  private record Standing(StatusPart.State state, Instant since) {}

  @Override
  public List<StatusPart> status() {
    try {
      RecordFigures.Figures now = InTime.within(PATIENCE, figures::read);
      boolean late = now.worstLag().compareTo(LATE) > 0;
      String code =
          now.quarantined() > 0 ? "record.quarantined" : late ? "record.late" : "record.up";
      return List.of(
          part(
              late || now.quarantined() > 0 ? StatusPart.State.DEGRADED : StatusPart.State.UP,
              code,
              now));
    } catch (RuntimeException away) {
      return List.of(part(StatusPart.State.DOWN, "record.down", null));
    }
  }

  private StatusPart part(
      StatusPart.State state, String code, RecordFigures.@Nullable Figures now) {
    Standing standing =
        last.updateAndGet(
            before ->
                before != null && before.state() == state
                    ? before
                    : new Standing(state, Instant.now()));
    SortedMap<String, String> params = new TreeMap<>();
    if (now != null) {
      params.put("open", Long.toString(now.open()));
      params.put("quarantined", Long.toString(now.quarantined()));
      params.put("lagSeconds", Long.toString(now.worstLag().toSeconds()));
      Instant recordedAt = now.lastRecordedAt();
      if (recordedAt != null) {
        params.put("lastRecordedAt", recordedAt.toString());
      }
    }
    return new StatusPart("record", StatusPart.Kind.RECORD, state, standing.since(), code, params);
  }
}
