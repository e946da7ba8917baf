package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.containment.ActionReport;
import dev.aceiro.workflows.containment.SwitchEvent;
import dev.aceiro.workflows.policy.Clock;
import dev.aceiro.workflows.policy.Deadline;
import dev.aceiro.workflows.policy.Occurrence;
import dev.aceiro.workflows.policy.Stage;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.common.SearchAttributes;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The brain: waits, asks {@link Incident} what follows, and has it sent, recorded and remembered.
 */
public final class IncidentWorkflowImpl implements IncidentWorkflow {
  private static final int LONG_HISTORY = 2_000;
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(10);

  private final Incident incident;
  private final Recorder recorder;
  private final Dispatcher dispatcher;
  private final Wake wake = new Wake();
  private final Stage firstStage;
  private boolean changed = true;
  private boolean upgrade;
  private @Nullable Instant leavingSince;
  private String shown = "";

  /** Takes over where the input stands, before any message can arrive. */
  @WorkflowInit
  public IncidentWorkflowImpl(IncidentInput input) {
    IncidentState state = input.state();
    boolean firstOfGeneration = Workflow.getInfo().getContinuedExecutionRunId().isEmpty();
    incident =
        new Incident(
            state,
            input.plan(),
            new Journal(input.unrecorded(), input.unanswered(), input.recordedRevision()));
    recorder = new Recorder(incident, this::changed);
    dispatcher = new Dispatcher(incident, this::changed);
    firstStage = state.stage();
    // Before any signal is handled: the opening is the first entry, also of an incident whose first
    // run was lost before it had recorded anything.
    incident.declare(now());
    if (firstOfGeneration && state.generation() > 1) {
      incident.resumed(now());
    }
  }

  @Override
  public void run(IncidentInput input) {
    try {
      declare();
      if (triage() == Verdict.FALSE_ALARM) {
        close();
        return;
      }
      do {
        contain();
        recover();
      } while (observe() == Verdict.RELAPSED);
      finishPostmortem();
      close();
    } catch (SupersededException newerGenerationExists) {
      wake.cancel();
    }
  }

  /** The first notices and pages go out in the first workflow task. */
  private void declare() {
    turn();
  }

  private Verdict triage() {
    until(() -> stage().after(Stage.TRIAGE));
    return incident.state().falseAlarm() ? Verdict.FALSE_ALARM : Verdict.REAL;
  }

  private void contain() {
    until(() -> stage().after(Stage.CONTAIN));
  }

  private void recover() {
    until(() -> stage().after(Stage.RECOVER));
  }

  private Verdict observe() {
    until(() -> !incident.state().observing());
    return stage() == Stage.CONTAIN ? Verdict.RELAPSED : Verdict.STABLE;
  }

  /** A person may reopen the incident here; the run that follows begins at containment again. */
  private void finishPostmortem() {
    until(() -> stage() == Stage.CLOSED);
  }

  private void close() {
    wake.cancel();
    until(() -> recorder.upToDate() && dispatcher.quiet() && Workflow.isEveryHandlerFinished());
  }

  /**
   * Fires, sends, records and waits until the step is over. Leaves for a new run at each change of
   * stage.
   */
  private void until(BooleanSupplier over) {
    while (true) {
      turn();
      if (stage() != Stage.CLOSED && mustLeave()) {
        leaveWhenQuiet();
      }
      if (over.getAsBoolean() && leavingSince == null) {
        return;
      }
      wait(over);
    }
  }

  private void turn() {
    changed = false;
    if (recorder.superseded()) {
      throw new SupersededException();
    }
    incident.fireDue(now());
    dispatcher.dispatch();
    if (!dispatcher.answersSoon()) {
      recorder.flush();
    }
    show();
  }

  private void wait(BooleanSupplier over) {
    // A run that is about to leave keeps the timer it has: the next run sets its own.
    Instant next = stage() == Stage.CLOSED ? null : incident.nextDue();
    if (leavingSince == null || wake.isDue() || wake.isAfter(next)) {
      wake.set(next, next == null ? "" : "agenda");
    }
    Workflow.await(() -> changed || wake.isDue() || (leavingSince == null && over.getAsBoolean()));
  }

