package dev.aceiro.workflows.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.EtpPlan;
import dev.aceiro.workflows.PlooralPlan;
import dev.aceiro.workflows.alarm.AlarmCatalogue;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.policy.ActionOutcome;
import dev.aceiro.workflows.policy.ActionOutcome.Result;
import dev.aceiro.workflows.policy.Agenda;
import dev.aceiro.workflows.policy.Deadline;
import dev.aceiro.workflows.policy.Facts;
import dev.aceiro.workflows.policy.Occurrence;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Severity;
import dev.aceiro.workflows.policy.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every plan and every script. */
class RulePropertiesTest {
  private static final Instant START = Instant.parse("2026-03-10T06:00:00Z");

  /** A plan and something that happens under it. */
  record Case(ResponsePlan plan, Script script) {}

  @Property(tries = 150)
  void nothingFiresTwice(@ForAll("scripts") Case one) {
    List<String> ids = run(one).stream().map(Simulation.Firing::id).toList();

    assertThat(ids).doesNotHaveDuplicates();
  }

  @Property(tries = 150)
  void whatFiresIsInOrderAndNeverBeforeItsAnchor(@ForAll("scripts") Case one) {
    List<Simulation.Firing> firings = run(one);

    assertThat(firings).isSortedAccordingTo(java.util.Comparator.comparing(f -> f.at()));
    assertThat(firings).allSatisfy(f -> assertThat(f.at()).isAfterOrEqualTo(anchor(f.id())));
  }

  @Property(tries = 150)
  void nothingIsDueBeforeItsAnchor(@ForAll("scripts") Case one) {
    for (Incident incident : steps(one)) {
      assertThat(incident.agenda())
          .allSatisfy(d -> assertThat(d.due()).isAfterOrEqualTo(d.id().anchor()));
    }
  }

  @Property(tries = 100)
  void planningTwiceIsPlanningOnce(@ForAll("scripts") Case one) {
    for (Incident incident : steps(one)) {
      List<Deadline> once = incident.agenda();

      assertThat(incident.agenda()).isEqualTo(once);
      assertThat(once).doesNotHaveDuplicates();
      assertThat(once.stream().map(d -> d.id().text()).toList()).doesNotHaveDuplicates();
    }
  }

  @Property(tries = 100)
  void theOrderOfFactsDoesNotMatter(@ForAll("scripts") Case one, @ForAll Random random) {
    for (Incident incident : steps(one)) {
      Facts facts = incident.state().facts();

      assertThat(Agenda.plan(one.plan(), shuffled(facts, random)))
          .isEqualTo(Agenda.plan(one.plan(), facts));
    }
  }

  @Property(tries = 100)
  void theOrderOfWhatHappensAtOneInstantDoesNotMatter(
      @ForAll("simultaneous") Case one, @ForAll Random random) {
    List<Script.Event> events = new ArrayList<>(one.script().events());
    Collections.shuffle(events, random);
    Case other = new Case(one.plan(), with(one.script(), events));

    assertThat(run(other)).isEqualTo(run(one));
  }

  /** Whatever the way to a severity, all that its rules make due has fired in the end. */
  @Property(tries = 100)
  void afterAReclassificationNothingThatShouldHaveFiredIsMissed(
      @ForAll("plans") ResponsePlan plan,
      @ForAll("indices") int from,
      @ForAll("indices") int to,
      @ForAll("minutes") int minutes) {
    String first = code(plan, from);
    String last = code(plan, to);
    Script changed =
        script(
            first,
            null,
            first.equals(last)
                ? List.of()
                : List.of(
                    new Script.Decided(
                        Duration.ofMinutes(minutes).plusSeconds(7),
                        "reclassify",
                        Body.of("severity", last))));
    List<Simulation.Firing> had = run(new Case(plan, changed));
    List<Simulation.Firing> would = run(new Case(plan, script(last, null, List.of())));

    assertThat(told(plan, had)).containsAll(told(plan, would));
  }

