package dev.aceiro.web.api;

import dev.aceiro.activities.store.IncidentDetail;
import dev.aceiro.activities.store.IncidentFilter;
import dev.aceiro.activities.store.IncidentReadModel;
import dev.aceiro.activities.store.IncidentSummary;
import dev.aceiro.activities.store.NoCursorException;
import dev.aceiro.activities.store.Page;
import dev.aceiro.web.api.IncidentView.TimelineView;
import dev.aceiro.web.incident.DecisionService;
import dev.aceiro.web.incident.Declaration;
import dev.aceiro.web.incident.Declared;
import dev.aceiro.web.incident.Openings;
import dev.aceiro.web.incident.Told;
import dev.aceiro.web.problem.Fault;
import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.problem.RecordAway;
import dev.aceiro.web.profile.Profile;
import dev.aceiro.web.profile.Profiles;
import dev.aceiro.web.security.Actors;
import dev.aceiro.web.security.Asker;
import dev.aceiro.workflows.incident.Actor;
import dev.aceiro.workflows.incident.Refusal;
import dev.aceiro.workflows.incident.RefusalCode;
import dev.aceiro.workflows.policy.Stage;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping(path = "/api/v1/incidents", produces = MediaType.APPLICATION_JSON_VALUE)
class IncidentsController {
  private static final Duration REVISION_PATIENCE = Duration.ofSeconds(1);

  private final IncidentReadModel record;
  private final IncidentViews views;
  private final DecisionService decisions;
  private final Openings openings;
  private final Profiles profiles;
  private final Actors actors;
  private final InstantSource clock;

  IncidentsController(
      IncidentReadModel record,
      IncidentViews views,
      DecisionService decisions,
      Openings openings,
      Profiles profiles,
      Actors actors,
      ObjectProvider<InstantSource> clock) {
    this.record = record;
    this.views = views;
    this.decisions = decisions;
    this.openings = openings;
    this.profiles = profiles;
    this.actors = actors;
    this.clock = clock.getIfUnique(InstantSource::system);
  }

