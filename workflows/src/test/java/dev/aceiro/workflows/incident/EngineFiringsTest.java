package dev.aceiro.workflows.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.alarm.AlarmCatalogue;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the simulation says fires is what the engine fires: all of it, and nothing else. */
@Timeout(30)
class EngineFiringsTest {

  static Stream<Scripts.Case> scripts() {
    return Scripts.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void theEngineFiresWhatTheSimulationSays(Scripts.Case one) {
    try (Drive drive = Drive.of(one)) {
      Script script = one.startingAt(drive.start).script();
      script.events().stream()
          .sorted(Comparator.comparing(Script.Event::after))
          .forEach(
              event -> {
                pass(drive, script, event.after());
                happen(drive, event);
              });
      pass(drive, script, script.until().plusSeconds(2));

      assertThat(fired(drive)).containsExactlyElementsOf(simulated(one.plan(), script));
    }
  }

  /** Lets time pass; while the script says so, nothing runs. */
  private static void pass(Drive drive, Script script, Duration until) {
    for (Script.Downtime down : script.downtimes()) {
      Duration end = down.from().plus(down.length());
      if (down.from().compareTo(until) < 0 && drive.now().isBefore(drive.start.plus(down.from()))) {
        drive.at(down.from());
        drive.away(end);
      }
    }
    drive.at(until);
  }

  private static void happen(Drive drive, Script.Event event) {
    switch (event) {
      case Script.Decided said -> {
        SimulatedPerson person =
            new SimulatedPerson(new Incident(drive.state(), drive.plan), (code, params) -> {});
        for (SimulatedPerson.Said before : person.presupposed(said.decision())) {
          say(drive, before.decision(), before.body());
        }
        say(drive, said.decision(), said.body());
      }
      case Script.Flagged raised -> say(drive, "raise-flag", Body.of("flag", raised.flag()));
      case Script.Alarmed alarmed -> drive.signal(alarmed);
      case Script.Ended ended -> {
        drive.world.undoable = false;
        drive.world.apply = order -> World.step(Outcome.valueOf(ended.result().name()));
        say(drive, "propose-action", Body.of("type", ended.action()));
        await(drive, state -> latest(state) == ActionState.WAITING);
        say(drive, "approve-action", Body.of("digest", digest(drive)));
        await(drive, state -> latest(state) != ActionState.APPLYING);
      }
    }
  }

  /** What activities do takes its own time, which is not to be a second of the script's. */
  private static void await(Drive drive, Predicate<IncidentState> so) {
    for (int poll = 0; poll < 200 && !so.test(drive.state()); poll++) {
      drive.pass(Duration.ofMillis(20));
    }
    assertThat(drive.state()).matches(so);
  }

  private static ActionState latest(IncidentState state) {
    return state.actions().getLast().state();
  }

  private static String digest(Drive drive) {
    return "digest-A" + drive.state().actions().size() + "-1";
  }

  private static void say(Drive drive, String decision, Body body) {
    Incident present = new Incident(drive.state(), drive.plan);
    drive.decide(
        SimulatedPerson.actor(drive.plan, 0),
        decision,
        SimulatedPerson.whole(present, decision, body, drive.now()));
  }

  private static List<String> simulated(
      dev.aceiro.workflows.policy.ResponsePlan plan, Script script) {
    return Simulation.run(plan, AlarmCatalogue.EMPTY, script).firings().stream()
        .map(
            firing ->
                line(
                    firing.offset(),
                    firing.to().isEmpty() ? "-" : firing.to().getFirst(),
                    firing.rule()))
        .sorted()
        .toList();
  }

  private static List<String> fired(Drive drive) {
    List<String> fired = new ArrayList<>();
    for (int i = 0; i < drive.world.sent.size(); i++) {
      Message message = drive.world.sent.get(i);
      String rules = message.params().get("rules");
      if (rules != null) {
        Instant sent = drive.world.sentAt.get(i);
        Instant due = message.dueAt();
        Instant at = sent.isBefore(due.plusSeconds(6)) ? due : sent;
        for (String rule : rules.split(",")) {
          fired.add(line(Duration.between(drive.start, at), id(message.recipient()), rule));
        }
      }
    }
    for (TimelineEntry entry : drive.codes(EntryCode.EFFECT)) {
      fired.add(line(since(drive, entry), "-", entry.params().getOrDefault("rule", "")));
    }
    for (TimelineEntry entry : drive.codes(EntryCode.OBSERVATION_ENDED)) {
      if (entry.by().equals("aceiro")) {
        fired.add(line(since(drive, entry), "-", "observation"));
      }
    }
    return fired.stream().sorted().toList();
  }

  private static Duration since(Drive drive, TimelineEntry entry) {
    return Duration.between(drive.start, entry.occurredAt());
  }

  private static String id(String recipient) {
    return recipient.substring(recipient.indexOf(':') + 1);
  }

  private static String line(Duration offset, String recipient, String rule) {
    Duration second = offset.truncatedTo(ChronoUnit.SECONDS);
    return "%08d %s %s %s".formatted(second.toSeconds(), second, recipient, rule);
  }
}
