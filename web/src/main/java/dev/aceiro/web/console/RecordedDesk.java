package dev.aceiro.web.console;

import dev.aceiro.activities.store.Captures;
import dev.aceiro.activities.store.IncidentDetail;
import dev.aceiro.activities.store.IncidentFilter;
import dev.aceiro.activities.store.IncidentReadModel;
import dev.aceiro.activities.store.IncidentSummary;
import dev.aceiro.activities.store.Page;
import dev.aceiro.activities.store.RecordedEntry;
import dev.aceiro.web.incident.DecisionService;
import dev.aceiro.web.incident.Declared;
import dev.aceiro.web.incident.Openings;
import dev.aceiro.web.incident.Told;
import dev.aceiro.web.problem.Fault;
import dev.aceiro.web.profile.Profile;
import dev.aceiro.web.profile.Profiles;
import dev.aceiro.web.security.Actors;
import dev.aceiro.web.security.Asker;
import dev.aceiro.workflows.containment.ActionCatalogue;
import dev.aceiro.workflows.containment.ActionKind;
import dev.aceiro.workflows.incident.Actor;
import dev.aceiro.workflows.incident.Body;
import dev.aceiro.workflows.incident.EntryCode;
import dev.aceiro.workflows.incident.Refusal;
import dev.aceiro.workflows.incident.RefusalCode;
import dev.aceiro.workflows.incident.TimelineEntry;
import dev.aceiro.workflows.policy.ResponsePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The desk over the record: reads what PostgreSQL has, and tells incidents what people decide. */
@Component
class RecordedDesk implements Desk {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int MOST = 200;

  private final IncidentReadModel record;
  private final DecisionService decisions;
  private final Openings openings;
  private final Profiles profiles;
  private final Actors actors;
  private final ObjectProvider<ActionCatalogue> catalogue;

  RecordedDesk(
      IncidentReadModel record,
      DecisionService decisions,
      Openings openings,
      Profiles profiles,
      Actors actors,
      ObjectProvider<ActionCatalogue> catalogue) {
    this.record = record;
    this.decisions = decisions;
    this.openings = openings;
    this.profiles = profiles;
    this.actors = actors;
    this.catalogue = catalogue;
  }

  @Override
  public List<ResponsePlan> plans() {
    return profiles.all().stream().map(Profile::plan).toList();
  }

  @Override
  public List<ActionType> actionTypes() {
    ActionCatalogue known = catalogue.getIfAvailable();
    return known == null ? List.of() : known.kinds().stream().map(RecordedDesk::type).toList();
  }

  private static ActionType type(ActionKind kind) {
    List<ActionType.Parameter> parameters = new ArrayList<>();
    List<?> required =
        kind.parameters().get("required") instanceof List<?> names ? names : List.of();
    if (kind.parameters().get("properties") instanceof Map<?, ?> properties) {
      properties.forEach(
          (name, schema) ->
              parameters.add(
                  new ActionType.Parameter(
                      String.valueOf(name), required.contains(name), description(schema))));
    }
    return new ActionType(kind.type(), kind.risk(), parameters);
  }

  private static @Nullable String description(@Nullable Object schema) {
    return schema instanceof Map<?, ?> map && map.get("description") instanceof String text
        ? text
        : null;
  }

  @Override
  public Actor actor(String profile, Asker asker) {
    return actors.in(profile, asker, Actors.CONSOLE);
  }

  @Override
  public List<Dossier> open() {
    return record.list(IncidentFilter.OPEN, null, MOST).items().stream()
        .map(summary -> record.find(summary.id()))
        .flatMap(Optional::stream)
        .map(RecordedDesk::dossier)
        .toList();
  }

  @Override
  public Slice closed(Query query) {
    Page<IncidentSummary> page =
        record.list(
            new IncidentFilter(
                List.of(),
                query.severity() == null ? List.of() : List.of(query.severity()),
                List.of(),
                query.profile() == null ? List.of() : List.of(query.profile()),
                List.of(),
                query.drill(),
                false,
                query.text()),
            query.cursor(),
            50);
    return new Slice(page.items().stream().map(RecordedDesk::row).toList(), page.next());
  }

