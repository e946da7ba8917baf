package dev.aceiro.web.console;

import dev.aceiro.web.incident.Declaration;
import dev.aceiro.web.incident.Suggestions;
import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.profile.yaml.ProfileDocument;
import dev.aceiro.web.security.Asker;
import dev.aceiro.workflows.alarm.Alarm;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.communication.Previews.Preview;
import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.estate.Filled;
import dev.aceiro.workflows.incident.Actor;
import dev.aceiro.workflows.incident.AlarmSignal;
import dev.aceiro.workflows.incident.Body;
import dev.aceiro.workflows.incident.DecisionRequest;
import dev.aceiro.workflows.incident.EntryCode;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.incident.Opening;
import dev.aceiro.workflows.incident.Refusal;
import dev.aceiro.workflows.incident.Rehearsal;
import dev.aceiro.workflows.incident.TimelineEntry;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Stage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.springframework.http.HttpStatus;

/** Incidents that live in memory: every decision has its real effect, at the clock's instant. */
final class ScriptedDesk implements Desk {
  private final Clock clock;
  private final List<ResponsePlan> plans;
  private final Map<String, Rehearsal> incidents =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private final Map<String, Answer> declared = Collections.synchronizedMap(new LinkedHashMap<>());
  private final AtomicLong numbers = new AtomicLong(1000);
  private final AtomicLong signals = new AtomicLong();
  private final List<BiConsumer<String, Long>> listeners = new CopyOnWriteArrayList<>();
  private ProfileDocument document;
  private boolean engineAway;
  private boolean recordBehind;
  private boolean lazyHands;
  private boolean recordAway;
  private String standsStill = "";

  ScriptedDesk(Clock clock, ResponsePlan... plans) {
    this.clock = clock;
    this.plans = List.of(plans);
  }

  /** Whether the engine does not answer. */
  void engineAway(boolean away) {
    engineAway = away;
  }

  /** Whether what is decided is not yet in the record. */
  void recordBehind(boolean behind) {
    recordBehind = behind;
  }

  /** Whether hands take their time: {@link #work} makes them work. */
  void lazyHands(boolean lazy) {
    lazyHands = lazy;
  }

  /** Which incident has no run. */
  void loses(String id) {
    standsStill = id;
  }

  /** Whether the record cannot be read. */
  void recordAway(boolean away) {
    recordAway = away;
  }

  /** What profiles' folders say. */
  void knows(ProfileDocument document) {
    this.document = document;
  }

  @Override
  public Optional<ProfileDocument> document(ResponsePlan plan) {
    return Optional.ofNullable(document);
  }

  void onChange(BiConsumer<String, Long> listener) {
    listeners.add(listener);
  }

  Rehearsal rehearsal(String id) {
    return incidents.get(id);
  }

  void clear() {
    incidents.clear();
    declared.clear();
    numbers.set(1000);
    document = null;
    engineAway = false;
    recordBehind = false;
    lazyHands = false;
    recordAway = false;
    standsStill = "";
  }

  String open(
      ResponsePlan plan,
      String title,
      String severity,
      String scenario,
      boolean drill,
      Instant at) {
    String id = "INC-" + numbers.incrementAndGet();
    Rehearsal rehearsal =
        new Rehearsal(
            new Opening(
                id,
                "test/" + id,
                "hash",
                drill,
                title,
                severity,
                scenario,
                "prod",
                scenario == null ? List.of() : List.of("api"),
                at,
                at.minusSeconds(60),
                "aceiro",
                null),
            plan);
    incidents.put(id, rehearsal);
    return id;
  }

  void alarm(String id, String name, AlarmState state, Instant at) {
    Alarm alarm =
        new Alarm(
            "cloudwatch",
            name,
            state,
            name,
            "event-" + signals.get(),
            null,
            "api",
            "prod",
            at,
            at,
            false,
            "Threshold crossed: 5xx <above> 5 %",
            new TreeMap<>(),
            List.of());
    long sequence = signals.incrementAndGet();
    incidents.get(id).alarm(new AlarmSignal(alarm, sequence, sequence), at);
    changed(id);
  }

