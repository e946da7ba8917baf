package dev.aceiro.web.incident;

import dev.aceiro.activities.store.DeclarationKey;
import dev.aceiro.activities.store.Incidents;
import dev.aceiro.activities.store.Plans;
import dev.aceiro.activities.store.Priors;
import dev.aceiro.activities.store.ProfileVersions;
import dev.aceiro.web.incident.Declared.Invalid;
import dev.aceiro.web.incident.Declared.KeyReused;
import dev.aceiro.web.incident.Declared.NotAResponder;
import dev.aceiro.web.incident.Declared.Opened;
import dev.aceiro.web.incident.Declared.Unknown;
import dev.aceiro.web.problem.Fault;
import dev.aceiro.web.profile.Profile;
import dev.aceiro.web.profile.Profiles;
import dev.aceiro.web.security.InstallationProperties;
import dev.aceiro.workflows.alarm.Alarm;
import dev.aceiro.workflows.alarm.AlarmMeaning;
import dev.aceiro.workflows.incident.Actor;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.incident.IncidentWorkflow;
import dev.aceiro.workflows.incident.Opening;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Opens incidents: the plan is pinned and the row reserved before the engine is told, so that an
 * incident that was answered for begins whatever happens in between.
 */
@Component
public class Openings {
  /** The most by which a drill may be sped up: a day in a second. */
  public static final int FASTEST = 86_400;

  private static final Logger log = LoggerFactory.getLogger(Openings.class);
  private static final int TITLE_LENGTH = 200;
  private static final int MOST_SERVICES = 50;
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private final Profiles profiles;
  private final Incidents incidents;
  private final ProfileVersions versions;
  private final Priors priors;
  private final IncidentStarts starts;
  private final String installation;
  private final InstantSource clock;

  Openings(
      Profiles profiles,
      Incidents incidents,
      ProfileVersions versions,
      Priors priors,
      IncidentStarts starts,
      InstallationProperties installation,
      ObjectProvider<InstantSource> clock) {
    this.profiles = profiles;
    this.incidents = incidents;
    this.versions = versions;
    this.priors = priors;
    this.starts = starts;
    this.installation = installation.installation();
    this.clock = clock.getIfUnique(InstantSource::system);
  }

  /**
   * Opens an incident by hand.
   *
   * @param key by which a repetition is known; null where the caller does not repeat
   */
  public Declared declare(Declaration said, Actor actor, @Nullable String key) {
    Declaration declaration = Heard.declaration(said);
    Optional<Profile> found = profiles.find(declaration.profile());
    List<Fault> faults = faults(declaration, found.orElse(null));
    if (!faults.isEmpty() || found.isEmpty()) {
      return new Invalid(faults);
    }
    if (actor.roles().isEmpty()) {
      return new NotAResponder();
    }
    DeclarationKey repetition =
        key == null
            ? null
            : new DeclarationKey(
                Said.id(actor.person(), "declare", key), Said.hash(declaration.said()));
    try {
      if (repetition != null) {
        Optional<Incidents.Reservation> before = incidents.findDeclared(repetition);
        if (before.isPresent()) {
          return opened(before.get(), 0);
        }
      }
      return open(declaration, found.get().plan(), actor, repetition);
    } catch (DataAccessException | TransactionException away) {
      log.warn("An incident could not be opened: {}", away.getMessage());
      return new Unknown();
    }
  }

  private Declared open(
      Declaration declaration,
      ResponsePlan profile,
      Actor actor,
      @Nullable DeclarationKey repetition) {
    ResponsePlan plan = declaration.drill() ? profile.faster(declaration.speed()) : profile;
    String severity = declaration.severity();
    String id = incidents.nextId();
    Instant now = clock.instant();
    Instant began = declaration.startedAt();
    Opening opening =
        new Opening(
            id,
            IncidentWorkflow.workflowId(installation, id),
            Plans.hash(plan),
            declaration.drill(),
            declaration.title().strip(),
            severity == null ? plan.defaultSeverity() : severity,
            declaration.scenario(),
            declaration.environment(),
            declaration.services(),
            now,
            began == null || began.isAfter(now) ? now : began,
            actor.person(),
            null);
    IncidentState state = state(opening, plan);
    keepVersion(plan.profile());
    return opened(incidents.reserve(state, plan, repetition), state.revision());
  }

  private Declared opened(Incidents.Reservation reservation, long revision) {
    return reservation.same()
        ? new Opened(
            reservation.incident(), revision, reservation.fresh(), begin(reservation.incident()))
        : new KeyReused();
  }

  /** Reserves an incident that an alarm opens. */
  Beginning reserve(String incident, String profile, Alarm alarm, @Nullable String follows) {
    Beginning beginning = beginning(incident, profile, alarm, follows);
    keepVersion(profile);
    incidents.reserve(beginning.state(), beginning.plan(), null);
    return beginning;
  }

