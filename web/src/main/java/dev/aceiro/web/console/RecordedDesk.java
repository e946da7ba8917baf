package dev.aceiro.web.console;

import dev.aceiro.activities.store.Captures;
import dev.aceiro.activities.store.IncidentDetail;
import dev.aceiro.activities.store.IncidentFilter;
import dev.aceiro.activities.store.IncidentReadModel;
import dev.aceiro.activities.store.IncidentSummary;
import dev.aceiro.activities.store.Page;
import dev.aceiro.activities.store.RecordedEntry;
import dev.aceiro.web.engine.LostRuns;
import dev.aceiro.web.incident.DecisionService;
import dev.aceiro.web.incident.Declaration;
import dev.aceiro.web.incident.Declared;
import dev.aceiro.web.incident.Openings;
import dev.aceiro.web.incident.Suggestions;
import dev.aceiro.web.incident.Told;
import dev.aceiro.web.problem.Fault;
import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.profile.Profile;
import dev.aceiro.web.profile.ProfileDocuments;
import dev.aceiro.web.profile.Profiles;
import dev.aceiro.web.profile.yaml.ProfileDocument;
import dev.aceiro.web.security.Actors;
import dev.aceiro.web.security.Asker;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.communication.Previews;
import dev.aceiro.workflows.containment.ActionCatalogue;
import dev.aceiro.workflows.containment.ActionKind;
import dev.aceiro.workflows.incident.Actor;
import dev.aceiro.workflows.incident.Body;
import dev.aceiro.workflows.incident.EntryCode;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.incident.Refusal;
import dev.aceiro.workflows.incident.RefusalCode;
import dev.aceiro.workflows.incident.TimelineEntry;
import dev.aceiro.workflows.policy.ResponsePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The desk over the record: reads what PostgreSQL has, and tells incidents what people decide. */
@Component
class RecordedDesk implements Desk {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int MOST_OPEN = 200;
  private static final int CLOSED_ROWS = 25;
  private static final int PAGE = IncidentReadModel.LARGEST_PAGE;
  private static final int MOST_PAGES = 25;

  private final IncidentReadModel record;
  private final DecisionService decisions;
  private final Openings openings;
  private final LostRuns runs;
  private final Profiles profiles;
  private final ProfileDocuments documents;
  private final Actors actors;
  private final ObjectProvider<ActionCatalogue> actions;
  private final Previews previews;
  private final Suggestions suggestions;

  RecordedDesk(
      IncidentReadModel record,
      DecisionService decisions,
      Openings openings,
      LostRuns runs,
      Profiles profiles,
      ProfileDocuments documents,
      Actors actors,
      ObjectProvider<ActionCatalogue> actions,
      Previews previews,
      Suggestions suggestions) {
    this.record = record;
    this.decisions = decisions;
    this.openings = openings;
    this.runs = runs;
    this.profiles = profiles;
    this.documents = documents;
    this.actors = actors;
    this.actions = actions;
    this.previews = previews;
    this.suggestions = suggestions;
  }

  @Override
  public List<ResponsePlan> plans() {
    return profiles.all().stream().map(Profile::plan).toList();
  }

  @Override
  public Optional<ProfileDocument> document(ResponsePlan plan) {
    return documents.of(plan);
  }

  @Override
  public List<ActionType> actionTypes() {
    return actions
        .orderedStream()
        .flatMap(catalogue -> catalogue.kinds().stream())
        .map(RecordedDesk::type)
        .toList();
  }

  /** Parameters are described by JSON Schema: names under {@code properties}. */
  private static ActionType type(ActionKind kind) {
    List<ActionType.Parameter> parameters = new ArrayList<>();
    List<?> required = kind.parameters().get("required") instanceof List<?> list ? list : List.of();
    if (kind.parameters().get("properties") instanceof Map<?, ?> properties) {
      properties.forEach(
          (name, property) -> {
            Object description =
                property instanceof Map<?, ?> schema ? schema.get("description") : null;
            parameters.add(
                new ActionType.Parameter(
                    String.valueOf(name),
                    required.contains(name),
                    description == null ? null : description.toString()));
          });
    }
    return new ActionType(kind.type(), kind.risk(), parameters);
  }