  @Property(tries = 100)
  void aClosedIncidentOwesNothing(@ForAll("scripts") Case one) {
    for (Incident incident : steps(one)) {
      if (incident.state().stage() == Stage.CLOSED) {
        assertThat(incident.agenda()).isEmpty();
        assertThat(incident.nextDue()).isNull();
      }
    }
  }

  /**
   * Who was told what, reminders left out. Of rules for which only time must pass, the call on
   * declaration among them, it does not matter which one told.
   */
  private static List<String> told(ResponsePlan plan, List<Simulation.Firing> firings) {
    List<String> time =
        Stream.concat(
                Stream.of("assign"),
                plan.escalations().stream()
                    .filter(rule -> rule.when().unconditional())
                    .map(rule -> rule.id()))
            .toList();
    return firings.stream()
        .filter(f -> !f.kind().equals("REMIND"))
        .map(f -> f.kind() + " " + f.to() + " " + (time.contains(f.rule()) ? "time" : f.rule()))
        .distinct()
        .toList();
  }

  private static List<Simulation.Firing> run(Case one) {
    return Simulation.run(one.plan(), AlarmCatalogue.EMPTY, one.script()).firings();
  }

  /** The incident as it stands after each event, with everything due until then fired. */
  private static List<Incident> steps(Case one) {
    List<Incident> steps = new ArrayList<>();
    Incident incident = new Incident(Simulation.opened(one.plan(), one.script()), one.plan());
    SimulatedWorld world = new SimulatedWorld(incident, AlarmCatalogue.EMPTY, (code, params) -> {});
    incident.declare(START);
    one.script().events().stream()
        .sorted(java.util.Comparator.comparing(Script.Event::after))
        .forEach(
            event -> {
              Instant now = START.plus(event.after());
              incident.fireDue(now);
              world.happen(event, now);
              steps.add(copy(incident, one.plan()));
            });
    return steps;
  }

