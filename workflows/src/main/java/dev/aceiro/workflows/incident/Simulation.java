package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.alarm.AlarmCatalogue;
import dev.aceiro.workflows.communication.Deliveries;
import dev.aceiro.workflows.communication.Delivery;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.policy.Deadline;
import dev.aceiro.workflows.policy.EscalationRule;
import dev.aceiro.workflows.policy.Occurrence;
import dev.aceiro.workflows.policy.RaiseRule;
import dev.aceiro.workflows.policy.ResponsePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Runs a plan ahead of time: the very methods of {@link Incident} that the workflow's handlers
 * drive, with time going from one deadline to the next. At one instant what happens comes before
 * what fires.
 */
public final class Simulation {
  /** No answer is longer: what repeats would otherwise fill it. */
  public static final int MOST_FIRINGS = 20_000;

  private final ResponsePlan plan;
  private final Script script;
  private final Incident incident;
  private final SimulatedWorld world;
  private final List<Firing> firings = new ArrayList<>();
  private final SortedSet<String> ids = new TreeSet<>();
  private final List<Assumption> assumptions = new ArrayList<>();

  private Simulation(ResponsePlan plan, AlarmCatalogue catalogue, Script script) {
    this.plan = plan;
    this.script = script;
    this.incident = new Incident(opened(plan, script), plan);
    this.world = new SimulatedWorld(incident, catalogue, this::assume);
  }

  /**
   * What would fire.
   *
   * @param catalogue what the script's alarms mean
   * @throws IllegalArgumentException if the plan does not know the script's severity
   */
  public static Result run(ResponsePlan plan, AlarmCatalogue catalogue, Script script) {
    Simulation simulation = new Simulation(plan, catalogue, script);
    simulation.run();
    return new Result(simulation.firings, simulation.assumptions);
  }

  /** The state in which the script's incident begins, with what the record would know. */
  static IncidentState opened(ResponsePlan plan, Script script) {
    Playbook playbook = plan.playbook(script.scenario());
    String proposed = playbook == null ? null : playbook.severity();
    String severity = script.severity() != null ? script.severity() : proposed;
    Opening opening =
        new Opening(
            "SIMULATION",
            "SIMULATION",
            "",
            false,
            playbook == null ? plan.organisation() : playbook.title(),
            plan.severity(severity == null ? plan.defaultSeverity() : severity).code(),
            script.scenario(),
            null,
            List.of(),
            script.startedAt(),
            script.startedAt(),
            Actor.ACEIRO.person(),
            null);
    List<Occurrence> before = before(script);
    List<String> untried =
        plan.playbooks().stream()
            .map(Playbook::scenario)
            .filter(
                scenario ->
                    before.stream()
                        .noneMatch(
                            one ->
                                one.scenario().equals(scenario)
                                    && plan.postmortem().playbookReview().contains(one.severity())))
            .toList();
    IncidentState state =
        IncidentState.open(opening, plan.profile()).knowing(before, untried, new TreeMap<>());
    // There is no target to read.
    state.surveys = false;
    return state;
  }

  private static List<Occurrence> before(Script script) {
    List<Occurrence> before = new ArrayList<>();
    String scenario = scenario(script);
    if (scenario != null) {
      for (Script.Prior prior : script.priorOccurrences()) {
        before.add(
            new Occurrence(
                "PRIOR-" + (before.size() + 1),
                scenario,
                prior.severity(),
                script.startedAt().minus(prior.ago())));
      }
    }
    return before;
  }

  /** The scenario whose occurrences the script names: what it opens with, or is found to be. */
  private static @Nullable String scenario(Script script) {
    if (script.scenario() != null) {
      return script.scenario();
    }
    return script.events().stream()
        .sorted(Comparator.comparing(Script.Event::after))
        .map(
            event -> event instanceof Script.Decided said ? said.body().optional("scenario") : null)
        .filter(said -> said != null)
        .findFirst()
        .orElse(null);
  }

  private void run() {
    assumeDeliveries();
    assume("NOBODY_ELSE_ACTS", Params.none());
    assumeOpening();
    Instant end = script.startedAt().plus(script.until());
    List<Script.Event> events =
        script.events().stream().sorted(Comparator.comparing(Script.Event::after)).toList();
    incident.declare(script.startedAt());
    int happened = 0;
    Instant now = script.startedAt();
    while (firings.size() < MOST_FIRINGS) {
      Instant due = incident.nextDue();
      Instant said =
          happened < events.size() ? script.startedAt().plus(events.get(happened).after()) : null;
      Instant next = earlier(due, said);
      if (next == null || next.isAfter(end)) {
        return;
      }
      now = running(next.isBefore(now) ? now : next);
      if (now.isAfter(end)) {
        return;
      }
      while (happened < events.size()
          && !script.startedAt().plus(events.get(happened).after()).isAfter(now)) {
        world.happen(events.get(happened), now);
        happened++;
      }
      fire(now);
    }
    assume("TRUNCATED", Params.of("firings", String.valueOf(MOST_FIRINGS)));
  }

