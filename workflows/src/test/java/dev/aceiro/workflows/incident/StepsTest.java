package dev.aceiro.workflows.incident;

import static dev.aceiro.workflows.incident.Drive.LEAD;
import static dev.aceiro.workflows.incident.Drive.ON_CALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.PlooralPlan;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.ContainmentActivities;
import dev.aceiro.workflows.containment.Hold;
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.containment.StepResult;
import dev.aceiro.workflows.containment.SurveyStep;
import dev.aceiro.workflows.containment.SwitchEvent;
import dev.aceiro.workflows.estate.Estate;
import dev.aceiro.workflows.estate.EstateForm;
import dev.aceiro.workflows.estate.EstateResource;
import dev.aceiro.workflows.estate.ProposalForm;
import dev.aceiro.workflows.estate.StepTargets;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.playbook.SuggestedAction;
import dev.aceiro.workflows.policy.ApprovalRule;
import dev.aceiro.workflows.policy.Automatic;
import dev.aceiro.workflows.policy.ContainmentRules;
import dev.aceiro.workflows.policy.HoldRule;
import dev.aceiro.workflows.policy.ResponsePlan;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A playbook's automatic steps, in its order, as far as its policy lets them run by themselves. */
@Timeout(60)
class StepsTest {
  private static final Automatic P0 = new Automatic(List.of("P0"), List.of("prod"), "002 §1.1");

  private static SuggestedAction step(String type, @Nullable String parallel) {
    Nature nature = type.equals("aurora.snapshot") ? Nature.EVIDENCE : Nature.NONE;
    return new SuggestedAction(
        type, type, Params.of("service", type), null, null, null, nature, true, parallel);
  }

  private static ResponsePlan plan(
      @Nullable Automatic automatic, List<String> holds, SuggestedAction... steps) {
    return plan(automatic, holds, null, steps);
  }

  private static ResponsePlan plan(
      @Nullable Automatic automatic,
      List<String> holds,
      @Nullable StepTargets targets,
      SuggestedAction... steps) {
    return PlooralPlan.plan(
        new ContainmentRules(
            List.of(new HoldRule(Hold.EVIDENCE_FIRST, List.of(), List.of("security-team"), "")),
            automatic,
            targets),
        List.of(
            playbook("api-errors", holds, List.of(steps)),
            playbook("queue-backlog", List.of(), List.of())));
  }

  private static Playbook playbook(
      String scenario, List<String> holds, List<SuggestedAction> steps) {
    return new Playbook(
        scenario, scenario, List.of(), List.of(), steps, List.of(), null, null, List.of(), holds,
        List.of(), List.of(), null, null);
  }

  private static Drive drive(String severity, ResponsePlan plan) {
    return new Drive(
        severity,
        plan,
        world -> {
          world.natures.put("aurora.snapshot", Nature.EVIDENCE);
          world.risks.put("aurora.snapshot", Risk.SAFE);
          world.risks.put("ecs.scale", Risk.REVERSIBLE);
          world.risks.put("sqs.visibility-timeout", Risk.REVERSIBLE);
        });
  }

  private static List<String> stand(Drive drive) {
    return drive.state().actions().stream().map(a -> a.type() + " " + a.state()).toList();
  }

  private static List<EntryCode> story(Drive drive, EntryCode... codes) {
    return drive.world.timeline().stream()
        .map(TimelineEntry::code)
        .filter(List.of(codes)::contains)
        .toList();
  }

  private static void approve(Drive drive, int place) {
    Action action = drive.state().actions().get(place);
    Capture capture = action.capture();
    if (capture == null) {
      throw new AssertionError("not captured");
    }
    drive.decide(LEAD, "approve-action", "action", action.id(), "digest", capture.digest());
  }

  private static List<String> told(Drive drive) {
    return drive.world.sent.stream()
        .filter(message -> message.code().equals("steps-stopped"))
        .map(message -> message.recipient())
        .toList();
  }

  @Test
  void aStepThatDisturbsWaitsForAPersonThoughNobodysApprovalIsAskedFor() {
    for (Risk risk : Risk.values()) {
      ApprovalRule none = new ApprovalRule(risk, 0, List.of(), true);
      assertThat(none.needed(true)).as("by itself, %s", risk).isEqualTo(risk == Risk.SAFE ? 0 : 1);
      assertThat(none.needed(false))
          .as("proposed by a person, %s", risk)
          .isEqualTo(risk == Risk.DESTRUCTIVE ? 1 : 0);
    }
  }