  /** What people followed stays readable, whatever becomes of the folder. */
  private void keepVersion(String profile) {
    profiles
        .find(profile)
        .ifPresent(found -> versions.keep(found.id(), found.version(), found.files()));
  }

  /** The first state and the plan of an incident that an alarm opens. */
  Beginning beginning(String incident, String profileId, Alarm alarm, @Nullable String follows) {
    Profile profile =
        profiles
            .find(profileId)
            .orElseThrow(() -> new IllegalStateException("there is no profile " + profileId));
    ResponsePlan plan = profile.plan();
    AlarmMeaning meaning = profile.catalogue().meaningOf(alarm, plan);
    String service = meaning.service();
    String title = alarm.summary().isBlank() ? alarm.name() : alarm.summary();
    Opening opening =
        new Opening(
            incident,
            IncidentWorkflow.workflowId(installation, incident),
            Plans.hash(plan),
            false,
            title.length() <= TITLE_LENGTH ? title : title.substring(0, TITLE_LENGTH - 1) + "…",
            meaning.severity(),
            meaning.scenario(),
            alarm.environment(),
            service == null ? List.of() : List.of(service),
            alarm.receivedAt(),
            alarm.startedAt().isAfter(alarm.receivedAt()) ? alarm.receivedAt() : alarm.startedAt(),
            Actor.ACEIRO.person(),
            follows);
    return new Beginning(state(opening, plan), plan);
  }

  /** With what its rules count: an incident knows from the beginning what happened before. */
  private IncidentState state(Opening opening, ResponsePlan plan) {
    Priors.Known known = priors.known(plan, opening.incident(), opening.receivedAt());
    return IncidentState.open(opening, plan.profile())
        .knowing(known.occurrences(), plan.untried(known.tried()), known.firing());
  }

  /** Starts what was reserved; what cannot be started now is started later. */
  boolean begin(String incident) {
    try {
      Optional<Incidents.Beginning> beginning = incidents.beginning(incident);
      if (beginning.isPresent()) {
        starts.start(beginning.get().state(), beginning.get().plan());
      }
      incidents.started(incident);
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception notNow) {
      log.warn(
          "{} is recorded and begins as soon as the engine takes it: {}",
          incident,
          notNow.toString());
      return false;
    }
  }

  /** What a run begins with. */
  record Beginning(IncidentState state, ResponsePlan plan) {}

  private List<Fault> faults(Declaration declaration, @Nullable Profile profile) {
    List<Fault> faults = new ArrayList<>();
    if (declaration.title().isBlank()) {
      faults.add(Fault.of("/title", "MISSING"));
    } else if (declaration.title().strip().length() > TITLE_LENGTH) {
      faults.add(Fault.of("/title", "TOO_LONG").with("max", Integer.toString(TITLE_LENGTH)));
    }
    if (declaration.services().size() > MOST_SERVICES) {
      faults.add(Fault.of("/services", "TOO_LONG").with("max", Integer.toString(MOST_SERVICES)));
    } else if (declaration.services().stream().anyMatch(name -> name.length() > TITLE_LENGTH)) {
      faults.add(Fault.of("/services", "TOO_LONG").with("max", Integer.toString(TITLE_LENGTH)));
    }
    if (declaration.speed() < 1 || declaration.speed() > FASTEST) {
      faults.add(Fault.of("/speed", "INVALID").with("expected", "1 … " + FASTEST));
    } else if (declaration.speed() > 1 && !declaration.drill()) {
      faults.add(Fault.of("/speed", "INVALID").with("expected", "1 (drill: false)"));
    }
    Instant began = declaration.startedAt();
    if (began != null && began.isAfter(clock.instant().plus(CLOCK_SKEW))) {
      faults.add(Fault.of("/startedAt", "INVALID").with("expected", "<= now"));
    }
    if (profile == null) {
      faults.add(oneOf("/profile", profiles.all().stream().map(Profile::id).toList()));
      return faults;
    }
    ResponsePlan plan = profile.plan();
    known(
        faults,
        "/severity",
        declaration.severity(),
        plan.severities().stream().map(Severity::code).toList());
    known(
        faults,
        "/scenario",
        declaration.scenario(),
        plan.playbooks().stream().map(p -> p.scenario()).toList());
    known(faults, "/environment", declaration.environment(), plan.environments());
    return faults;
  }

  private static void known(
      List<Fault> faults, String pointer, @Nullable String value, List<String> choices) {
    if (value != null && !choices.contains(value)) {
      faults.add(oneOf(pointer, choices));
    }
  }

  private static Fault oneOf(String pointer, List<String> choices) {
    return Fault.of(pointer, "INVALID").with("expected", String.join(" | ", choices));
  }
}
