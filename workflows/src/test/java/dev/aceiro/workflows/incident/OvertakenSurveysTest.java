package dev.aceiro.workflows.incident;

import static dev.aceiro.workflows.incident.Drive.LEAD;
import static dev.aceiro.workflows.incident.Drive.ON_CALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.ContainmentActivities;
import dev.aceiro.workflows.containment.Made;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.Reading;
import dev.aceiro.workflows.containment.StepResult;
import dev.aceiro.workflows.containment.SurveyOrder;
import dev.aceiro.workflows.policy.Stage;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is read of the targets counts until something is changed. */
@Timeout(60)
class OvertakenSurveysTest {
  private static final Duration OBSERVED = Duration.ofHours(26);

  /** Surveys that nobody answers for now. */
  private final Set<String> away = ConcurrentHashMap.newKeySet();

  /** The later a survey was ordered, the more has been done by hand. */
  private Reading read(World world, SurveyOrder order, Reading clean, String since) {
    if (away.contains(order.id())) {
      throw ApplicationFailure.newFailure("away", "DOWN");
    }
    boolean changed = Integer.parseInt(order.id().substring(1)) >= Integer.parseInt(since);
    return changed
        ? World.reading(clean.step(), world.clock.get(), "taskDefinition", "plooral-api:hotfix")
        : clean;
  }

  /** From that survey on, another task definition is found. */
  private Drive opened(String since) {
    return new Drive(
        "P0",
        world ->
            world.read =
                (order, step) ->
                    read(
                        world,
                        order,
                        World.reading(step, world.clock.get(), "taskDefinition", "plooral-api:41"),
                        since));
  }

  private static void applied(Drive drive) {
    Lifecycle.of(drive).respond(Duration.ofMinutes(2));
    Lifecycle.of(drive).contain(Duration.ofMinutes(8), "A1");
    drive.until(state -> first(state).state() == ActionState.APPLIED);
    Lifecycle.of(drive).recover(Duration.ofMinutes(14));
    drive.at(Duration.ofHours(20)).decide(ON_CALL, "submit-draft", "text", "rascunho");
  }

  private static void reviewed(Drive drive) {
    drive.at(OBSERVED).decide(LEAD, "end-observation", "reason", "estável");
    drive.decide(LEAD, "complete-review", "when", drive.now().toString(), "who", List.of("ana"));
  }

  private static Action first(IncidentState state) {
    return state.actions().getFirst();
  }

  private static List<String> ordered(Drive drive) {
    return drive.world.surveys.stream()
        .map(order -> order.id() + " " + order.kind())
        .distinct()
        .toList();
  }

  private static List<String> made(SurveyOrder order) {
    return order.made().stream().map(Made::action).toList();
  }

  @Test
  void aSurveyThatAnUndoOvertakesDoesNotCount() {
    try (Drive drive = opened("3")) {
      applied(drive);
      away.add("S2");
      reviewed(drive);
      drive.until(state -> ordered(drive).contains("S2 CLOSING"));
      drive.decide(LEAD, "undo-action", "action", "A1", "reason", "volta");
      drive.until(state -> first(state).state() == ActionState.UNDONE);
      away.clear();
      drive.at(OBSERVED.plusMinutes(10));

      assertThat(ordered(drive)).containsExactly("S1 BASELINE", "S2 CLOSING", "S3 CLOSING");
      assertThat(drive.state().stage()).isEqualTo(Stage.POST_MORTEM);
      assertThat(drive.state().unexplained())
          .singleElement()
          .satisfies(one -> assertThat(one.found().after()).isEqualTo("plooral-api:hotfix"));
    }
  }

  @Test
  void aSurveyThatSomebodyAskedForIsMadeAgainOnceTheUndoThatOvertookItIsOver() {
    try (Drive drive = opened("3")) {
      applied(drive);
      away.add("S2");
      drive.decide(LEAD, "survey-again");
      drive.until(state -> ordered(drive).contains("S2 CLOSING"));
      drive.decide(LEAD, "undo-action", "action", "A1", "reason", "volta");
      drive.until(state -> first(state).state() == ActionState.UNDONE);
      away.clear();
      drive.until(state -> !state.unexplained().isEmpty());

      assertThat(drive.state().observing()).isTrue();
      assertThat(ordered(drive)).containsExactly("S1 BASELINE", "S2 CLOSING", "S3 CLOSING");
    }
  }

  @Test
  void nothingIsReadWhileACallIsOnItsWay() {
    try (Drive drive = opened("9")) {
      applied(drive);
      drive.world.undo =
          order -> {
            assertThat(drive.world.surveys).hasSize(1);
            throw ApplicationFailure.newFailure("away", "NOT_CLAIMED");
          };
      drive.at(OBSERVED.minusMinutes(5));
      drive.decide(LEAD, "undo-action", "action", "A1", "reason", "volta");
      reviewed(drive);
      drive.at(OBSERVED.plusMinutes(5));
      assertThat(ordered(drive)).containsExactly("S1 BASELINE");

      drive.world.undo = order -> World.step(Outcome.UNDONE);
      drive.finished();
      assertThat(ordered(drive)).containsExactly("S1 BASELINE", "S2 CLOSING");
      assertThat(drive.world.snapshot().stage()).isEqualTo(Stage.CLOSED);
    }
  }

  @Test
  void aCleanBaselineIsInTheRecordThoughNothingElseHappens() {
    away.add("S1");
    try (Drive drive = opened("9")) {
      drive.at(Duration.ofSeconds(20));
      int before = drive.world.records.get();
      away.clear();
      drive.at(Duration.ofSeconds(80));

      assertThat(drive.world.snapshot().baseline()).hasSize(1);
      assertThat(drive.world.records).hasValue(before + 1);
      assertThat(drive.codes(EntryCode.BASELINE_TAKEN)).isEmpty();
    }
  }

