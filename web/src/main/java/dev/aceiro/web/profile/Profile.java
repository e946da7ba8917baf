package dev.aceiro.web.profile;

import dev.aceiro.web.profile.yaml.ProfileDocument;
import dev.aceiro.workflows.alarm.AlarmCatalogue;
import dev.aceiro.workflows.policy.ResponsePlan;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One organisation's response policy as its folder says it.
 *
 * @param plan what an incident pins when it opens
 * @param catalogue which alarm means what
 * @param sources where alarms come from
 * @param document everything the folder says
 * @param files the folder itself: contents by path, what the version is the hash of
 */
public record Profile(
    ResponsePlan plan,
    AlarmCatalogue catalogue,
    List<Source> sources,
    ProfileDocument document,
    SortedMap<String, String> files) {

  /** Its id, the folder's name. */
  public String id() {
    return plan.profile();
  }

  /** The hash of its content. */
  public String version() {
    return plan.version();
  }

  /**
   * Where alarms come from.
   *
   * @param id the last part of its address
   * @param kind {@code sns}, {@code alertmanager} or {@code generic}
   * @param settings what its kind wants to know
   * @param secret where its token is, {@code env:NAME}, {@code file:PATH} or {@code property:NAME};
   *     never the token
   */
  public record Source(
      String id, String kind, SortedMap<String, List<String>> settings, @Nullable String secret) {}
}