  private void fire(Instant now) {
    deliver(now);
    List<Deadline> fired = incident.fireDue(now);
    while (!fired.isEmpty()) {
      fired.forEach(deadline -> firings.add(firing(deadline, now)));
      deliver(now);
      fired = incident.fireDue(now);
    }
  }

  private void deliver(Instant now) {
    for (Message message : new ArrayList<>(incident.state().messages())) {
      incident.delivered(
          new Deliveries(
              message.key(),
              message.channels().stream()
                  .map(
                      kind ->
                          new Delivery(
                              kind,
                              message.recipient(),
                              fails(kind, now) ? Delivery.Result.FAILED : Delivery.Result.SENT,
                              "",
                              now))
                  .toList()),
          now);
    }
  }

  private boolean fails(String kind, Instant now) {
    Duration offset = Duration.between(script.startedAt(), now);
    return script.failing().stream()
        .anyMatch(
            failing ->
                failing.channel().equals(kind)
                    && failing.from().compareTo(offset) <= 0
                    && (failing.until() == null || offset.compareTo(failing.until()) < 0));
  }

  private Firing firing(Deadline deadline, Instant now) {
    String recipient = deadline.id().recipient();
    boolean nobody = recipient.equals("-");
    EscalationRule rule =
        plan.escalations().stream()
            .filter(r -> r.id().equals(deadline.id().rule()))
            .findFirst()
            .orElse(null);
    String effect = rule == null ? null : rule.effect();
    if (rule == null && deadline.kind() == Deadline.Kind.EFFECT) {
      effect = RaiseRule.EFFECT;
    }
    return new Firing(
        now,
        Duration.between(script.startedAt(), now),
        id(deadline, now),
        deadline.kind() == Deadline.Kind.ESCALATE ? "ESCALATION" : deadline.kind().name(),
        deadline.id().rule(),
        deadline.source(),
        nobody ? List.of() : List.of(recipient.substring(recipient.indexOf(':') + 1)),
        nobody
            ? List.of()
            : deadline.via().isEmpty() ? incident.outbox().ownKinds(recipient) : deadline.via(),
        effect == null ? incident.outbox().code(deadline.kind()) : effect);
  }

  /** What is told again because it reached nobody is another firing. */
  private String id(Deadline deadline, Instant now) {
    String id = incident.outbox().firing(deadline);
    return ids.add(id) ? id : id + "|" + now;
  }

  /** That instant, or the end of the downtime it falls into. */
  private Instant running(Instant at) {
    Instant now = at;
    for (Script.Downtime down : script.downtimes()) {
      Instant from = script.startedAt().plus(down.from());
      Instant until = from.plus(down.length());
      if (!now.isBefore(from) && now.isBefore(until)) {
        now = until;
      }
    }
    return now;
  }

  /** What the script leaves open of the incident it begins with. */
  private void assumeOpening() {
    IncidentState state = incident.state();
    if (script.severity() == null) {
      Playbook playbook = plan.playbook(script.scenario());
      boolean proposed = playbook != null && playbook.severity() != null;
      assume(
          proposed ? "SEVERITY_OF_SCENARIO" : "SEVERITY_DEFAULT",
          Params.of("severity", state.severity()));
    }
    if (!script.priorOccurrences().isEmpty() && scenario(script) == null) {
      assume("PRIORS_NOT_COUNTED", Params.none());
    }
  }

  private void assumeDeliveries() {
    if (script.failing().isEmpty()) {
      assume("DELIVERIES_SUCCEED", Params.none());
    }
    for (Script.Failing failing : script.failing()) {
      assume("DELIVERIES_FAIL", Params.of("channel", failing.channel()));
    }
  }

  private void assume(String code, SortedMap<String, String> params) {
    Assumption assumption = new Assumption(code, params);
    if (!assumptions.contains(assumption)) {
      assumptions.add(assumption);
    }
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  /**
   * What a script leads to.
   *
   * @param firings everything that fires by itself, in order of time
   * @param assumptions what was taken for granted
   */
  public record Result(List<Firing> firings, List<Assumption> assumptions) {}

  /**
   * Something that fires by itself.
   *
   * @param at when (UTC)
   * @param offset how long after the script's beginning
   * @param id what identifies it; of what repeats with the instant it fires for
   * @param kind {@code NOTIFY}, {@code PAGE}, {@code ESCALATION}, {@code REMIND}, {@code MISS},
   *     {@code END_OBSERVATION} or {@code EFFECT}
   * @param rule the rule's id
   * @param source where the rule comes from
   * @param to ids of roles, channels or people; empty for what tells nobody
   * @param channels kinds of channel it goes out by
   * @param code the message's template, or the rule's effect
   */
  public record Firing(
      Instant at,
      Duration offset,
      String id,
      String kind,
      String rule,
      String source,
      List<String> to,
      List<String> channels,
      String code) {}

  /**
   * Something a simulation takes for granted.
   *
   * @param code what
   * @param params the code's parameters
   */
  public record Assumption(String code, SortedMap<String, String> params) {}
}
