package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.communication.CommunicationActivities;
import dev.aceiro.workflows.communication.Deliveries;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.containment.ActionReport;
import dev.aceiro.workflows.containment.ActionWorkflow;
import dev.aceiro.workflows.containment.ContainmentActivities;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.SurveyOrder;
import dev.aceiro.workflows.containment.WorkOrder;
import dev.aceiro.workflows.playbook.Check;
import dev.aceiro.workflows.recovery.CheckOrder;
import dev.aceiro.workflows.recovery.CheckResult;
import dev.aceiro.workflows.recovery.CheckState;
import dev.aceiro.workflows.recovery.RecoveryActivities;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends out what the state says is owed and nobody has answered for: messages, work orders, checks.
 * A new run sends it again; keys make that harmless.
 */
final class Dispatcher {
  private static final Duration PAGE_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration SURVEY_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration SURVEY_SILENCE = Duration.ofSeconds(10);
  private static final Duration LONGEST_BASELINE = Duration.ofHours(1);
  private static final Duration LONGEST_COMPARISON = Duration.ofMinutes(15);

  private final Incident incident;
  private final Runnable changed;
  private final Set<String> underWay = new LinkedHashSet<>();
  private final Set<String> starting = new LinkedHashSet<>();

  Dispatcher(Incident incident, Runnable changed) {
    this.incident = incident;
    this.changed = changed;
  }

  void dispatch() {
    List<Message> quiet = new ArrayList<>();
    List<Message> told = new ArrayList<>();
    for (Message message : new ArrayList<>(incident.state().messages())) {
      if (underWay.add(message.key())) {
        if (message.page()) {
          send(message);
        } else {
          // What a slow channel still owes must not hold up what nobody has heard yet.
          (message.told() ? told : quiet).add(message);
        }
      }
    }
    if (!quiet.isEmpty()) {
      sendAll(quiet);
    }
    if (!told.isEmpty()) {
      sendAll(told);
    }
    for (WorkOrder order : new ArrayList<>(incident.state().orders())) {
      if (underWay.add(order.workflowId())) {
        start(order);
      }
    }
    for (SurveyOrder order : new ArrayList<>(incident.state().surveyOrders())) {
      if (underWay.add("survey/" + order.id())) {
        survey(order);
      }
    }
    for (Check check : incident.checkList()) {
      CheckResult standing = incident.state().checks().get(check.id());
      if (standing != null
          && standing.state() == CheckState.RUNNING
          && underWay.add("check/" + check.id())) {
        run(check);
      }
    }
  }

  /**
   * Whether nothing is to be recorded but that something has fired, and what becomes of its
   * messages will be in a moment: one flush is enough for both. Lost with its engine in between it
   * fires again, with the same keys.
   */
  boolean answersSoon() {
    return incident.state().sparing()
        && incident.journal().wordless()
        && incident.state().messages().stream()
            .anyMatch(m -> underWay.contains(m.key()) && m.params().containsKey("rules"));
  }

  /**
   * Whether messages, checks or the starts of children are on their way; running children do not
   * count.
   */
  boolean quiet() {
    return starting.isEmpty()
        && underWay.stream()
            .noneMatch(
                key ->
                    key.startsWith("check/")
                        || incident.state().messages().stream().anyMatch(m -> m.key().equals(key)));
  }

  private void send(Message message) {
    Async.function(messages(message.code() + " → " + message.recipient())::send, message)
        .handle(
            (deliveries, failure) -> {
              delivered(message, failure == null ? deliveries : null);
              return null;
            });
  }

  private void sendAll(List<Message> quiet) {
    Async.function(messages(quiet.getFirst().code() + " × " + quiet.size())::sendAll, quiet)
        .handle(
            (all, failure) -> {
              for (Message message : quiet) {
                delivered(message, failure == null ? of(message, all) : null);
              }
              return null;
            });
  }