  @Override
  public Suggestions.Filler filler(IncidentState state) {
    return recorded(() -> suggestions.of(state));
  }

  @Override
  public Actor actor(String profile, Asker asker) {
    return actors.in(profile, asker, Actors.CONSOLE);
  }

  @Override
  public List<Dossier> open() {
    return recorded(
        () ->
            record.details(IncidentFilter.OPEN, MOST_OPEN).stream()
                .map(RecordedDesk::dossier)
                .toList());
  }

  private static Dossier dossier(IncidentDetail detail) {
    return new Dossier(detail.state(), detail.plan());
  }

  @Override
  public Slice closed(Query query) {
    IncidentFilter filter =
        new IncidentFilter(
            List.of(),
            one(query.severity()),
            List.of(),
            one(query.profile()),
            List.of(),
            query.drill(),
            false,
            query.text());
    return recorded(
        () -> {
          Page<IncidentSummary> page = page(filter, query.cursor());
          return new Slice(page.items().stream().map(RecordedDesk::row).toList(), page.next());
        });
  }

  private Page<IncidentSummary> page(IncidentFilter filter, @Nullable String cursor) {
    try {
      return record.list(filter, cursor, CLOSED_ROWS);
    } catch (IllegalArgumentException invented) {
      return record.list(filter, null, CLOSED_ROWS);
    }
  }

  private static List<String> one(@Nullable String value) {
    return value == null ? List.of() : List.of(value);
  }

  private static Row row(IncidentSummary summary) {
    return new Row(
        summary.id(),
        summary.profile(),
        summary.title(),
        summary.severity(),
        summary.stage(),
        summary.drill(),
        summary.falseAlarm(),
        summary.receivedAt(),
        summary.resolvedAt(),
        summary.closedAt());
  }

  @Override
  public Optional<Dossier> incident(String id, long revision) {
    if (revision >= 0) {
      record.awaitRevision(id, revision, PATIENCE);
    }
    return recorded(() -> record.find(id).map(RecordedDesk::dossier));
  }

  @Override
  public boolean standsStill(String id) {
    return runs.lost().containsKey(id);
  }

  @Override
  public Lines timeline(String id, Set<EntryCode> codes, @Nullable String cursor, int limit) {
    return recorded(
        () -> {
          List<TimelineEntry> entries = new ArrayList<>();
          String next = cursor;
          for (int pages = 0; pages < MOST_PAGES; pages++) {
            Page<RecordedEntry> page = lines(id, next, codes.isEmpty() ? limit : PAGE);
            page.items().stream()
                .map(RecordedDesk::entry)
                .filter(entry -> codes.isEmpty() || codes.contains(entry.code()))
                .forEach(entries::add);
            next = page.next();
            if (next == null || entries.size() >= limit) {
              break;
            }
          }
          return new Lines(entries, next);
        });
  }

  private Page<RecordedEntry> lines(String id, @Nullable String cursor, int limit) {
    try {
      return record.timeline(id, true, cursor, limit);
    } catch (IllegalArgumentException invented) {
      return record.timeline(id, true, null, limit);
    }
  }

  @Override
  public List<TimelineEntry> story(String id) {
    return recorded(
        () -> {
          List<TimelineEntry> entries = new ArrayList<>();
          String next = null;
          for (int pages = 0; pages < MOST_PAGES; pages++) {
            Page<RecordedEntry> page = record.timeline(id, false, next, PAGE);
            page.items().stream().map(RecordedDesk::entry).forEach(entries::add);
            next = page.next();
            if (next == null) {
              break;
            }
          }
          return entries;
        });
  }

