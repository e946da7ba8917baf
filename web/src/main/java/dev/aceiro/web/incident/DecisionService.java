package dev.aceiro.web.incident;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aceiro.activities.store.IncidentDetail;
import dev.aceiro.activities.store.IncidentReadModel;
import dev.aceiro.web.engine.EngineDeadline;
import dev.aceiro.web.engine.LostRuns;
import dev.aceiro.web.incident.Told.NoIncident;
import dev.aceiro.web.incident.Told.Refused;
import dev.aceiro.web.incident.Told.Taken;
import dev.aceiro.web.incident.Told.Unknown;
import dev.aceiro.web.security.Actors;
import dev.aceiro.web.security.Asker;
import dev.aceiro.web.security.InstallationProperties;
import dev.aceiro.workflows.incident.Actor;
import dev.aceiro.workflows.incident.Body;
import dev.aceiro.workflows.incident.DecisionAnswer;
import dev.aceiro.workflows.incident.DecisionRequest;
import dev.aceiro.workflows.incident.Decisions;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.incident.IncidentWorkflow;
import dev.aceiro.workflows.incident.Refusal;
import dev.aceiro.workflows.incident.RefusalCode;
import dev.aceiro.workflows.policy.Stage;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Tells incidents what people decide. A decision is an update of the incident's workflow, known by
 * person, decision and key; repeating it is harmless and gets the first answer.
 */
@Component
public class DecisionService {
  private static final Logger log = LoggerFactory.getLogger(DecisionService.class);

  /** Below the 5 s after which callers are told that nobody knows. */
  private static final Duration PATIENCE = Duration.ofMillis(4_500);

  private static final Duration RECORD_PATIENCE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(150);
  private static final int BODY_IN_UPDATE_ID = 24;

  /** What lets the hands change a target that was proposed before. */
  private static final List<String> ORDERING = List.of("approve-action", "retry-action");