  private static @Nullable Deliveries of(Message message, List<Deliveries> all) {
    return all.stream().filter(d -> d.message().equals(message.key())).findFirst().orElse(null);
  }

  private void delivered(Message message, @Nullable Deliveries deliveries) {
    underWay.remove(message.key());
    incident.delivered(
        deliveries == null ? new Deliveries(message.key(), List.of()) : deliveries, now());
    changed.run();
  }

  private static CommunicationActivities messages(String summary) {
    return Workflow.newActivityStub(
        CommunicationActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(PAGE_TIMEOUT)
            .setRetryOptions(
                RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1))
                    .setMaximumInterval(Duration.ofSeconds(5))
                    .build())
            .setSummary(summary)
            .build());
  }

  private void start(WorkOrder order) {
    ActionWorkflow hands =
        Workflow.newChildWorkflowStub(
            ActionWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(order.workflowId())
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setStaticSummary(order.kind() + " " + order.type())
                .build());
    starting.add(order.workflowId());
    Promise<Void> done = Async.procedure(hands::run, order);
    Promise<WorkflowExecution> started = Workflow.getWorkflowExecution(hands);
    started.handle(
        (execution, failure) -> {
          // A failure to start means that an earlier run's child is still at it: it will report by
          // itself.
          starting.remove(order.workflowId());
          changed.run();
          done.handle((result, broken) -> failure == null ? ended(order, broken) : null);
          return null;
        });
  }

  private Void ended(WorkOrder order, RuntimeException broken) {
    if (broken != null && incident.state().orders().contains(order)) {
      incident.actionReported(
          new ActionReport(
              order.action(),
              order.kind(),
              order.attempt(),
              order.kind() == OrderKind.CAPTURE ? Outcome.FAILED : Outcome.UNKNOWN,
              null,
              "HANDS_ENDED",
              Params.none(),
              now()),
          now());
      changed.run();
    }
    return null;
  }

  /** A responder that is away holds nobody up: what it did not read in time could not be read. */
  private void survey(SurveyOrder order) {
    ContainmentActivities responder =
        Workflow.newActivityStub(
            ContainmentActivities.class,
            ActivityOptions.newBuilder()
                .setTaskQueue(ContainmentActivities.TASK_QUEUE)
                .setScheduleToCloseTimeout(
                    order.kind() == SurveyOrder.Kind.BASELINE
                        ? LONGEST_BASELINE
                        : LONGEST_COMPARISON)
                .setStartToCloseTimeout(SURVEY_TIMEOUT)
                .setHeartbeatTimeout(SURVEY_SILENCE)
                .setRetryOptions(
                    RetryOptions.newBuilder().setMaximumInterval(SURVEY_TIMEOUT).build())
                .setSummary(order.kind() + " × " + order.steps().size())
                .build());
    Async.function(responder::survey, order)
        .handle(
            (found, failure) -> {
              underWay.remove("survey/" + order.id());
              incident.surveyed(order, failure == null ? found : null, now());
              changed.run();
              return null;
            });
  }

  private void run(Check check) {
    RecoveryActivities activities =
        Workflow.newActivityStub(
            RecoveryActivities.class,
            ActivityOptions.newBuilder()
                .setStartToCloseTimeout(CHECK_TIMEOUT)
                .setSummary(check.id())
                .build());
    IncidentState state = incident.state();
    Async.function(
            activities::check,
            new CheckOrder(
                state.id(),
                state.profile(),
                check.id(),
                check.kind(),
                check.parameters(),
                state.drill()))
        .handle(
            (result, failure) -> {
              underWay.remove("check/" + check.id());
              incident.checked(
                  failure == null
                      ? result
                      : new CheckResult(
                          check.id(),
                          CheckState.FAILED,
                          "CHECK_BROKEN",
                          Params.none(),
                          "aceiro",
                          now()),
                  now());
              changed.run();
              return null;
            });
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