  private static Row row(IncidentSummary incident) {
    return new Row(
        incident.id(),
        incident.profile(),
        incident.title(),
        incident.severity(),
        incident.stage(),
        incident.drill(),
        incident.falseAlarm(),
        incident.receivedAt(),
        incident.resolvedAt(),
        incident.closedAt());
  }

  @Override
  public Optional<Dossier> incident(String id, long revision) {
    if (revision >= 0) {
      record.awaitRevision(id, revision, PATIENCE);
    }
    return record.find(id).map(RecordedDesk::dossier);
  }

  private static Dossier dossier(IncidentDetail detail) {
    return new Dossier(detail.state(), detail.plan());
  }

  @Override
  public List<TimelineEntry> timeline(String id, Set<EntryCode> codes, long before, int limit) {
    List<TimelineEntry> entries = new ArrayList<>();
    String cursor = null;
    do {
      Page<RecordedEntry> page = record.timeline(id, true, cursor, MOST);
      for (RecordedEntry entry : page.items()) {
        EntryCode code = code(entry.code());
        if (code != null
            && entry.sequence() < before
            && (codes.isEmpty() || codes.contains(code))
            && entries.size() < limit) {
          entries.add(
              new TimelineEntry(
                  entry.sequence(),
                  entry.occurredAt(),
                  code,
                  entry.params(),
                  entry.by(),
                  entry.via()));
        }
      }
      cursor = page.next();
    } while (cursor != null && entries.size() < limit);
    return entries;
  }

  /** A newer Aceiro may have written codes this one does not know. */
  private static @Nullable EntryCode code(String name) {
    try {
      return EntryCode.valueOf(name);
    } catch (IllegalArgumentException unknown) {
      return null;
    }
  }

  @Override
  public List<Communication> communications(String id) {
    return record.communications(id).stream().map(RecordedDesk::communication).toList();
  }

  private static Communication communication(dev.aceiro.activities.store.Communication sent) {
    Instant settled = sent.settledAt();
    return new Communication(
        sent.code(),
        sent.recipient(),
        sent.channel(),
        sent.person(),
        switch (sent.state().name()) {
          case "SENT" -> Delivery.SENT;
          case "DRY" -> Delivery.DRY;
          case "FAILED" -> Delivery.FAILED;
          default -> Delivery.PENDING;
        },
        sent.error(),
        sent.text(),
        settled == null ? sent.dueAt() : settled);
  }

  @Override
  public Optional<String> difference(String id, String action, String digest) {
    return record.captures(id).stream()
        .filter(capture -> capture.action().equals(action) && capture.digest().equals(digest))
        .map(Captures.Captured::diff)
        .findFirst();
  }

  @Override
  public Answer decide(String id, String decision, Body body, Actor actor, String key) {
    return switch (decisions.decide(id, decision, body, actor, key)) {
      case Told.Taken taken -> new Answer.Taken(id, taken.revision(), taken.recorded());
      case Told.Refused refused -> new Answer.Refused(refused.refusal());
      case Told.NoIncident none ->
          new Answer.Refused(new Refusal(RefusalCode.CLOSED, new TreeMap<>()));
      case Told.Unknown unknown -> new Answer.Unknown();
    };
  }

  @Override
  public Answer declare(Declaration said, Actor actor, String key) {
    Declared declared =
        openings.declare(
            new dev.aceiro.web.incident.Declaration(
                said.profile(),
                said.title(),
                said.severity(),
                said.scenario(),
                said.environment(),
                said.services(),
                said.startedAt(),
                said.drill(),
                said.speed()),
            actor,
            key);
    return switch (declared) {
      case Declared.Opened opened -> new Answer.Taken(opened.incident(), opened.revision(), true);
      case Declared.Invalid invalid -> new Answer.Refused(invalid(invalid.faults().getFirst()));
      case Declared.NotAResponder nobody ->
          new Answer.Refused(new Refusal(RefusalCode.NOT_A_RESPONDER, new TreeMap<>()));
      case Declared.Unknown unknown -> new Answer.Unknown();
    };
  }

  private static Refusal invalid(Fault fault) {
    TreeMap<String, String> params = new TreeMap<>(fault.params());
    params.put("field", fault.pointer().substring(1));
    params.putIfAbsent("expected", "");
    return new Refusal(RefusalCode.FIELD_INVALID, params);
  }
}
