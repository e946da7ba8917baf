package dev.aceiro.web.incident;

import dev.aceiro.activities.store.IncidentFilter;
import dev.aceiro.activities.store.IncidentReadModel;
import dev.aceiro.web.engine.EngineSettled;
import dev.aceiro.web.profile.Profile;
import dev.aceiro.web.profile.Profiles;
import dev.aceiro.web.security.InstallationProperties;
import dev.aceiro.web.security.Mode;
import dev.aceiro.web.security.Roster;
import dev.aceiro.workflows.incident.Actor;
import dev.aceiro.workflows.policy.ResponsePlan;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Opens one drill on an installation of one's own that has never had an incident, so that the first
 * page shows what an incident looks like.
 */
@Component
class FirstDrill {
  private static final Logger log = LoggerFactory.getLogger(FirstDrill.class);

  /** Declared under one name: however often it is tried, there is one. */
  private static final String NAME = "first-drill";

  /** Slow enough to read, fast enough to see clocks run. */
  private static final int SPEED = 10;

  private final IncidentReadModel incidents;
  private final Openings openings;
  private final Profiles profiles;
  private final Roster roster;
  private final boolean wanted;

  FirstDrill(
      IncidentReadModel incidents,
      Openings openings,
      Profiles profiles,
      Roster roster,
      InstallationProperties installation,
      @Value("${aceiro.first-drill:true}") boolean wanted) {
    this.incidents = incidents;
    this.openings = openings;
    this.profiles = profiles;
    this.roster = roster;
    this.wanted = wanted && installation.mode() == Mode.LOCAL;
  }

  /** Once the engine is there, so that the drill is running when somebody looks. */
  @EventListener
  void onEngine(EngineSettled settled) {
    if (!wanted || profiles.all().isEmpty()) {
      return;
    }
    try {
      if (incidents.count(IncidentFilter.ALL) == 0) {
        open(profiles.standard().orElse(profiles.all().getFirst()));
      }
    } catch (RuntimeException notNow) {
      log.warn("No first drill: {}", notNow.toString());
    }
  }

  private void open(Profile profile) {
    ResponsePlan plan = profile.plan();
    String role = roster.firstResponder(profile.id());
    String scenario = plan.playbooks().isEmpty() ? null : plan.playbooks().getFirst().scenario();
    String title =
        plan.language().startsWith("pt")
            ? "Exercício: veja aqui como um incidente anda"
            : "Drill: see here how an incident goes";
    openings.declare(
        new Declaration(
            profile.id(),
            title,
            plan.severities().getFirst().code(),
            scenario,
            plan.environments().isEmpty() ? null : plan.environments().getFirst(),
            plan.services().stream().limit(1).toList(),
            null,
            true,
            SPEED),
        new Actor(profile.id() + "/" + role, List.of(role), "console"),
        NAME);
  }
}