  @Test
  void eachStepBeginsWhenTheOneBeforeIsInForce() {
    ResponsePlan plan =
        plan(P0, List.of(), step("ecs.scale", null), step("sqs.visibility-timeout", null));
    try (Drive drive = drive("P0", plan)) {
      drive.at(Duration.ofMinutes(1));
      assertThat(stand(drive))
          .containsExactly("ecs.scale APPLIED", "sqs.visibility-timeout APPLIED");
      assertThat(
              story(
                  drive,
                  EntryCode.ACTION_PROPOSED,
                  EntryCode.ACTION_APPROVED_BY_POLICY,
                  EntryCode.ACTION_APPLIED))
          .containsExactly(
              EntryCode.ACTION_PROPOSED,
              EntryCode.ACTION_APPROVED_BY_POLICY,
              EntryCode.ACTION_APPLIED,
              EntryCode.ACTION_PROPOSED,
              EntryCode.ACTION_APPROVED_BY_POLICY,
              EntryCode.ACTION_APPLIED);
      assertThat(drive.codes(EntryCode.ACTION_APPROVED_BY_POLICY).getFirst().params())
          .containsEntry("severity", "P0")
          .containsEntry("risk", "REVERSIBLE")
          .containsEntry("source", "002 §1.1");
      assertThat(drive.state().actions().getFirst().approvals())
          .singleElement()
          .satisfies(approval -> assertThat(approval.policy()).isNotNull());
      assertThat(drive.world.calls).hasValue(2);
    }
  }

  @Test
  void thoseOfOneGroupBeginTogether() {
    ResponsePlan plan =
        plan(
            null,
            List.of(),
            step("ecs.scale", "first"),
            step("sqs.visibility-timeout", "first"),
            step("ecs.memory", null));
    try (Drive drive = drive("P0", plan)) {
      drive.at(Duration.ofMinutes(1));
      assertThat(stand(drive))
          .containsExactly("ecs.scale WAITING", "sqs.visibility-timeout WAITING");
      approve(drive, 1);
      drive.at(Duration.ofMinutes(2));
      assertThat(drive.state().actions()).hasSize(2);
      approve(drive, 0);
      drive.at(Duration.ofMinutes(3));
      assertThat(stand(drive))
          .containsExactly(
              "ecs.scale APPLIED", "sqs.visibility-timeout APPLIED", "ecs.memory WAITING");
    }
  }

  @Test
  void aStepThatFailsStopsTheRestAndTheOnCallIsTold() {
    ResponsePlan plan =
        plan(P0, List.of(), step("ecs.scale", null), step("sqs.visibility-timeout", null));
    Drive opened =
        new Drive(
            "P0",
            plan,
            world -> {
              world.risks.put("ecs.scale", Risk.REVERSIBLE);
              world.apply = order -> World.step(Outcome.FAILED);
            });
    try (Drive drive = opened) {
      drive.at(Duration.ofMinutes(1));
      assertThat(stand(drive)).containsExactly("ecs.scale FAILED");
      assertThat(drive.codes(EntryCode.STEPS_STOPPED))
          .singleElement()
          .satisfies(
              entry ->
                  assertThat(entry.params())
                      .containsEntry("action", "A1")
                      .containsEntry("left", "1"));
      assertThat(told(drive)).containsExactly("role:on-call");
      drive.at(Duration.ofMinutes(4));
      assertThat(told(drive)).hasSize(1);
    }
  }

  @Test
  void aStepThatWasAcceptedAndWhoseEffectNeverCameStopsTheRest() {
    ResponsePlan plan =
        plan(
            P0,
            List.of("EVIDENCE_FIRST"),
            step("aurora.snapshot", null),
            step("sqs.visibility-timeout", null));
    Drive opened =
        new Drive(
            "P0",
            plan,
            world -> {
              world.natures.put("aurora.snapshot", Nature.EVIDENCE);
              world.risks.put("aurora.snapshot", Risk.SAFE);
              world.undoable = false;
              world.verify = order -> World.step(Outcome.FAILED);
            });
    try (Drive drive = opened) {
      drive.at(Duration.ofMinutes(1));
      assertThat(stand(drive)).containsExactly("aurora.snapshot NOTHING_TO_UNDO");
      assertThat(drive.codes(EntryCode.STEPS_STOPPED))
          .singleElement()
          .satisfies(entry -> assertThat(entry.params()).containsEntry("state", "FAILED"));
      assertThat(told(drive)).containsExactly("role:on-call");
    }
  }