  /** Time goes on and hands work. */
  void work() {
    for (Map.Entry<String, Rehearsal> entry : List.copyOf(incidents.entrySet())) {
      long before = entry.getValue().incident().state().revision();
      entry.getValue().work(clock.instant());
      if (entry.getValue().incident().state().revision() != before) {
        changed(entry.getKey());
      }
    }
  }

  void pass() {
    for (Map.Entry<String, Rehearsal> entry : List.copyOf(incidents.entrySet())) {
      long before = entry.getValue().incident().state().revision();
      entry.getValue().pass(clock.instant());
      if (entry.getValue().incident().state().revision() != before) {
        changed(entry.getKey());
      }
    }
  }

  private void changed(String id) {
    long revision = incidents.get(id).incident().state().revision();
    listeners.forEach(listener -> listener.accept(id, revision));
  }

  @Override
  public List<ResponsePlan> plans() {
    return plans;
  }

  @Override
  public List<ActionType> actionTypes() {
    return List.of(
        new ActionType(
            "ecs.force-new-deployment",
            Risk.DISRUPTIVE,
            List.of(
                new ActionType.Parameter("cluster", true, "Name or ARN of the cluster"),
                new ActionType.Parameter("service", true, "Name of the service"))),
        new ActionType(
            "manual",
            Risk.REVERSIBLE,
            List.of(new ActionType.Parameter("instruction", true, null))));
  }

  /** Says where a service runs, and that nothing else is known. */
  @Override
  public Suggestions.Filler filler(IncidentState state) {
    return (type, stated) -> {
      SortedMap<String, Filled> filled = new TreeMap<>();
      stated.forEach(
          (name, value) -> filled.put(name, new Filled(name, value, Filled.From.PLAYBOOK, null)));
      if (type.equals("ecs.force-new-deployment")) {
        filled.putIfAbsent(
            "service",
            new Filled("service", "plooral-api-service", Filled.From.ALARM, "api-errors"));
        filled.putIfAbsent(
            "cluster", new Filled("cluster", "plooral-cluster", Filled.From.ESTATE, "plooral-api"));
      }
      return List.copyOf(filled.values());
    };
  }

  @Override
  public Actor actor(String profile, Asker asker) {
    return switch (asker) {
      case Asker.LocalPerson person ->
          new Actor(
              person.id(),
              person.profile().equals(profile) ? List.of(person.role()) : List.of(),
              "console");
      default -> new Actor(profile + "/on-call", List.of("on-call"), "console");
    };
  }

  @Override
  public List<Dossier> open() {
    return incidents.values().stream()
        .map(rehearsal -> rehearsal.incident())
        .filter(incident -> incident.state().stage() != Stage.CLOSED)
        .map(incident -> new Dossier(incident.state(), incident.plan()))
        .toList();
  }

  @Override
  public Slice closed(Query query) {
    List<Row> rows =
        incidents.values().stream()
            .map(rehearsal -> rehearsal.incident().state())
            .filter(state -> state.stage() == Stage.CLOSED)
            .filter(state -> query.severity() == null || query.severity().equals(state.severity()))
            .filter(state -> query.text() == null || state.title().contains(query.text()))
            .filter(state -> query.cursor() == null || state.id().compareTo(query.cursor()) < 0)
            .map(
                state ->
                    new Row(
                        state.id(),
                        state.profile(),
                        state.title(),
                        state.severity(),
                        state.stage(),
                        state.drill(),
                        state.falseAlarm(),
                        state.receivedAt(),
                        state.resolvedAt(),
                        state.closedAt()))
            .sorted(Comparator.comparing(Row::id).reversed())
            .toList();
    int page = 5;
    return rows.size() > page
        ? new Slice(rows.subList(0, page), rows.get(page - 1).id())
        : new Slice(rows, null);
  }