  /** What a newer version wrote is shown as a note of its code: nothing that happened is hidden. */
  private static TimelineEntry entry(RecordedEntry recorded) {
    try {
      return entry(recorded, EntryCode.valueOf(recorded.code()), recorded.params());
    } catch (IllegalArgumentException newer) {
      TreeMap<String, String> params = new TreeMap<>();
      params.put("text", recorded.code() + " " + recorded.params());
      return entry(recorded, EntryCode.NOTE, params);
    }
  }

  private static TimelineEntry entry(
      RecordedEntry recorded, EntryCode code, java.util.SortedMap<String, String> params) {
    return new TimelineEntry(
        recorded.sequence(), recorded.occurredAt(), code, params, recorded.by(), recorded.via());
  }

  @Override
  public List<Communication> communications(String id) {
    return recorded(
        () -> record.communications(id).stream().map(RecordedDesk::communication).toList());
  }

  private static Communication communication(dev.aceiro.activities.store.Communication sent) {
    Instant settled = sent.settledAt();
    return new Communication(
        sent.code(),
        sent.recipient(),
        sent.channel(),
        sent.person(),
        switch (sent.state()) {
          case PENDING, SENDING -> Delivery.PENDING;
          case SENT -> Delivery.SENT;
          case DRY -> Delivery.DRY;
          case FAILED -> Delivery.FAILED;
        },
        sent.error(),
        sent.words(),
        settled == null ? sent.dueAt() : settled);
  }

  @Override
  public Map<String, String> differences(String id) {
    return recorded(
        () -> {
          Map<String, String> differences = new LinkedHashMap<>();
          for (Captures.Captured capture : record.captures(id)) {
            differences.put(capture.digest(), capture.diff());
          }
          return differences;
        });
  }

  @Override
  public Previews.Preview preview(Message message) {
    return previews.of(message);
  }

  @Override
  public Answer decide(String id, String decision, Body body, Asker asker, String key) {
    return switch (decisions.decide(id, decision, body, asker, Actors.CONSOLE, key)) {
      case Told.Taken taken -> new Answer.Taken(id, taken.revision(), taken.recorded());
      case Told.Refused refused -> new Answer.Refused(refused.refusal());
      case Told.NoIncident none -> throw Problem.notFound("NO_SUCH_INCIDENT", "incident", id);
      case Told.Unknown unknown -> new Answer.Unknown();
    };
  }

  @Override
  public Answer declare(Declaration declaration, Asker asker, String key) {
    Actor actor = actor(declaration.profile(), asker);
    return switch (openings.declare(declaration, actor, key)) {
      case Declared.Opened opened -> new Answer.Taken(opened.incident(), opened.revision(), true);
      case Declared.Invalid invalid -> new Answer.Refused(refusal(invalid.faults().getFirst()));
      case Declared.NotAResponder nobody ->
          new Answer.Refused(new Refusal(RefusalCode.NOT_A_RESPONDER, new TreeMap<>()));
      case Declared.KeyReused other ->
          new Answer.Refused(new Refusal(RefusalCode.KEY_REUSED, new TreeMap<>()));
      case Declared.Unknown unknown -> new Answer.Unknown();
    };
  }

  private static Refusal refusal(Fault fault) {
    TreeMap<String, String> params = new TreeMap<>(fault.params());
    params.put("field", fault.pointer().replaceFirst("^/", ""));
    return switch (fault.code()) {
      case "MISSING" -> new Refusal(RefusalCode.FIELD_MISSING, params);
      case "TOO_LONG" -> new Refusal(RefusalCode.FIELD_TOO_LONG, params);
      default -> new Refusal(RefusalCode.FIELD_INVALID, params);
    };
  }

  private static <T> T recorded(Supplier<T> read) {
    try {
      return read.get();
    } catch (DataAccessException | TransactionException away) {
      throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "RECORD_UNAVAILABLE")
          .retryAfter(PATIENCE)
          .because(away);
    }
  }
}