  @Test
  void aStepThatIsRejectedOrOfUnknownOutcomeStopsTheRestToo() {
    ResponsePlan plan = plan(null, List.of(), step("ecs.scale", null), step("ecs.memory", null));
    try (Drive drive = drive("P0", plan)) {
      drive
          .at(Duration.ofMinutes(1))
          .decide(LEAD, "reject-action", "action", "A1", "reason", "não agora");
      drive.at(Duration.ofMinutes(2));
      assertThat(stand(drive)).containsExactly("ecs.scale REJECTED");
      assertThat(told(drive)).hasSize(1);
    }
    try (Drive drive = drive("P0", plan)) {
      drive.world.apply = order -> World.step(Outcome.UNKNOWN);
      approve(drive.at(Duration.ofMinutes(1)), 0);
      drive.at(Duration.ofMinutes(2));
      assertThat(stand(drive)).containsExactly("ecs.scale OUTCOME_UNKNOWN");
      assertThat(told(drive)).hasSize(1);
    }
  }

  @Test
  void whatDisturbsWaitsForAPerson() {
    ResponsePlan plan = plan(P0, List.of(), step("ecs.force-new-deployment", null));
    try (Drive drive = drive("P0", plan)) {
      drive.at(Duration.ofMinutes(1));
      assertThat(stand(drive)).containsExactly("ecs.force-new-deployment WAITING");
      assertThat(drive.world.calls).hasValue(0);
      approve(drive, 0);
      drive.at(Duration.ofMinutes(2));
      assertThat(stand(drive)).containsExactly("ecs.force-new-deployment APPLIED");
    }
  }

  @Test
  void anotherSeverityThanThePolicysWaitsUntilItIsThatSevere() {
    ResponsePlan plan = plan(P0, List.of(), step("ecs.scale", null));
    try (Drive drive = drive("P1", plan)) {
      drive.at(Duration.ofMinutes(1));
      assertThat(stand(drive)).containsExactly("ecs.scale WAITING");
      drive.decide(LEAD, "reclassify", "severity", "P0", "reason", "pior");
      drive.at(Duration.ofMinutes(2));
      assertThat(stand(drive)).containsExactly("ecs.scale APPLIED");
    }
  }

  @Test
  void whatIsHeldWaitsForTheEvidenceAndThenGoesByItself() {
    ResponsePlan plan =
        plan(P0, List.of("EVIDENCE_FIRST"), step("ecs.scale", "x"), step("aurora.snapshot", "x"));
    try (Drive drive = drive("P0", plan)) {
      drive.at(Duration.ofMinutes(1));
      assertThat(stand(drive)).containsExactly("ecs.scale APPLIED", "aurora.snapshot APPLIED");
      assertThat(drive.codes(EntryCode.ACTION_APPLIED).getFirst().params())
          .containsEntry("type", "aurora.snapshot");
    }
  }

  @Test
  void whatIsHeldDoesNotRunByItself() {
    ResponsePlan plan = plan(P0, List.of("EVIDENCE_FIRST"), step("ecs.scale", null));
    try (Drive drive = drive("P0", plan)) {
      drive.at(Duration.ofMinutes(1));
      assertThat(stand(drive)).containsExactly("ecs.scale WAITING");
      assertThat(drive.world.calls).hasValue(0);
    }
  }

  /** What waits while somebody says that, and is captured again then. */
  private static Drive capturedAgain(ResponsePlan plan, String decision, Object... body) {
    Drive drive = drive("P1", plan);
    drive.world.digest = order -> "the same";
    drive.world.apply =
        order -> {
          throw ApplicationFailure.newFailure("away", ContainmentActivities.NOT_CLAIMED);
        };
    drive.at(Duration.ofSeconds(20)).decide(LEAD, "triage", "environment", "prod");
    drive.at(Duration.ofSeconds(40)).decide(LEAD, "reclassify", "severity", "P0", "reason", "pior");
    drive.until(state -> drive.world.calls.get() > 0);
    drive.decide(LEAD, decision, body);
    AtomicBoolean applied = new AtomicBoolean();
    drive.world.apply =
        order -> World.step(applied.getAndSet(true) ? Outcome.APPLIED : Outcome.STALE);
    drive.until(state -> state.actions().getFirst().captures() == 2);
    return drive;
  }