  @GetMapping
  IncidentList list(
      @RequestParam(required = false) @Nullable List<Stage> stage,
      @RequestParam(required = false) @Nullable List<String> severity,
      @RequestParam(required = false) @Nullable List<String> service,
      @RequestParam(required = false) @Nullable List<String> profile,
      @RequestParam(required = false) @Nullable List<String> flag,
      @RequestParam(required = false) @Nullable Boolean drill,
      @RequestParam(required = false) @Nullable Boolean open,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    IncidentFilter filter =
        new IncidentFilter(
            all(stage), all(severity), all(service), all(profile), all(flag), drill, open, q);
    Page<IncidentSummary> page = paged(() -> record.list(filter, cursor, limit));
    return new IncidentList(page.items(), page.next());
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ApiResponse(responseCode = "201", description = "Opened, and recorded.")
  @ApiResponse(
      responseCode = "200",
      description = "Declared before with this key: the same incident.")
  @ApiResponse(
      responseCode = "422",
      description = "This key has been used before with another body.",
      content = @Content(schema = @Schema(ref = "#/components/schemas/Problem")))
  ResponseEntity<DeclareAnswer> declare(
      @RequestBody DeclareRequest request,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
      @Parameter(hidden = true) Asker asker) {
    Declaration declaration = request.declaration(profiles.standard().map(Profile::id).orElse(""));
    Actor actor = actors.in(declaration.profile(), asker, Actors.API);
    Declared declared = openings.declare(declaration, actor, IdempotencyKey.optional(key));
    return switch (declared) {
      case Declared.Opened opened ->
          ResponseEntity.status(opened.fresh() ? HttpStatus.CREATED : HttpStatus.OK)
              .location(URI.create("/api/v1/incidents/" + opened.incident()))
              .body(
                  new DeclareAnswer(opened.incident(), opened.revision(), true, opened.started()));
      case Declared.Invalid invalid -> throw invalid(invalid.faults());
      case Declared.NotAResponder nobody ->
          throw Problem.of(HttpStatus.FORBIDDEN, "NOT_A_RESPONDER")
              .saying("refusal.NOT_A_RESPONDER");
      case Declared.KeyReused other ->
          throw refused(new Refusal(RefusalCode.KEY_REUSED, new TreeMap<>()));
      case Declared.Unknown unknown -> throw outcomeUnknown();
    };
  }

  @GetMapping("/{id}")
  IncidentView incident(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Long revision,
      @Parameter(hidden = true) Asker asker,
      @Parameter(hidden = true) Locale locale) {
    boolean pending = revision != null && !record.awaitRevision(id, revision, REVISION_PATIENCE);
    return RecordAway.orElse503(
        () -> {
          IncidentDetail detail = record.find(id).orElseThrow(() -> noIncident(id));
          Actor actor = actors.in(detail.state().profile(), asker, Actors.API);
          return views.view(detail, pending, actor, clock.instant(), locale);
        });
  }

  @GetMapping("/{id}/timeline")
  TimelineView timeline(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(defaultValue = "desc") Order order,
      @Parameter(hidden = true) Locale locale) {
    return paged(
        () -> {
          if (record.summary(id).isEmpty()) {
            throw noIncident(id);
          }
          return views.timeline(id, order == Order.desc, cursor, limit, locale);
        });
  }

  @PostMapping("/{id}/decisions/{decision}")
  DecisionTaken decide(
      @PathVariable String id,
      @PathVariable String decision,
      @RequestBody(required = false) @Nullable JsonNode body,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
      @Parameter(hidden = true) Asker asker) {
    Told told =
        decisions.decide(
            id,
            decision,
            RequestBodies.read(body),
            asker,
            Actors.API,
            IdempotencyKey.required(key));
    return switch (told) {
      case Told.Taken taken -> new DecisionTaken(taken.revision(), taken.recorded());
      case Told.Refused refused -> throw refused(refused.refusal());
      case Told.NoIncident none -> throw noIncident(id);
      case Told.Unknown unknown -> throw outcomeUnknown();
    };
  }

  /** In which direction a timeline is read. */
  enum Order {
    asc,
    desc
  }

  private static <T> List<T> all(@Nullable List<T> values) {
    return values == null ? List.of() : values;
  }

  /** A page of what the record says. */
  private static <T> T paged(Supplier<T> reading) {
    try {
      return RecordAway.orElse503(reading);
    } catch (NoCursorException none) {
      throw Problem.badRequest("INVALID_REQUEST")
          .at(Fault.of("query:cursor", "INVALID").with("expected", "next"))
          .because(none);
    }
  }

  private static Problem noIncident(String id) {
    return Problem.notFound("NO_SUCH_INCIDENT", "incident", id);
  }

  private static Problem outcomeUnknown() {
    return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "OUTCOME_UNKNOWN")
        .retryAfter(RecordAway.AGAIN);
  }

  private static Problem invalid(List<Fault> faults) {
    Problem problem = Problem.badRequest("INVALID_REQUEST");
    for (Fault fault : faults) {
      problem = problem.at(fault);
    }
    return problem;
  }

  /**
   * A field that is wrong, a key used twice and a decision that does not exist are the request's
   * own fault.
   */
  private static Problem refused(Refusal refusal) {
    HttpStatus status =
        switch (refusal.code()) {
          case UNKNOWN_DECISION -> HttpStatus.NOT_FOUND;
          case KEY_REUSED -> HttpStatus.UNPROCESSABLE_CONTENT;
          case FIELD_MISSING, FIELD_INVALID, FIELD_UNKNOWN, FIELD_TOO_LONG, TRIAGE_INCOMPLETE ->
              HttpStatus.BAD_REQUEST;
          default -> HttpStatus.CONFLICT;
        };
    return Problem.of(status, refusal.code().name())
        .with(refusal.params())
        .saying("refusal." + refusal.code());
  }
}
