package dev.aceiro.web.profile;

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
 * @param templates what is told to whom
 * @param services what there is to act on
 */
public record Profile(
    ResponsePlan plan,
    AlarmCatalogue catalogue,
    List<Source> sources,
    List<Template> templates,
    List<Service> services) {

  /** Its id, the folder's name. */
  public String id() {
    return plan.profile();
  }

  /** The template of that id, or null. */
  public @Nullable Template template(String id) {
    return templates.stream().filter(t -> t.id().equals(id)).findFirst().orElse(null);
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

  /**
   * What is told to whom.
   *
   * @param id by which messages name it
   * @param audience {@code internal} or {@code external}
   * @param source where its format comes from
   * @param fields what a person must fill in
   * @param text by language; fields in braces
   */
  public record Template(
      String id,
      String audience,
      @Nullable String source,
      List<String> fields,
      SortedMap<String, String> text) {}

  /**
   * Something that can fail and be acted on.
   *
   * @param id by which alarms and incidents name it
   * @param label how people call it
   * @param resources the named things it is made of, each with a {@code kind} and what names it
   */
  public record Service(String id, String label, List<SortedMap<String, String>> resources) {}
}