  @Test
  void whatPolicyNoLongerLetsGoIsNotAppliedWhenItIsCapturedAgain() {
    ResponsePlan plan = plan(P0, List.of(), step("ecs.scale", null));
    try (Drive drive =
        capturedAgain(plan, "reclassify", "severity", "P1", "reason", "menos grave")) {
      drive.at(Duration.ofMinutes(3));
      assertThat(stand(drive)).containsExactly("ecs.scale WAITING");
      assertThat(drive.state().actions().getFirst().approvals()).isEmpty();
      assertThat(drive.codes(EntryCode.POLICY_APPROVAL_GONE))
          .singleElement()
          .satisfies(entry -> assertThat(entry.params()).containsEntry("severity", "P1"));

      approve(drive, 0);
      drive.at(Duration.ofMinutes(4));
      assertThat(stand(drive)).containsExactly("ecs.scale APPLIED");
    }
  }

  /** Its order waits for its turn; what the record says at the claim counts. */
  private static Drive waiting(AtomicBoolean turn, AtomicInteger made) {
    Drive drive = drive("P1", plan(P0, List.of(), step("ecs.scale", null)));
    drive.world.apply =
        order -> {
          if (!turn.get()) {
            throw ApplicationFailure.newFailure(
                "busy",
                ContainmentActivities.NOT_CLAIMED,
                new StepResult(
                    Outcome.UNREADABLE,
                    null,
                    true,
                    ContainmentActivities.ENVIRONMENT_BUSY,
                    Params.none()));
          }
          String why = drive.world.snapshot().held().get(order.action());
          if (why != null) {
            return new StepResult(Outcome.STOPPED, null, false, why, Params.none());
          }
          made.incrementAndGet();
          return World.step(Outcome.APPLIED);
        };
    drive.at(Duration.ofSeconds(20)).decide(LEAD, "triage", "environment", "prod");
    drive.at(Duration.ofSeconds(40)).decide(LEAD, "reclassify", "severity", "P0", "reason", "pior");
    drive.until(
        state ->
            !state.actions().isEmpty()
                && state.actions().getFirst().code().equals("ENVIRONMENT_BUSY"));
    return drive;
  }

  @Test
  void whatWaitsForItsTurnIsNotCalledOncePolicyWouldNoLongerLetItGo() {
    AtomicBoolean turn = new AtomicBoolean();
    AtomicInteger made = new AtomicInteger();
    try (Drive drive = waiting(turn, made)) {
      drive.decide(LEAD, "reclassify", "severity", "P2", "reason", "ninguém afetado");
      drive.env.sleep(Duration.ofSeconds(1));
      assertThat(drive.world.snapshot().held())
          .containsEntry("A1", ContainmentActivities.POLICY_GONE);
      turn.set(true);
      drive.until(state -> state.actions().getFirst().state() == ActionState.WAITING);

      assertThat(made).hasValue(0);
      assertThat(drive.state().actions().getFirst().approvals()).isEmpty();
      assertThat(drive.state().held()).isEmpty();
      assertThat(drive.codes(EntryCode.ACTION_STOPPED))
          .singleElement()
          .satisfies(
              entry ->
                  assertThat(entry.params())
                      .containsEntry("why", ContainmentActivities.POLICY_GONE));

      approve(drive, 0);
      drive.until(state -> state.actions().getFirst().state() == ActionState.APPLIED);
      assertThat(made).hasValue(1);
    }
  }

  @Test
  void whatWaitsForItsTurnIsCalledWherePolicySaysYesAgain() {
    AtomicBoolean turn = new AtomicBoolean();
    AtomicInteger made = new AtomicInteger();
    try (Drive drive = waiting(turn, made)) {
      drive.decide(LEAD, "reclassify", "severity", "P2", "reason", "ninguém afetado");
      drive.decide(LEAD, "reclassify", "severity", "P0", "reason", "todos afetados");
      drive.env.sleep(Duration.ofSeconds(1));
      assertThat(drive.world.snapshot().held()).isEmpty();
      turn.set(true);
      drive.until(state -> state.actions().getFirst().state() == ActionState.APPLIED);
      assertThat(made).hasValue(1);
    }
  }

  @Test
  void whatPolicyStillLetsGoIsAppliedWhenItIsCapturedAgain() {
    ResponsePlan plan = plan(P0, List.of(), step("ecs.scale", null));
    try (Drive drive = capturedAgain(plan, "note", "text", "nada mudou")) {
      drive.at(Duration.ofMinutes(1));
      assertThat(stand(drive)).containsExactly("ecs.scale APPLIED");
      assertThat(drive.codes(EntryCode.POLICY_APPROVAL_GONE)).isEmpty();
      assertThat(drive.codes(EntryCode.ACTION_APPROVED_BY_POLICY)).hasSize(1);
    }
  }