  private static Incident copy(Incident incident, ResponsePlan plan) {
    try {
      var json = io.temporal.common.converter.JacksonJsonPayloadConverter.newDefaultObjectMapper();
      return new Incident(
          json.readValue(json.writeValueAsString(incident.state()), IncidentState.class), plan);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Facts shuffled(Facts f, Random random) {
    List<ActionOutcome> outcomes = new ArrayList<>(f.outcomes());
    List<Occurrence> occurrences = new ArrayList<>(f.occurrences());
    Collections.shuffle(outcomes, random);
    Collections.shuffle(occurrences, random);
    return new Facts(
        f.severity(),
        f.scenario(),
        f.stage(),
        f.episode(),
        f.episodeStartedAt(),
        f.notifiedAt(),
        f.acknowledgedAt(),
        f.investigatedAt(),
        f.containedAt(),
        f.progressAt(),
        f.updatedAt(),
        f.resolvedAt(),
        f.observing(),
        f.flags(),
        f.postmortem(),
        f.fired(),
        f.failedRungs(),
        f.openedAt(),
        f.worstSeverity(),
        f.externalUpdatedAt(),
        outcomes,
        occurrences,
        f.roles(),
        f.again(),
        f.firing(),
        f.firingElsewhere(),
        f.severityByPerson());
  }

  private static Instant anchor(String id) {
    return Instant.parse(id.split("\\|")[2]);
  }

  private static String code(ResponsePlan plan, int index) {
    List<Severity> all = plan.severities();
    return all.get(index % all.size()).code();
  }

  private static Script script(
      String severity, @org.jspecify.annotations.Nullable String scenario, List<Script.Event> e) {
    return new Script(severity, scenario, START, List.of(), e, Duration.ofHours(60));
  }

  private static Script with(Script s, List<Script.Event> events) {
    return new Script(
        s.severity(), s.scenario(), s.startedAt(), s.priorOccurrences(), events, s.until());
  }

  @Provide
  Arbitrary<ResponsePlan> plans() {
    return Arbitraries.of(PlooralPlan.plan(), EtpPlan.plan());
  }

  @Provide
  Arbitrary<Integer> indices() {
    return Arbitraries.integers().between(0, 3);
  }

  @Provide
  Arbitrary<Integer> minutes() {
    return Arbitraries.integers().between(0, 600);
  }

  @Provide
  Arbitrary<Case> scripts() {
    return plans()
        .flatMap(
            plan ->
                cases(
                    plan,
                    events(plan, Arbitraries.integers().between(0, 4_000).map(m -> m * 61L))
                        .list()
                        .ofMaxSize(12)));
  }

  /** Events that do not depend on each other, all at a few instants. */
  @Provide
  Arbitrary<Case> simultaneous() {
    return plans()
        .flatMap(
            plan ->
                cases(
                    plan,
                    facts(plan, Arbitraries.integers().between(1, 3).map(m -> m * 1_807L))
                        .list()
                        .uniqueElements(RulePropertiesTest::what)
                        .ofMaxSize(6)));
  }

  private static String what(Script.Event event) {
    return switch (event) {
      case Script.Flagged raised -> raised.flag();
      case Script.Ended ended -> ended.action() + ended.after() + ended.result();
      case Script.Decided said -> said.decision();
      case Script.Alarmed alarmed -> alarmed.alarm();
    };
  }

  private static Arbitrary<Case> cases(ResponsePlan plan, Arbitrary<List<Script.Event>> events) {
    Arbitrary<String> severity =
        Arbitraries.of(plan.severities().stream().map(Severity::code).toList());
    Arbitrary<String> scenario =
        Arbitraries.of(plan.playbooks().stream().map(p -> p.scenario()).toList()).injectNull(0.3);
    Arbitrary<List<Script.Prior>> priors =
        Combinators.combine(Arbitraries.integers().between(0, 800), severity)
            .as((hours, code) -> new Script.Prior(Duration.ofHours(hours), code))
            .list()
            .ofMaxSize(5);
    return Combinators.combine(severity, scenario, priors, events)
        .as(
            (code, name, before, what) ->
                new Case(plan, new Script(code, name, START, before, what, Duration.ofDays(5))));
  }

  /** Facts whose order cannot matter: flags, outcomes, acknowledgement, progress. */
  private static Arbitrary<Script.Event> facts(ResponsePlan plan, Arbitrary<Long> seconds) {
    Arbitrary<Duration> after = seconds.map(Duration::ofSeconds);
    return Arbitraries.oneOf(
        Combinators.combine(after, Arbitraries.of(plan.flags())).as(Script.Flagged::new),
        Combinators.combine(after, Arbitraries.of(Result.values()))
            .as((at, result) -> new Script.Ended(at, "railway.rollback", result)),
        Combinators.combine(after, Arbitraries.of("acknowledge", "progress"))
            .as((at, decision) -> new Script.Decided(at, decision, Body.empty())));
  }

  private static Arbitrary<Script.Event> events(ResponsePlan plan, Arbitrary<Long> seconds) {
    Arbitrary<Duration> after = seconds.map(Duration::ofSeconds);
    return Arbitraries.oneOf(
        facts(plan, seconds),
        Combinators.combine(
                after, Arbitraries.of(plan.severities().stream().map(Severity::code).toList()))
            .as((at, code) -> new Script.Decided(at, "reclassify", Body.of("severity", code))),
        Combinators.combine(
                after, Arbitraries.of(plan.playbooks().stream().map(p -> p.scenario()).toList()))
            .as((at, name) -> new Script.Decided(at, "triage", Body.of("scenario", name))),
        Combinators.combine(after, Arbitraries.of(plan.flags()))
            .as((at, flag) -> new Script.Decided(at, "clear-flag", Body.of("flag", flag))),
        Combinators.combine(
                after,
                Arbitraries.of(
                    "mark-contained",
                    "declare-recovered",
                    "declare-recovered",
                    "reopen",
                    "end-observation",
                    "submit-draft",
                    "complete-review",
                    "add-action-item",
                    "complete-action-item",
                    "send-update",
                    "false-alarm"))
            .as((at, decision) -> new Script.Decided(at, decision, Body.empty())),
        Combinators.combine(after, Arbitraries.of(AlarmState.values()))
            .as((at, state) -> new Script.Alarmed(at, "Some", state)));
  }
}