  private boolean mustLeave() {
    return stage() != firstStage
        || upgrade
        || Workflow.getInfo().isContinueAsNewSuggested()
        || Workflow.getInfo().getHistoryLength() > LONG_HISTORY;
  }

  /** Continues as new once nothing is on its way that the next run would have to send again. */
  private void leaveWhenQuiet() {
    if (leavingSince == null) {
      leavingSince = now();
    }
    boolean patient = now().isBefore(leavingSince.plus(LONGEST_FAREWELL));
    boolean quiet = dispatcher.quiet() && recorder.quiet();
    if ((patient && !quiet) || !Workflow.isEveryHandlerFinished()) {
      return;
    }
    IncidentInput input =
        new IncidentInput(
            incident.state().inNextRun(),
            incident.plan(),
            new ArrayList<>(incident.journal().entries()),
            new ArrayList<>(incident.journal().answers()),
            incident.journal().recordedRevision());
    if (incident.state().sparing()) {
      // The timer ends with the run, and the next run begins with what it is to be found by.
      Workflow.continueAsNew(
          ContinueAsNewOptions.newBuilder().setTypedSearchAttributes(foundBy()).build(), input);
    } else {
      wake.cancel();
      Workflow.continueAsNew(input);
    }
  }

  @Override
  public void alarm(AlarmSignal signal) {
    incident.alarm(signal, now());
    changed();
  }

  @Override
  public void actionReported(ActionReport report) {
    incident.actionReported(report, now());
    changed();
  }

  @Override
  public void occurred(List<Occurrence> others) {
    incident.occurred(others, now());
    changed();
  }

  @Override
  public void switched(SwitchEvent event) {
    incident.switched(event, now());
    changed();
  }

  @Override
  public void upgrade() {
    upgrade = true;
    changed();
  }

  @Override
  public DecisionAnswer decide(DecisionRequest request) {
    long revision = incident.decide(request, now());
    changed();
    return new DecisionAnswer(revision);
  }

  @Override
  public void check(DecisionRequest request) {
    Refusal refusal = incident.refuse(request, now());
    if (refusal != null) {
      throw new RefusedException(refusal);
    }
  }

  @Override
  public IncidentState state() {
    return incident.state();
  }

  @Override
  public List<Deadline> agenda() {
    return incident.agenda();
  }

  @Override
  public List<Clock> clocks() {
    return incident.clocks();
  }

  private Stage stage() {
    return incident.state().stage();
  }

  private void changed() {
    changed = true;
  }

  private void show() {
    IncidentState state = incident.state();
    String now = state.severity() + " " + state.stage() + " " + service();
    if (!now.equals(shown)) {
      boolean leaving = state.sparing() && stage() != Stage.CLOSED && mustLeave();
      if (!shown.isEmpty() && !leaving) {
        Workflow.upsertTypedSearchAttributes(
            SearchAttributeUpdate.valueSet(IncidentSearchAttributes.SEVERITY, state.severity()),
            SearchAttributeUpdate.valueSet(IncidentSearchAttributes.STAGE, state.stage().name()),
            SearchAttributeUpdate.valueSet(IncidentSearchAttributes.SERVICE, service()));
      }
      shown = now;
    }
    Workflow.setCurrentDetails(Details.of(incident));
  }

  private String service() {
    List<String> services = incident.state().services();
    return services.isEmpty() ? "" : services.getFirst();
  }

  private SearchAttributes foundBy() {
    IncidentState state = incident.state();
    return SearchAttributes.newBuilder()
        .set(IncidentSearchAttributes.SEVERITY, state.severity())
        .set(IncidentSearchAttributes.STAGE, state.stage().name())
        .set(IncidentSearchAttributes.SERVICE, service())
        .set(IncidentSearchAttributes.PROFILE, state.profile())
        .build();
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  private enum Verdict {
    FALSE_ALARM,
    REAL,
    RELAPSED,
    STABLE
  }

  private static final class SupersededException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