  @Test
  void anotherScenarioOrPlaceThanThePolicysTakesItsApprovalBack() {
    ResponsePlan plan = plan(P0, List.of(), step("ecs.scale", null));
    for (List<Object> said :
        List.of(
            List.<Object>of("scenario", "queue-backlog"), List.<Object>of("environment", "hml"))) {
      try (Drive drive = capturedAgain(plan, "triage", said.toArray())) {
        drive.at(Duration.ofMinutes(3));
        assertThat(stand(drive)).as(said.toString()).containsExactly("ecs.scale WAITING");
        assertThat(drive.codes(EntryCode.POLICY_APPROVAL_GONE)).hasSize(1);
      }
    }
  }

  @Test
  void whileContainmentIsStoppedNothingRunsByItselfAndWhatWasStoppedAtTheCallWaitsForAPerson() {
    ResponsePlan plan = plan(P0, List.of(), step("ecs.scale", null));
    try (Drive drive = drive("P1", plan)) {
      drive.at(Duration.ofMinutes(1));
      drive.client().signal("switched", pulled(1, drive.now(), true));
      drive
          .at(Duration.ofMinutes(2))
          .decide(LEAD, "reclassify", "severity", "P0", "reason", "pior");
      drive.at(Duration.ofMinutes(3));
      assertThat(stand(drive)).containsExactly("ecs.scale WAITING");

      drive.world.apply = order -> World.step(Outcome.STOPPED);
      drive.client().signal("switched", pulled(2, drive.now(), false));
      drive.at(Duration.ofMinutes(5));
      assertThat(stand(drive)).containsExactly("ecs.scale WAITING");
      assertThat(drive.world.calls).hasValue(1);
    }
  }

  private static SwitchEvent pulled(long id, Instant at, boolean pulled) {
    return new SwitchEvent(id, SwitchEvent.EVERYWHERE, pulled, "ana", "api", "teste", at);
  }

  @Test
  void theStepsBeginWithTheTriageWhereNoAlarmSaysTheScenarioAndGoOnAfterTheEngineIsLost() {
    ResponsePlan plan =
        plan(null, List.of(), step("ecs.scale", null), step("sqs.visibility-timeout", null));
    try (Drive drive = drive("P0", plan)) {
      drive.at(Duration.ofMinutes(1)).decide(ON_CALL, "acknowledge");
      drive
          .at(Duration.ofMinutes(2))
          .decide(ON_CALL, "triage", "severity", "P0", "scenario", "api-errors");
      drive.at(Duration.ofMinutes(3));
      drive.away(Duration.ofMinutes(5));
      drive.at(Duration.ofMinutes(6));
      assertThat(stand(drive)).containsExactly("ecs.scale WAITING");
      approve(drive, 0);
      drive.at(Duration.ofMinutes(7));
      assertThat(stand(drive))
          .containsExactly("ecs.scale APPLIED", "sqs.visibility-timeout WAITING");
      assertThat(drive.state().actions().getLast().state()).isEqualTo(ActionState.WAITING);
    }
  }

  /** Two services of one cluster in production, one in staging. */
  private static StepTargets targets(String... fields) {
    List<ProposalForm.Field> form = new ArrayList<>();
    for (String field : fields) {
      boolean names = !field.equals("count");
      form.add(
          new ProposalForm.Field(
              field, names ? new EstateForm("ecs-service", List.of(field)) : null, true));
    }
    return new StepTargets(
        new TreeMap<>(Map.of("ecs.scale", new ProposalForm(form))),
        new Estate(
            List.of(
                resource("prod", "blue", "small"),
                resource("prod", "blue", "large"),
                resource("hml", "test", "staged"))));
  }

  private static EstateResource resource(String environment, String cluster, String service) {
    return new EstateResource(
        "api",
        Params.of(
            "kind",
            "ecs-service",
            "environment",
            environment,
            "cluster",
            cluster,
            "service",
            service));
  }

  private static SuggestedAction scale(String... stated) {
    return new SuggestedAction(
        "ecs.scale", "More", Params.of(stated), null, null, null, Nature.NONE, true, null);
  }

  private static List<String> waits(Drive drive) {
    return drive.codes(EntryCode.STEP_WAITS).stream()
        .map(entry -> entry.params().get("why") + " " + entry.params().get("detail"))
        .toList();
  }