  @Test
  void aCleanSurveyIsInTheRecordWhereSomethingElseKeepsTheIncidentOpen() {
    try (Drive drive = opened("9")) {
      applied(drive);
      away.add("S2");
      reviewed(drive);
      drive.at(OBSERVED.plusSeconds(30));
      assertThat(drive.world.snapshot().surveyedAt()).isNull();
      away.clear();
      drive.at(OBSERVED.plusMinutes(3));

      assertThat(drive.world.snapshot().surveyedAt()).isNotNull();
      assertThat(drive.codes(EntryCode.TARGETS_COMPARED)).isEmpty();
    }
  }

  @Test
  void whatTookEffectLastHasTheLastWord() {
    try (Drive drive = opened("9")) {
      Lifecycle.of(drive).respond(Duration.ofMinutes(2));
      drive.at(Duration.ofMinutes(8));
      for (String service : List.of("one", "other")) {
        drive.decide(
            ON_CALL,
            "propose-action",
            "type",
            "ecs.force-new-deployment",
            "parameters",
            new TreeMap<>(Map.of("service", service)),
            "reason",
            "teste");
      }
      for (String action : List.of("A2", "A1")) {
        drive.until(state -> state(state, action) == ActionState.WAITING);
        drive.decide(LEAD, "approve-action", "action", action, "digest", "digest-" + action + "-1");
        drive.until(state -> state(state, action) == ActionState.APPLIED);
        drive.pass(Duration.ofSeconds(5));
      }
      Lifecycle.of(drive).recover(Duration.ofMinutes(14));
      drive.decide(LEAD, "survey-again");
      drive.until(state -> state.surveyOrders().isEmpty());

      assertThat(made(drive.world.surveys.getLast())).containsExactly("A2", "A1");
    }
  }

  private static ActionState state(IncidentState state, String action) {
    return state.actions().stream()
        .filter(a -> a.id().equals(action))
        .map(Action::state)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aBaselineThatIsTakenLaterKnowsWhatHasBeenDone() {
    try (Drive drive = opened("9")) {
      Lifecycle.of(drive).contain(Duration.ofMinutes(1), "A1");
      drive.until(state -> first(state).state() == ActionState.APPLIED);
      drive
          .at(Duration.ofMinutes(6))
          .decide(ON_CALL, "triage", "environment", "prod", "scenario", "queue-backlog");
      drive.until(state -> state.surveyOrders().isEmpty());

      assertThat(drive.world.surveys.getFirst().made()).isEmpty();
      assertThat(drive.world.surveys.getLast().kind()).isEqualTo(SurveyOrder.Kind.BASELINE);
      assertThat(made(drive.world.surveys.getLast())).containsExactly("A1");
    }
  }

  @Test
  void aBaselineThatACallOvertakesIsTakenAgainWithWhatItDid() {
    away.add("S1");
    try (Drive drive = opened("9")) {
      Lifecycle.of(drive).contain(Duration.ofMinutes(1), "A1");
      drive.until(state -> first(state).state() == ActionState.APPLIED);
      away.clear();
      drive.until(state -> !state.baseline().isEmpty());

      assertThat(ordered(drive)).containsExactly("S1 BASELINE", "S2 BASELINE");
      assertThat(made(drive.world.surveys.getLast())).containsExactly("A1");
      drive.at(Duration.ofMinutes(10));
      assertThat(drive.state().baseline()).hasSize(1);
    }
  }

  private static StepResult busy() {
    throw ApplicationFailure.newFailure(
        "busy",
        ContainmentActivities.NOT_CLAIMED,
        new StepResult(
            Outcome.UNREADABLE, null, true, ContainmentActivities.ENVIRONMENT_BUSY, Params.none()));
  }

  private static void waitsForItsTurn(Drive drive) {
    Lifecycle.of(drive).contain(Duration.ofMinutes(1), "A1");
    drive.until(state -> first(state).code().equals(ContainmentActivities.ENVIRONMENT_BUSY));
  }

  @Test
  void nothingIsReadWhileAnOrderWaitsForItsTurnForItMayComeAtAnyMoment() {
    try (Drive drive = opened("9")) {
      drive.world.apply = order -> busy();
      waitsForItsTurn(drive);
      drive.decide(ON_CALL, "triage", "environment", "prod", "scenario", "queue-backlog");
      drive.env.sleep(Duration.ofMinutes(2));
      assertThat(ordered(drive)).containsExactly("S1 BASELINE");

      drive.world.apply = order -> World.step(Outcome.APPLIED);
      drive.until(state -> state.baseline().size() == 2);
      assertThat(ordered(drive)).containsExactly("S1 BASELINE", "S2 BASELINE");
      assertThat(made(drive.world.surveys.getLast())).containsExactly("A1");
    }
  }

  @Test
  void whatMayHaveBeenCalledIsNotSaidToWaitForItsTurn() {
    AtomicReference<String> code = new AtomicReference<>("");
    try (Drive drive = opened("9")) {
      drive.world.apply = order -> busy();
      drive.world.settle =
          order -> {
            code.set(first(drive.state()).code());
            return World.step(Outcome.UNKNOWN);
          };
      waitsForItsTurn(drive);
      drive.world.apply =
          order -> {
            throw ApplicationFailure.newFailure("the worker died after the call", "HEARTBEAT");
          };
      drive.until(state -> first(state).state() == ActionState.OUTCOME_UNKNOWN);
      assertThat(code).hasValue("APPROVED");
    }
  }
}
