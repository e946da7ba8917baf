package dev.aceiro.activities.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.Actions;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.WorkOrder;
import dev.aceiro.workflows.incident.EntryCode;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.incident.Opening;
import dev.aceiro.workflows.incident.Params;
import dev.aceiro.workflows.incident.TimelineEntry;
import dev.aceiro.workflows.policy.ContainmentRules;
import dev.aceiro.workflows.policy.Observation;
import dev.aceiro.workflows.policy.PostmortemRules;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Severity;
import dev.aceiro.workflows.record.RecordBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Plans, states and batches for tests. */
final class Samples {
  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private Samples() {}

  static ResponsePlan plan() {
    return new ResponsePlan(
        "plooral",
        "Plooral",
        "America/Sao_Paulo",
        "pt-BR",
        "v1",
        List.of(severity("P0", 10, 15), severity("P1", 30, 60), severity("P2", 60, 120)),
        "P2",
        "platform-lead",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new TreeMap<>(),
        List.of(),
        Duration.ofMinutes(30),
        new Observation(Duration.ofHours(24), Duration.ofHours(48), null),
        PostmortemRules.afterResolution(
            List.of("P0"),
            List.of(),
            Duration.ofHours(24),
            Duration.ofHours(24),
            Duration.ofHours(48),
            Duration.ofDays(14),
            List.of()),
        List.of(),
        List.of("SECURITY", "CUSTOMER_IMPACT"),
        List.of("prod", "hml"),
        List.of("api", "worker"),
        1,
        List.of(),
        List.of(),
        List.of(),
        ContainmentRules.NONE);
  }

  private static Severity severity(String code, int acknowledge, int contain) {
    return new Severity(
        code,
        code,
        "",
        new dev.aceiro.workflows.policy.Clocks(
            null,
            Duration.ofMinutes(acknowledge),
            null,
            Duration.ofMinutes(contain),
            Duration.ofMinutes(2L * contain),
            null,
            null,
            null,
            null,
            null),
        List.of(),
        List.of(),
        List.of(),
        null,
        false,
        null,
        new TreeMap<>());
  }

  static IncidentState state(String id) {
    return state(id, root -> {});
  }

  /** A state of that incident in which something is different. */
  static IncidentState state(String id, Consumer<ObjectNode> change) {
    IncidentState opened =
        IncidentState.open(
            new Opening(
                id,
                "local/" + id,
                Plans.hash(plan()),
                false,
                "API answers with errors",
                "P1",
                "api-errors",
                "prod",
                List.of("api"),
                NOON,
                NOON,
                "aceiro",
                null),
            "plooral");
    try {
      ObjectNode root = (ObjectNode) Columns.JSON.readTree(Snapshots.write(opened));
      change.accept(root);
      return Snapshots.read(root.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A state after that many changes and timeline entries. */
  static IncidentState at(String id, long revision) {
    return state(id, root -> root.put("revision", revision).put("nextSequence", revision + 1));
  }

  static RecordBatch batch(IncidentState state, TimelineEntry... entries) {
    return new RecordBatch(
        state.id(), state.workflowId(), state.generation(), List.of(entries), state, List.of());
  }

  static RecordBatch entriesOnly(String id, int generation, TimelineEntry... entries) {
    return new RecordBatch(id, "local/" + id, generation, List.of(entries), null, List.of());
  }

  static TimelineEntry note(long sequence, String text) {
    return new TimelineEntry(
        sequence,
        NOON.plusSeconds(sequence),
        EntryCode.NOTE,
        Params.of("text", text),
        "ana",
        "api");
  }

  static Action action(String id) {
    return Actions.proposed(
        id, "ecs.force-new-deployment", Params.of("service", "api"), "stuck", "ana", NOON);
  }

  /** A state whose ledger has these actions. */
  static IncidentState withActions(String id, long revision, Action... actions) {
    return state(
        id,
        root -> {
          ArrayNode ledger = root.putArray("actions");
          for (Action action : actions) {
            ledger.add(Columns.JSON.<ObjectNode>valueToTree(action));
          }
          root.put("revision", revision);
        });
  }

  /** The same state, in which that hold keeps the action's order back; none where it is null. */
  static IncidentState held(IncidentState state, String action, @Nullable String hold) {
    if (hold != null) {
      state.held().put(action, hold);
    }
    return state;
  }

  static WorkOrder order(String incident, int attempt, @Nullable Instant expires) {
    return order(incident, "A1", attempt, expires);
  }

  static WorkOrder order(String incident, String action, int attempt, @Nullable Instant expires) {
    return new WorkOrder(
        "local/" + incident,
        incident,
        1,
        "plooral",
        action,
        attempt,
        1,
        OrderKind.APPLY,
        "ecs.force-new-deployment",
        Params.of("service", "api"),
        "d".repeat(64),
        expires,
        false);
  }
}