  @Test
  void whatEstateAndAlarmsSayFillsAStepAndUntilThenItWaitsAndSaysForWhat() {
    ResponsePlan plan =
        plan(
            P0,
            List.of(),
            targets("cluster", "service", "count"),
            scale("count", "6"),
            step("sqs.visibility-timeout", null));
    try (Drive drive = drive("P0", plan)) {
      drive.at(Duration.ofMinutes(1));
      drive.at(Duration.ofMinutes(4));
      assertThat(stand(drive)).isEmpty();
      assertThat(waits(drive)).containsExactly("PARAMETER_MISSING service");

      drive.signal("ServiceName", "large");
      drive.at(Duration.ofMinutes(5));
      assertThat(stand(drive))
          .containsExactly("ecs.scale APPLIED", "sqs.visibility-timeout APPLIED");
      assertThat(drive.state().actions().getFirst().parameters())
          .isEqualTo(Params.of("cluster", "blue", "count", "6", "service", "large"));
    }
  }

  private static void propose(Drive drive, String type, Map<String, String> parameters) {
    drive.decide(ON_CALL, "propose-action", "type", type, "parameters", parameters, "reason", "já");
  }

  @Test
  void whatAPersonHasDoneInAStepsPlaceIsNotRepeatedAndTheNextOneBegins() {
    ResponsePlan plan =
        plan(
            P0,
            List.of(),
            targets("cluster", "service", "count"),
            step("ecs.memory", null),
            scale("count", "6", "service", "small"),
            step("sqs.visibility-timeout", null));
    try (Drive drive = drive("P0", plan)) {
      drive.at(Duration.ofMinutes(1));
      propose(drive, "ecs.scale", Map.of("cluster", "blue", "count", "6", "service", "small"));
      propose(drive, "sqs.visibility-timeout", Map.of("service", "another"));
      drive.at(Duration.ofMinutes(2));
      approve(drive, 1);
      approve(drive, 0);
      drive.at(Duration.ofMinutes(3));
      assertThat(stand(drive))
          .containsExactly(
              "ecs.memory APPLIED",
              "ecs.scale APPLIED",
              "sqs.visibility-timeout WAITING",
              "sqs.visibility-timeout APPLIED");
    }
  }

  @Test
  void whatAStepWaitedForIsSaidByWhoeverProposesItAndPeopleApproveIt() {
    ResponsePlan plan =
        plan(
            P0,
            List.of(),
            targets("cluster", "service", "count"),
            scale("count", "6"),
            step("sqs.visibility-timeout", null));
    try (Drive drive = drive("P0", plan)) {
      drive.at(Duration.ofMinutes(1));
      propose(drive, "ecs.scale", Map.of("cluster", "blue", "count", "2", "service", "large"));
      drive.at(Duration.ofMinutes(2));
      assertThat(waits(drive)).containsExactly("PARAMETER_MISSING service");
      assertThat(drive.state().stepsWaiting).hasSize(1);
      propose(drive, "ecs.scale", Map.of("cluster", "blue", "count", "6", "service", "large"));
      drive.at(Duration.ofMinutes(3));
      assertThat(drive.state().stepsWaiting).isEmpty();
      assertThat(stand(drive)).containsExactly("ecs.scale WAITING", "ecs.scale WAITING");
      approve(drive, 1);
      drive.at(Duration.ofMinutes(4));
      assertThat(stand(drive))
          .containsExactly(
              "ecs.scale WAITING", "ecs.scale APPLIED", "sqs.visibility-timeout APPLIED");
    }
  }

  @Test
  void whatAPersonTookBackIsNotInAStepsPlace() {
    ResponsePlan plan =
        plan(P0, List.of(), step("ecs.memory", null), step("sqs.visibility-timeout", null));
    try (Drive drive = drive("P0", plan)) {
      drive.at(Duration.ofMinutes(1));
      propose(drive, "sqs.visibility-timeout", Map.of("service", "sqs.visibility-timeout"));
      drive.at(Duration.ofMinutes(2));
      drive.decide(ON_CALL, "withdraw-action", "action", "A2", "reason", "não");
      approve(drive, 0);
      drive.at(Duration.ofMinutes(3));
      assertThat(stand(drive))
          .containsExactly(
              "ecs.memory APPLIED",
              "sqs.visibility-timeout WITHDRAWN",
              "sqs.visibility-timeout APPLIED");
    }
  }

