package dev.aceiro.web.api;

import dev.aceiro.activities.store.ProfileVersions;
import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.profile.Profile;
import dev.aceiro.web.profile.Profiles;
import dev.aceiro.web.profile.yaml.EstateFile;
import dev.aceiro.web.profile.yaml.TemplateEntry;
import dev.aceiro.workflows.alarm.AlarmCatalogue;
import dev.aceiro.workflows.containment.ActionCatalogue;
import dev.aceiro.workflows.containment.ActionKind;
import dev.aceiro.workflows.policy.ResponsePlan;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class CatalogueController {
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final ObjectProvider<ActionCatalogue> actions;
  private final Profiles profiles;
  private final ProfileVersions versions;

  CatalogueController(
      ObjectProvider<ActionCatalogue> actions, Profiles profiles, ProfileVersions versions) {
    this.actions = actions;
    this.profiles = profiles;
    this.versions = versions;
  }

  @GetMapping("/actions")
  ActionList actions() {
    return new ActionList(
        actions.orderedStream().flatMap(catalogue -> catalogue.kinds().stream()).toList());
  }

  @GetMapping("/profiles")
  ProfileList profiles() {
    return new ProfileList(profiles.all().stream().map(CatalogueController::inShort).toList());
  }

  @GetMapping("/profiles/{profile}")
  ProfileView profile(@PathVariable String profile) {
    Profile found =
        profiles
            .find(profile)
            .orElseThrow(() -> Problem.notFound("NO_SUCH_PROFILE", "profile", profile));
    return new ProfileView(
        inShort(found),
        found.plan(),
        found.catalogue(),
        found.document().templates(),
        found.document().estate().services(),
        found.sources().stream().map(s -> new SourceView(s.id(), s.kind())).toList());
  }

  /** A version that is in force or that an incident was opened with, file by file. */
  @GetMapping("/profiles/{profile}/versions/{hash}")
  ProfileVersionView version(@PathVariable String profile, @PathVariable String hash) {
    Profile current = profiles.find(profile).orElse(null);
    if (current != null && current.version().equals(hash)) {
      return new ProfileVersionView(profile, hash, true, current.files());
    }
    try {
      return versions
          .find(profile, hash)
          .map(kept -> new ProfileVersionView(profile, hash, false, kept.files()))
          .orElseThrow(
              () -> Problem.notFound("NO_SUCH_VERSION", "version", hash).with("profile", profile));
    } catch (DataAccessException away) {
      throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "RECORD_UNAVAILABLE")
          .retryAfter(AGAIN)
          .because(away);
    }
  }

  private static ProfileSummary inShort(Profile profile) {
    ResponsePlan plan = profile.plan();
    return new ProfileSummary(
        plan.profile(),
        plan.organisation(),
        plan.zone(),
        plan.language(),
        plan.version(),
        plan.severities().stream().map(s -> new Named(s.code(), s.label())).toList(),
        plan.roles().stream().map(r -> new Named(r.id(), r.label())).toList());
  }

  /** The kinds of action this installation can execute. */
  record ActionList(List<ActionKind> actions) {}

  /** The profiles of this installation. */
  record ProfileList(List<ProfileSummary> profiles) {}

  /** Something with an id and a label. */
  record Named(String id, String label) {}

  /**
   * A profile in short.
   *
   * @param id its id
   * @param organisation whose it is
   * @param zone its time zone
   * @param language of what is told to people
   * @param version content hash
   * @param severities from worst to mildest
   * @param roles who may be told or may decide
   */
  record ProfileSummary(
      String id,
      String organisation,
      String zone,
      String language,
      String version,
      List<Named> severities,
      List<Named> roles) {}

  /** Where alarms come from. */
  record SourceView(String id, String kind) {}

  /**
   * A version of a profile's folder.
   *
   * @param profile whose it is
   * @param version the hash of its files
   * @param current whether it is the one in force
   * @param files contents by path inside the folder
   */
  record ProfileVersionView(
      String profile, String version, boolean current, SortedMap<String, String> files) {}

  /** A whole profile. */
  record ProfileView(
      ProfileSummary profile,
      ResponsePlan plan,
      AlarmCatalogue catalogue,
      List<TemplateEntry> templates,
      List<EstateFile.ServiceEntry> services,
      List<SourceView> sources) {}
}
