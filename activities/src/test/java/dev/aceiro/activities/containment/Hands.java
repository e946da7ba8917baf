package dev.aceiro.activities.containment;

import dev.aceiro.activities.store.ArtefactKeys;
import dev.aceiro.activities.store.Artefacts;
import dev.aceiro.activities.store.Captures;
import dev.aceiro.activities.store.Changes;
import dev.aceiro.activities.store.Claims;
import dev.aceiro.activities.store.KillSwitch;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.ActionReport;
import dev.aceiro.workflows.containment.ActionWorkflow;
import dev.aceiro.workflows.containment.ActionWorkflowImpl;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.ContainmentActivities;
import dev.aceiro.workflows.containment.Made;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.Reading;
import dev.aceiro.workflows.containment.StepResult;
import dev.aceiro.workflows.containment.SurveyOrder;
import dev.aceiro.workflows.containment.SurveyStep;
import dev.aceiro.workflows.containment.WorkOrder;
import dev.aceiro.workflows.incident.IncidentInput;
import dev.aceiro.workflows.incident.IncidentWorkflow;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The responder as it is, on a real database, with these handlers; for tests. */
public final class Hands implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** How long a survey has for a target. */
  static final Duration READ_WITHIN = Duration.ofSeconds(10);

  private final TestDatabase database;
  private final Claims claims;
  private final Captures captures;
  private final Artefacts artefacts;
  private final ContainmentActivitiesImpl impl;
  private final TestActivityEnvironment single = TestActivityEnvironment.newInstance();
  private final ContainmentActivities activities;
  private @Nullable TestWorkflowEnvironment whole;

  /** Looks at the world ten times a second. */
  public Hands(TestDatabase database, ActionHandler<?>... handlers) {
    this.database = database;
    claims = new Claims(database.dataSource(), new Changes(database.dataSource()));
    captures = new Captures(database.dataSource());
    artefacts = new Artefacts(database.dataSource(), ArtefactKeys.of(new byte[32]));
    impl =
        new ContainmentActivitiesImpl(
            new ActionRegistry(List.of(handlers)),
            claims,
            new BeforeStates(captures, artefacts),
            new ContainmentSettings(
                50, 200, Duration.ofHours(1), Duration.ofMillis(100), READ_WITHIN),
            InstantSource.system());
    single.registerActivitiesImplementations(impl);
    activities =
        single.newActivityStub(
            ContainmentActivities.class,
            ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(1))
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .build());
  }

  /** The steps, one at a time. */
  public ContainmentActivities steps() {
    return activities;
  }

  /** The claims that were made. */
  public Claims claims() {
    return claims;
  }

  /** The switch that stops everything. */
  public KillSwitch killSwitch() {
    return new KillSwitch(database.dataSource());
  }

  /** What people see of a capture. */
  public String diff(WorkOrder order, Capture capture) {
    return captures.find(order.incident(), order.action(), capture.digest()).orElseThrow().diff();
  }

  /** The stored bytes of a capture, decrypted. */
  public byte[] raw(WorkOrder order, Capture capture) {
    String artefact =
        Objects.requireNonNull(
            captures
                .find(order.incident(), order.action(), capture.digest())
                .orElseThrow()
                .artefact());
    return artefacts.read(artefact).orElseThrow();
  }

  /** An order for the first action of a new incident, recorded as the workflow would. */
  public WorkOrder order(String type, SortedMap<String, String> parameters, boolean drill) {
    String incident = "INC-" + NUMBER.incrementAndGet();
    JdbcClient jdbc = JdbcClient.create(database.dataSource());
    jdbc.sql(
            """
            insert into incident (id, workflow_id, profile, plan_hash, generation, title, stage,
                severity, worst_severity, drill, opened_by, received_at, started_at)
            values (:id, :workflow, 'plooral', 'p', 1, 't', 'CONTAIN', 'P0', 'P0', :drill, 'ana',
                now(), now())\
            """)
        .param("id", incident)
        .param("workflow", "test/" + incident)
        .param("drill", drill)
        .update();
    jdbc.sql(
            """
            insert into ledger_entry (incident, action, position, type, parameters, reason, state,
                settled, in_force, proposed_by, proposed_at, captures, attempts, undos, code, params)
            values (:id, 'A1', 1, :type, '{}', 'r', 'APPLYING', false, false, 'ana', now(), 9, 9, 9,
                'c', '{}')\
            """)
        .param("id", incident)
        .param("type", type)
        .update();
    return new WorkOrder(
        "test/" + incident,
        incident,
        1,
        "plooral",
        "A1",
        1,
        1,
        OrderKind.CAPTURE,
        type,
        parameters,
        null,
        null,
        drill);
  }

  /** Resumes the incident of an order: its generation is one more. */
  public void resume(WorkOrder order) {
    JdbcClient.create(database.dataSource())
        .sql("update incident set generation = generation + 1 where id = :id")
        .param("id", order.incident())
        .update();
  }

  /** The same order as another kind, bound to a capture. */
  public static WorkOrder as(
      OrderKind kind, WorkOrder order, @Nullable String digest, @Nullable Instant expires) {
    return new WorkOrder(
        order.incidentWorkflowId(),
        order.incident(),
        order.generation(),
        order.profile(),
        order.action(),
        order.attempt(),
        order.call(),
        kind,
        order.type(),
        order.parameters(),
        digest,
        expires,
        order.drill());
  }

  /** Captures, as the first step of everything. */
  public Capture captured(WorkOrder order) {
    StepResult result = activities.capture(order);
    return Objects.requireNonNull(
        result.capture(), () -> result.outcome() + " " + result.code() + " " + result.params());
  }

  /** What is compared with later, read when the ledger says so much. */
  public List<Reading> baseline(WorkOrder order, Made... made) {
    return survey(SurveyOrder.Kind.BASELINE, order, List.of(order.parameters()), made);
  }

  /** What a survey finds at the order's target, where the ledger says so much. */
  public List<Reading> survey(WorkOrder order, Made... made) {
    return survey(SurveyOrder.Kind.CLOSING, order, List.of(order.parameters()), made);
  }

  /** What a survey finds at the targets of several steps of the order's type. */
  public List<Reading> survey(
      SurveyOrder.Kind kind, WorkOrder order, List<SortedMap<String, String>> steps, Made... made) {
    return activities.survey(
        new SurveyOrder(
            "S1",
            kind,
            order.incident(),
            order.generation(),
            order.profile(),
            steps.stream().map(step -> new SurveyStep(order.type(), step)).toList(),
            List.of(made)));
  }

  /** The order to apply what was captured, approved for half an hour. */
  public WorkOrder approved(WorkOrder order) {
    return as(
        OrderKind.APPLY,
        order,
        captured(order).digest(),
        Instant.now().plus(Duration.ofMinutes(30)));
  }

  /** Lets the workflow execute an order, and answers what it reports to its incident. */
  public ActionReport execute(WorkOrder order) {
    WorkflowClient client = engine().getWorkflowClient();
    IncidentWorkflow incident =
        client.newWorkflowStub(
            IncidentWorkflow.class,
            options(order.incidentWorkflowId(), IncidentWorkflow.TASK_QUEUE));
    WorkflowClient.start(incident::run, (IncidentInput) null);
    ActionWorkflow hands =
        client.newWorkflowStub(
            ActionWorkflow.class, options(order.workflowId(), IncidentWorkflow.TASK_QUEUE));
    hands.run(order);
    return WorkflowStub.fromTyped(incident).getResult(ActionReport.class);
  }

  /** What an executed order told its incident before it ended. */
  public List<ActionReport> told(WorkOrder order) {
    return engine()
        .getWorkflowClient()
        .newWorkflowStub(ListeningWorkflow.class, order.incidentWorkflowId())
        .told();
  }

  private static WorkflowOptions options(String id, String queue) {
    return WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(queue).build();
  }

  /** The engine with the workflow; begins when it is first asked for. */
  private TestWorkflowEnvironment engine() {
    TestWorkflowEnvironment present = whole;
    if (present == null) {
      present = TestWorkflowEnvironment.newInstance();
      present
          .newWorker(IncidentWorkflow.TASK_QUEUE)
          .registerWorkflowImplementationTypes(ActionWorkflowImpl.class, Listening.class);
      present.newWorker(ContainmentActivities.TASK_QUEUE).registerActivitiesImplementations(impl);
      present.start();
      whole = present;
    }
    return present;
  }

  @Override
  public void close() {
    single.close();
    if (whole != null) {
      whole.close();
    }
  }

  /** An incident that waits for the last report and ends with it. */
  public static final class Listening implements ListeningWorkflow {
    private final List<ActionReport> told = new ArrayList<>();
    private @Nullable ActionReport heard;

    @Override
    public ActionReport run(@Nullable IncidentInput input) {
      Workflow.await(() -> heard != null);
      return Objects.requireNonNull(heard);
    }

    @Override
    public void actionReported(ActionReport report) {
      if (report.outcome() == Outcome.UNREADABLE) {
        told.add(report);
      } else {
        heard = report;
      }
    }

    @Override
    public List<ActionReport> told() {
      return told;
    }
  }

  /** The part of an incident that hears reports, under its name. */
  @io.temporal.workflow.WorkflowInterface
  public interface ListeningWorkflow {
    @io.temporal.workflow.WorkflowMethod(name = "Incident")
    ActionReport run(@Nullable IncidentInput input);

    @io.temporal.workflow.SignalMethod
    void actionReported(ActionReport report);

    @io.temporal.workflow.QueryMethod
    List<ActionReport> told();
  }
}