  @Test
  void theTargetThatAStepIsFilledWithIsReadBeforeAndAfterwards() {
    ResponsePlan plan = plan(P0, List.of(), targets("cluster"), scale("count", "6"));
    try (Drive drive = drive("P0", plan)) {
      drive.at(Duration.ofMinutes(1));
      assertThat(stand(drive)).containsExactly("ecs.scale APPLIED");
      assertThat(drive.world.surveys)
          .singleElement()
          .satisfies(
              order ->
                  assertThat(order.steps())
                      .containsExactly(
                          new SurveyStep(
                              "ecs.scale", drive.state().actions().getFirst().parameters())));
    }
  }

  @Test
  void soIsOneThatWasOnlyKnownLater() {
    ResponsePlan plan =
        plan(P0, List.of(), targets("cluster", "service", "count"), scale("count", "6"));
    try (Drive drive = drive("P0", plan)) {
      drive.at(Duration.ofMinutes(1)).signal("ServiceName", "large");
      drive.at(Duration.ofMinutes(2));
      assertThat(stand(drive)).containsExactly("ecs.scale APPLIED");
      assertThat(drive.state().baseline())
          .extracting(reading -> reading.step().parameters())
          .containsExactly(
              Params.of("count", "6"), drive.state().actions().getFirst().parameters());
    }
  }

  @Test
  void whereItIsMustBeKnownBeforeWhatFillsAStepIsRead() {
    ResponsePlan plan = plan(P0, List.of(), targets("cluster"), scale("cluster", "blue"), scale());
    Incident incident = opened(plan, null, List.of("api"));
    Instant later = incident.state().receivedAt().plusSeconds(60);
    assertThat(read(incident)).containsExactly(Params.of("cluster", "blue"), Params.none());
    incident.state().surveyOrders.clear();
    incident.triage(
        ON_CALL, Body.of("severity", "P0", "environment", "hml", "scenario", "api-errors"), later);
    assertThat(read(incident)).contains(Params.of("cluster", "test"));
  }

  private static List<SortedMap<String, String>> read(Incident incident) {
    return incident.state().surveyOrders().getLast().steps().stream()
        .map(SurveyStep::parameters)
        .toList();
  }

  @Test
  void whatAnAlarmSaidIsKnownAfterTheEngineIsLostToo() {
    ResponsePlan plan =
        plan(
            P0,
            List.of(),
            targets("service", "count"),
            step("ecs.memory", null),
            scale("count", "6"));
    try (Drive drive = drive("P0", plan)) {
      drive.signal("ServiceName", "small");
      drive.at(Duration.ofMinutes(1));
      drive.away(Duration.ofMinutes(3));
      approve(drive.at(Duration.ofMinutes(4)), 0);
      drive.at(Duration.ofMinutes(5));
      assertThat(drive.state().actions().getLast().parameters()).containsEntry("service", "small");
    }
  }

  @Test
  void aTargetInAnotherEnvironmentIsNotActedOnByItself() {
    ResponsePlan plan = plan(P0, List.of(), targets("service"), scale("service", "staged"));
    Incident incident = opened(plan, "prod", List.of("api"));
    assertThat(incident.state().actions()).isEmpty();
    assertThat(incident.waits(0))
        .isEqualTo(
            Refusal.of(
                RefusalCode.TARGET_IN_OTHER_ENVIRONMENT,
                "parameter",
                "environment",
                "value",
                "prod",
                "known",
                "hml"));
    Instant later = incident.state().receivedAt().plusSeconds(60);
    incident.triage(ON_CALL, Body.of("severity", "P0", "environment", "hml"), later);
    incident.fireDue(later);
    assertThat(incident.state().actions()).hasSize(1);
    assertThat(incident.waits(0)).isNull();
  }

  @Test
  void norIsOneThatTheTriageSaysIsInAnotherEnvironmentAfterAll() {
    ResponsePlan plan =
        plan(
            new Automatic(List.of("P0"), List.of(), "002 §1.1"),
            List.of(),
            targets("service"),
            scale("service", "small"));
    try (Drive drive = drive("P1", plan)) {
      drive.at(Duration.ofMinutes(1));
      assertThat(stand(drive)).containsExactly("ecs.scale WAITING");
      drive.decide(ON_CALL, "triage", "severity", "P0", "environment", "hml");
      drive.at(Duration.ofMinutes(2));
      assertThat(stand(drive)).containsExactly("ecs.scale WAITING");
      assertThat(waits(drive)).containsExactly("TARGET_IN_OTHER_ENVIRONMENT prod");
      drive.decide(ON_CALL, "triage", "severity", "P0", "environment", "prod");
      drive.at(Duration.ofMinutes(3));
      assertThat(stand(drive)).containsExactly("ecs.scale APPLIED");
    }
  }