  @Override
  public Optional<Dossier> incident(String id, long revision) {
    if (recordAway) {
      throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "RECORD_UNAVAILABLE");
    }
    return Optional.ofNullable(incidents.get(id))
        .map(Rehearsal::incident)
        .map(incident -> new Dossier(incident.state(), incident.plan()));
  }

  @Override
  public boolean standsStill(String id) {
    return standsStill.equals(id);
  }

  @Override
  public Lines timeline(String id, Set<EntryCode> codes, String cursor, int limit) {
    long before = cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
    List<TimelineEntry> entries = new ArrayList<>(story(id));
    Collections.reverse(entries);
    List<TimelineEntry> found =
        entries.stream()
            .filter(entry -> codes.isEmpty() || codes.contains(entry.code()))
            .filter(entry -> entry.sequence() < before)
            .toList();
    return found.size() > limit
        ? new Lines(found.subList(0, limit), String.valueOf(found.get(limit - 1).sequence()))
        : new Lines(found, null);
  }

  @Override
  public List<TimelineEntry> story(String id) {
    return incidents.get(id).timeline();
  }

  @Override
  public List<Communication> communications(String id) {
    return incidents.get(id).sent().stream()
        .map(
            sent ->
                new Communication(
                    sent.message().code(),
                    sent.message().recipient(),
                    sent.delivery().kind(),
                    sent.delivery().person(),
                    Delivery.DRY,
                    null,
                    "[INCIDENTE " + sent.message().params().get("severity") + "] " + id,
                    sent.delivery().at()))
        .toList();
  }

  @Override
  public Preview preview(Message message) {
    return new Preview("[INCIDENTE] " + message.code(), String.valueOf(message.params()));
  }

  @Override
  public Map<String, String> differences(String id) {
    Map<String, String> differences = new LinkedHashMap<>();
    for (Action action : incidents.get(id).incident().state().actions()) {
      if (action.capture() != null && !action.type().equals("manual")) {
        differences.put(
            action.capture().digest(),
            """
            @ plooral-cluster/plooral-api-service
            > ecs:UpdateService forceNewDeployment=true
            - deployment: ecs-svc/1111111111111111111
            + deployment: (a new one)
              taskDefinition: plooral-api:42
            """);
      }
    }
    return differences;
  }

  @Override
  public Answer decide(String id, String decision, Body body, Asker asker, String key) {
    Rehearsal rehearsal = incidents.get(id);
    if (rehearsal == null) {
      throw Problem.notFound("NO_SUCH_INCIDENT", "incident", id);
    }
    return decide(id, decision, body, actor(rehearsal.incident().state().profile(), asker), key);
  }

  Answer decide(String id, String decision, Body body, Actor actor, String key) {
    if (engineAway) {
      return new Answer.Unknown();
    }
    Rehearsal rehearsal = incidents.get(id);
    DecisionRequest request =
        new DecisionRequest(
            actor.person() + "/" + decision + "/" + key,
            decision,
            body,
            String.valueOf(body.values().hashCode()),
            actor);
    Instant now = clock.instant();
    Refusal refusal = rehearsal.refuse(request, now);
    if (refusal != null) {
      return new Answer.Refused(refusal);
    }
    long revision = rehearsal.decide(request, now);
    if (!lazyHands) {
      rehearsal.work(now);
    }
    changed(id);
    return new Answer.Taken(id, recordBehind ? revision + 1000 : revision, !recordBehind);
  }

  @Override
  public Answer declare(Declaration declaration, Asker asker, String key) {
    if (engineAway) {
      return new Answer.Unknown();
    }
    return declared.computeIfAbsent(
        key,
        unused -> {
          ResponsePlan plan =
              plans.stream()
                  .filter(one -> one.profile().equals(declaration.profile()))
                  .findFirst()
                  .orElseThrow();
          String severity =
              declaration.severity() == null ? plan.defaultSeverity() : declaration.severity();
          String id =
              open(
                  plan.faster(declaration.speed()),
                  declaration.title(),
                  severity,
                  declaration.scenario(),
                  declaration.drill(),
                  clock.instant());
          return new Answer.Taken(id, incidents.get(id).incident().state().revision(), true);
        });
  }
}
