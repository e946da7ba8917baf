package dev.aceiro.workflows.record;

import dev.aceiro.workflows.incident.InboxAnswer;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.incident.TimelineEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed since the last flush. Idempotent: an entry is known by (incident, sequence), a
 * snapshot by (incident, generation, revision).
 *
 * @param incident the incident's id
 * @param workflowId its workflow's id
 * @param generation the run's generation; an older one than the record's is refused
 * @param entries new timeline entries in order, about 24 KB at most
 * @param state the snapshot, only with the last entries; null while more are to come
 * @param answers what became of inbox rows: taken in by the snapshot, or to be dispatched again
 */
public record RecordBatch(
    String incident,
    String workflowId,
    int generation,
    List<TimelineEntry> entries,
    @Nullable IncidentState state,
    List<InboxAnswer> answers) {}
