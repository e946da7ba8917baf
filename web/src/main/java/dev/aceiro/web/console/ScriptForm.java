package dev.aceiro.web.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody typed to try a policy, and the script it makes. Times are as people write them:
 * {@code 5m}, {@code 2h}, {@code 3d}.
 */
final class ScriptForm {
  /** Decisions that have a field of their own, in the order of an incident. */
  static final List<String> SAID =
      List.of("acknowledge", "triage", "mark-contained", "declare-recovered", "submit-draft");

  /** The field for whatever has none. */
  static final String MORE = "more";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LONGEST = 20_000;

  private final MultiValueMap<String, String> typed;
  private final Instant now;

  ScriptForm(MultiValueMap<String, String> typed, Instant now) {
    this.typed = typed;
    this.now = now;
  }

  /** Whether anything was asked at all. */
  boolean asked() {
    return typed.containsKey("until");
  }

  /** What was typed into a field. */
  String text(String name, String otherwise) {
    String text = typed.getFirst(name);
    return text == null ? otherwise : text.strip();
  }

  private @Nullable String said(String name) {
    String text = text(name, "");
    return text.isEmpty() ? null : text;
  }

  /**
   * The script.
   *
   * @return null where the field for more events is not a list in JSON
   */
  @Nullable JsonNode script() {
    ObjectNode script = JSON.createObjectNode();
    put(script, "severity", said("severity"));
    put(script, "scenario", said("scenario"));
    script.put("startedAt", text("startedAt", now.toString()));
    script.put("until", text("until", "1d"));
    String before = said("before");
    if (before != null) {
      ArrayNode prior = script.putArray("priorOccurrences");
      for (String ago : before.split("[,\\s]+")) {
        prior.addObject().put("ago", ago);
      }
    }
    ArrayNode events = script.putArray("events");
    for (String decision : SAID) {
      String after = said("after-" + decision);
      if (after != null) {
        events.addObject().put("after", after).put("decision", decision);
      }
    }
    String flag = said("flag");
    if (flag != null) {
      events.addObject().put("after", text("flagAfter", "0s")).put("flag", flag);
    }
    return more(events) ? script : null;
  }

  private boolean more(ArrayNode events) {
    String more = said(MORE);
    if (more == null) {
      return true;
    }
    if (more.length() > LONGEST) {
      return false;
    }
    try {
      JsonNode list = JSON.readTree(more);
      if (!list.isArray()) {
        return false;
      }
      List<JsonNode> all = new ArrayList<>();
      list.forEach(all::add);
      events.addAll(all);
      return true;
    } catch (JacksonException malformed) {
      return false;
    }
  }

  private static void put(ObjectNode script, String key, @Nullable String value) {
    if (value != null) {
      script.put(key, value);
    }
  }

  /** What happens in the script, for the picture. */
  static List<Picture.Point> points(JsonNode script, Reader reader) {
    List<Picture.Point> points = new ArrayList<>();
    for (JsonNode event : script.path("events")) {
      Duration after = dev.aceiro.web.profile.Durations.parse(event.path("after").asString());
      String what =
          event.has("decision")
              ? reader.word("decision", event.path("decision").asString())
              : event.has("flag")
                  ? reader.word("flag", event.path("flag").asString())
                  : event.has("alarm")
                      ? event.path("alarm").asString() + " " + event.path("state").asString()
                      : event.path("outcome").path("action").asString()
                          + " "
                          + event.path("outcome").path("result").asString();
      points.add(new Picture.Point("SAID", after, Reader.length(after) + " · " + what));
    }
    points.sort(java.util.Comparator.comparing(Picture.Point::offset));
    return points;
  }
}
