package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.record.RecordBatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an incident has noted and PostgreSQL has not confirmed. */
final class Journal {
  private static final int BATCH_BYTES = 24_000;

  private final List<TimelineEntry> entries;
  private final List<InboxAnswer> answers;
  private long recordedRevision;

  Journal(List<TimelineEntry> entries, List<InboxAnswer> answers, long recordedRevision) {
    this.entries = new ArrayList<>(entries);
    this.answers = new ArrayList<>(answers);
    this.recordedRevision = recordedRevision;
  }

  void note(TimelineEntry entry) {
    entries.add(entry);
  }

  void answer(long inbox, boolean taken) {
    answers.add(new InboxAnswer(inbox, taken));
  }

  /** The latest revision PostgreSQL has confirmed. */
  long recordedRevision() {
    return recordedRevision;
  }

  List<TimelineEntry> entries() {
    return entries;
  }

  List<InboxAnswer> answers() {
    return answers;
  }

  /** Whether nothing waits that somebody said or is waiting for. */
  boolean wordless() {
    return entries.isEmpty() && answers.isEmpty();
  }

  /** What is to be recorded next, or null where everything is. */
  @Nullable RecordBatch next(IncidentState state) {
    if (entries.isEmpty() && answers.isEmpty() && recordedRevision == state.revision) {
      return null;
    }
    int size = 0;
    int count = 0;
    while (count < entries.size()) {
      size += entries.get(count).size();
      if (size > BATCH_BYTES && count > 0) {
        break;
      }
      count++;
    }
    // A snapshot ahead of its entries would lose them if a resume began from it.
    boolean last = count == entries.size();
    return new RecordBatch(
        state.id,
        state.workflowId,
        state.generation,
        new ArrayList<>(entries.subList(0, count)),
        last ? state : null,
        last ? new ArrayList<>(answers) : List.of());
  }

  void confirmed(RecordBatch batch, long revision) {
    entries.removeAll(batch.entries());
    if (batch.state() != null) {
      answers.removeAll(batch.answers());
      recordedRevision = revision;
    }
  }
}