  private static final Pattern INCIDENT = Pattern.compile("INC-\\d{1,15}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final WorkflowClient client;
  private final IncidentReadModel record;
  private final IncidentProfiles profiles;
  private final Recurrences recurrences;
  private final Actors actors;
  private final Proposals proposals;
  private final LostRuns runs;
  private final String installation;

  DecisionService(
      WorkflowClient client,
      IncidentReadModel record,
      IncidentProfiles profiles,
      Recurrences recurrences,
      Actors actors,
      Proposals proposals,
      LostRuns runs,
      InstallationProperties installation) {
    this.client = client;
    this.record = record;
    this.profiles = profiles;
    this.recurrences = recurrences;
    this.actors = actors;
    this.proposals = proposals;
    this.runs = runs;
    this.installation = installation.installation();
  }

  /**
   * Tells an incident a decision of somebody, in the roles they hold in its profile at this moment.
   *
   * @param via {@link Actors#API}, {@link Actors#CONSOLE} or {@code slack}
   * @param key by which a repetition is known
   */
  public Told decide(
      String incident, String decision, Body body, Asker asker, String via, String key) {
    if (!INCIDENT.matcher(incident).matches()) {
      return new NoIncident();
    }
    try {
      Optional<String> profile = profiles.of(incident);
      if (profile.isEmpty()) {
        return new NoIncident();
      }
      Actor actor = actors.in(profile.get(), asker, via);
      Refusal impossible = impossible(incident, profile.get(), decision, body);
      return impossible == null
          ? decide(incident, decision, body, actor, key)
          : repeated(incident, request(decision, Heard.body(body), actor, key))
              .orElseGet(() -> new Refused(impossible));
    } catch (IncidentProfiles.UnknownException unknown) {
      return new Unknown();
    }
  }

  /** Why the estate lets nobody propose that, or have it done by now, or null. */
  private @Nullable Refusal impossible(
      String incident, String profile, String decision, Body body) {
    if (decision.equals("propose-action")) {
      return proposals.refuse(profile, profiles.environment(incident), body);
    }
    String action = ORDERING.contains(decision) ? body.optional("action") : null;
    return action == null
        ? null
        : profiles
            .recorded(incident)
            .flatMap(state -> proposals.elsewhere(profile, state, action))
            .orElse(null);
  }

  /**
   * Tells an incident a decision of an actor; answers within 7 s, within 5 s if nobody knows. What
   * is longer than its field takes never travels: an engine ends a run whose answers are too large.
   */
  public Told decide(String incident, String decision, Body said, Actor actor, String key) {
    Body body = Heard.body(said);
    Refusal beforehand = Decisions.refuseForm(decision, body);
    if (beforehand != null) {
      return new Refused(beforehand);
    }
    Told told = inRecord(incident, tell(incident, request(decision, body, actor, key)));
    if (told instanceof Taken && decision.equals("triage") && body.optional("scenario") != null) {
      recurrences.tell(incident);
    }
    return told;
  }

  private Told inRecord(String incident, Told told) {
    return told instanceof Taken taken
        ? new Taken(
            taken.revision(),
            taken.recorded() || record.awaitRevision(incident, taken.revision(), RECORD_PATIENCE))
        : told;
  }

  private static DecisionRequest request(String decision, Body body, Actor actor, String key) {
    return new DecisionRequest(
        Said.id(actor.person(), decision, key), decision, body, Said.hash(body), actor);
  }

  /**
   * The first answer to that key, if there was one: what could be proposed then may be impossible
   * now, and the repeat asks what became of it.
   */
  private Optional<Told> repeated(String incident, DecisionRequest request) {
    try {
      Optional<IncidentDetail> recorded = record.find(incident);
      Optional<Told> known = recorded.flatMap(found -> answered(found.state(), request, true));
      boolean closed = recorded.isPresent() && recorded.get().state().stage() == Stage.CLOSED;
      return known.isPresent() || closed
          ? known
          : answered(profiles.asEngineHasIt(incident), request, false)
              .map(told -> inRecord(incident, told));
    } catch (IncidentProfiles.UnknownException | DataAccessException | TransactionException away) {
      return Optional.of(new Unknown());
    }
  }

  /**
   * The first answer to that key as far as a state knows it.
   *
   * @param recorded whether the record has that state
   */
  private static Optional<Told> answered(
      IncidentState state, DecisionRequest request, boolean recorded) {
    return state.taken().stream()
        .filter(taken -> taken.id().equals(request.id()))
        .findFirst()
        .map(
            taken ->
                taken.bodyHash().equals(request.bodyHash())
                    ? new Taken(taken.revision(), recorded)
                    : new Refused(new Refusal(RefusalCode.KEY_REUSED, new TreeMap<>())));
  }

  /**
   * Tries until somebody knows: between two runs an update may be turned away although nothing is
   * wrong.
   */
  private Told tell(String incident, DecisionRequest request) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Duration left = Duration.ofNanos(giveUp - System.nanoTime());
      if (left.isNegative()) {
        return new Unknown();
      }
      Told told = once(incident, request, left);
      if (!(told instanceof Unknown)) {
        return told;
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Unknown();
      }
    }
  }

  private Told once(String incident, DecisionRequest request, Duration patience) {
    try {
      DecisionAnswer answer =
          EngineDeadline.within(
              patience,
              () ->
                  client
                      .newUntypedWorkflowStub(IncidentWorkflow.workflowId(installation, incident))
                      .startUpdate(
                          UpdateOptions.newBuilder(DecisionAnswer.class)
                              .setUpdateName("decide")
                              .setUpdateId(updateId(request))
                              .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                              .build(),
                          request)
                      .getResult());
      return new Taken(answer.revision(), false);
    } catch (WorkflowNotFoundException gone) {
      return withoutRun(incident, request);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Unknown();
    } catch (Exception failed) {
      Refusal refusal = refusal(failed);
      if (refusal != null) {
        return new Refused(refusal);
      }
      log.debug("{} has not answered {} yet", incident, request.decision(), failed);
      return new Unknown();
    }
  }

  /**
   * The engine answers a known update id with its first outcome and never shows it to the incident:
   * with the body in it, a key used for something else reaches the incident, which refuses it.
   */
  private static String updateId(DecisionRequest request) {
    return request.id() + "-" + request.bodyHash().substring(0, BODY_IN_UPDATE_ID);
  }

  /**
   * Closed ones have no run; what they took before they closed is in their last snapshot. An open
   * one that has none must get it back.
   */
  private Told withoutRun(String incident, DecisionRequest request) {
    try {
      Optional<IncidentDetail> recorded = record.find(incident);
      if (recorded.isEmpty()) {
        return new Unknown();
      }
      var state = recorded.get().state();
      if (state.stage() != Stage.CLOSED) {
        runs.suspect(incident);
        return new Unknown();
      }
      return answered(state, request, true)
          .orElseGet(() -> new Refused(new Refusal(RefusalCode.CLOSED, new TreeMap<>())));
    } catch (DataAccessException | TransactionException away) {
      return new Unknown();
    }
  }

  /** A validator's answer survives as the message of a failure alone (SDK 1.38). */
  static @Nullable Refusal refusal(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApplicationFailure failure) {
        String message = failure.getOriginalMessage();
        int json = message == null ? -1 : message.indexOf('{');
        return message == null || json < 0 ? null : parse(message.substring(json));
      }
    }
    return null;
  }

  private static @Nullable Refusal parse(String message) {
    try {
      JsonNode json = JSON.readTree(message);
      SortedMap<String, String> params = new TreeMap<>();
      json.path("params").forEachEntry((name, value) -> params.put(name, value.asText()));
      return new Refusal(RefusalCode.valueOf(json.path("code").asText()), params);
    } catch (JsonProcessingException | IllegalArgumentException other) {
      return null;
    }
  }
}
