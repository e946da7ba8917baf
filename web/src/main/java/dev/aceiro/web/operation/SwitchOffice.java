package dev.aceiro.web.operation;

import dev.aceiro.activities.store.KillSwitch;
import dev.aceiro.activities.store.KillSwitch.Pulled;
import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.problem.RecordAway;
import dev.aceiro.web.profile.Profile;
import dev.aceiro.web.profile.Profiles;
import dev.aceiro.web.security.Actors;
import dev.aceiro.web.security.Asker;
import dev.aceiro.web.security.Operators;
import dev.aceiro.workflows.incident.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The switch that stops all containment, for the API and the console alike. Whoever responds may
 * pull it, for stopping can be taken back; releasing it lets actions through again, so a lead does.
 */
@Component
public class SwitchOffice {
  private static final Logger log = LoggerFactory.getLogger(SwitchOffice.class);

  /** A page waits for it no longer than that. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final KillSwitch killSwitch;
  private final Profiles profiles;
  private final Actors actors;
  private final Operators operators;
  private volatile List<Stopped> lastSeen = List.of();

  SwitchOffice(KillSwitch killSwitch, Profiles profiles, Actors actors, Operators operators) {
    this.killSwitch = killSwitch;
    this.profiles = profiles;
    this.actors = actors;
    this.operators = operators;
  }

  /**
   * A switch that is pulled.
   *
   * @param scope the profile, or {@link KillSwitch#EVERYWHERE}
   * @param by who pulled it
   * @param reason why
   * @param since when (UTC)
   * @param profileGone whether there is no such profile any more; it stops what the profile left
   */
  public record Stopped(
      String scope, String by, String reason, Instant since, boolean profileGone) {}

  /**
   * What is pulled now.
   *
   * @throws Problem 503 while the record cannot be asked
   */
  public List<Stopped> pulled() {
    List<Stopped> now = RecordAway.orElse503(() -> stopped(killSwitch.pulled()));
    lastSeen = now;
    return now;
  }

  /** The same for a page that must not fail: what was last seen, while the record is away. */
  public List<Stopped> lastSeen() {
    try {
      lastSeen = stopped(killSwitch.pulled(PATIENCE));
    } catch (DataAccessException | TransactionException away) {
      log.debug("Nobody knows whether the switch is pulled: {}", away.getMessage());
    }
    return lastSeen;
  }

  private List<Stopped> stopped(List<Pulled> pulled) {
    return pulled.stream()
        .map(
            one -> new Stopped(one.scope(), one.by(), one.reason(), one.since(), gone(one.scope())))
        .toList();
  }

  private boolean gone(String scope) {
    return !scope.equals(KillSwitch.EVERYWHERE) && profiles.find(scope).isEmpty();
  }

  /** What it can be pulled for: everything, then each profile. */
  public List<String> scopes() {
    List<String> scopes = new ArrayList<>(List.of(KillSwitch.EVERYWHERE));
    profiles.all().forEach(profile -> scopes.add(profile.id()));
    return scopes;
  }

  /**
   * Stops all containment of a scope from now on. Where it is stopped already, who stopped it first
   * stays.
   *
   * @param scope a profile, or {@link KillSwitch#EVERYWHERE}
   * @throws Problem 400 without a reason, 403 for somebody who does not respond there, 404 for an
   *     unknown profile, 503 while the record cannot be asked: then nothing is stopped
   */
  public List<Stopped> pull(String scope, @Nullable String why, Asker asker, String via) {
    List<Profile> concerned = concerned(scope);
    if (!mayPull(concerned, asker)) {
      throw Problem.of(HttpStatus.FORBIDDEN, "NOT_A_RESPONDER").saying("refusal.NOT_A_RESPONDER");
    }
    String reason = Reason.given(why);
    String by = person(concerned, asker, via);
    if (RecordAway.orElse503(() -> killSwitch.pull(scope, by, via, reason))) {
      log.warn("{} stops all containment of {}: {}", by, scope, reason);
    }
    return pulled();
  }

  /**
   * Lets actions of a scope through again; done already where it is not stopped. What stops a
   * profile that is gone is released by whoever may release what stops everything.
   *
   * @throws Problem 400 without a reason, 403 for anybody but a lead, 404 for a profile that there
   *     is not and whose containment is not stopped, 503 while the record cannot be asked: then
   *     nothing is released
   */
  public List<Stopped> release(String scope, @Nullable String why, Asker asker, String via) {
    List<Profile> concerned = releasing(scope);
    if (!mayRelease(concerned, asker)) {
      throw Problem.of(HttpStatus.FORBIDDEN, "LEAD_RELEASES").with("person", asker.id());
    }
    String reason = Reason.given(why);
    String by = person(concerned, asker, via);
    if (RecordAway.orElse503(() -> killSwitch.release(scope, by, via, reason))) {
      log.warn("{} lets containment of {} go on: {}", by, scope, reason);
    }
    return pulled();
  }

  /** Whether they may pull it for that scope. */
  public boolean mayPull(String scope, Asker asker) {
    return mayPull(concerned(scope), asker);
  }

  /** Whether they may release it for that scope. */
  public boolean mayRelease(String scope, Asker asker) {
    return mayRelease(releasing(scope), asker);
  }

  private boolean mayPull(List<Profile> concerned, Asker asker) {
    return operators.include(asker)
        || concerned.stream().anyMatch(profile -> !roles(profile, asker).isEmpty());
  }

  /** One trust domain: a lead of one organisation may release what stops all of them. */
  private boolean mayRelease(List<Profile> concerned, Asker asker) {
    return concerned.stream().anyMatch(profile -> profile.plan().leads(roles(profile, asker)));
  }

  private List<String> roles(Profile profile, Asker asker) {
    return actors.in(profile.id(), asker, Actors.API).roles();
  }

  /** Who they are to the incidents that will hear of it. */
  private String person(List<Profile> concerned, Asker asker, String via) {
    return concerned.stream()
        .map(profile -> actors.in(profile.id(), asker, via))
        .filter(actor -> !actor.roles().isEmpty())
        .map(Actor::person)
        .findFirst()
        .orElse(asker.id());
  }

  private List<Profile> releasing(String scope) {
    boolean left =
        gone(scope) && lastSeen().stream().anyMatch(stopped -> stopped.scope().equals(scope));
    return left ? profiles.all() : concerned(scope);
  }

  private List<Profile> concerned(String scope) {
    if (scope.equals(KillSwitch.EVERYWHERE)) {
      return profiles.all();
    }
    Optional<Profile> one = profiles.find(scope);
    return one.map(List::of)
        .orElseThrow(() -> Problem.notFound("NO_SUCH_PROFILE", "profile", scope));
  }
}