  @Test
  void whileNobodyHasSaidWhereOrWhatItIsNothingIsActedOnByItself() {
    ResponsePlan stated = plan(P0, List.of(), targets("service"), scale("service", "small"));
    assertThat(opened(stated, null, List.of("api")).waits(0))
        .isEqualTo(Refusal.of(RefusalCode.ENVIRONMENT_UNKNOWN, "known", "prod"));
    assertThat(opened(stated, "prod", List.of()).waits(0)).isNull();

    ResponsePlan filled = plan(P0, List.of(), targets("cluster"), scale());
    assertThat(opened(filled, "prod", List.of()).waits(0))
        .isEqualTo(Refusal.of(RefusalCode.SERVICES_UNKNOWN, "parameter", "cluster"));
    assertThat(opened(filled, "prod", List.of("api")).state().actions().getFirst().parameters())
        .isEqualTo(Params.of("cluster", "blue"));
  }

  private static Incident opened(
      ResponsePlan plan, @Nullable String environment, List<String> services) {
    Instant now = Instant.parse("2026-03-10T03:00:00Z");
    Incident incident =
        new Incident(
            IncidentState.open(
                new Opening(
                    "INC-1",
                    "test/INC-1",
                    "hash",
                    false,
                    "API",
                    "P0",
                    "api-errors",
                    environment,
                    services,
                    now,
                    now,
                    "ana",
                    null),
                "plooral"),
            plan);
    incident.fireDue(now);
    return incident;
  }

  @Test
  void aPlaybookWithoutAutomaticStepsProposesNothing() {
    try (Drive drive = new Drive("P0")) {
      drive.at(Duration.ofMinutes(1));
      assertThat(drive.state().actions()).isEmpty();
    }
  }

  @Test
  void onceItIsContainedNoFurtherStepBegins() {
    ResponsePlan plan = plan(null, List.of(), step("ecs.scale", null), step("ecs.memory", null));
    try (Drive drive = drive("P0", plan)) {
      respond(drive);
      drive.decide(ON_CALL, "mark-contained", "summary", "sem 5xx");
      drive.at(Duration.ofMinutes(4));
      approve(drive, 0);
      drive.at(Duration.ofMinutes(5));
      assertThat(stand(drive)).containsExactly("ecs.scale APPLIED");
    }
  }

  @Test
  void aStepThatIsTakenBackStopsThoseThatAreStillToCome() {
    ResponsePlan plan =
        plan(
            P0,
            List.of(),
            step("ecs.scale", null),
            step("ecs.force-new-deployment", null),
            step("sqs.visibility-timeout", null));
    try (Drive drive = drive("P0", plan)) {
      respond(drive);
      assertThat(stand(drive))
          .containsExactly("ecs.scale APPLIED", "ecs.force-new-deployment WAITING");
      drive.decide(LEAD, "undo-action", "action", "A1", "reason", "não ajudou");
      drive.at(Duration.ofMinutes(4));
      approve(drive, 1);
      drive.at(Duration.ofMinutes(5));
      assertThat(stand(drive))
          .containsExactly("ecs.scale UNDONE", "ecs.force-new-deployment APPLIED");
      assertThat(drive.codes(EntryCode.STEPS_STOPPED)).hasSize(1);
    }
  }

  @Test
  void aRelapseRunsTheStepsAgain() {
    ResponsePlan plan = plan(P0, List.of(), step("ecs.scale", null));
    try (Drive drive = drive("P0", plan)) {
      respond(drive);
      drive.decide(ON_CALL, "mark-contained", "summary", "sem 5xx");
      drive.at(Duration.ofMinutes(10)).signal(AlarmState.RESOLVED);
      drive.at(Duration.ofMinutes(20)).decide(ON_CALL, "declare-recovered", "summary", "estável");
      drive.at(Duration.ofHours(2)).signal(AlarmState.FIRING);
      drive.until(
          state ->
              state.actions().size() == 2
                  && state.actions().getLast().state() == ActionState.APPLIED);
      assertThat(stand(drive)).containsExactly("ecs.scale APPLIED", "ecs.scale APPLIED");
    }
  }

  private static void respond(Drive drive) {
    drive.at(Duration.ofMinutes(1)).decide(ON_CALL, "acknowledge");
    drive
        .at(Duration.ofMinutes(2))
        .decide(ON_CALL, "triage", "severity", "P0", "scenario", "api-errors");
    drive.at(Duration.ofMinutes(3));
  }
}
