package dev.aceiro.web.simulate;

import dev.aceiro.web.problem.Fault;
import dev.aceiro.web.profile.Durations;
import dev.aceiro.web.profile.KnownActions;
import dev.aceiro.web.profile.Profile;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.incident.Body;
import dev.aceiro.workflows.incident.Decision;
import dev.aceiro.workflows.incident.Decisions;
import dev.aceiro.workflows.incident.Field;
import dev.aceiro.workflows.incident.Script;
import dev.aceiro.workflows.incident.Script.Downtime;
import dev.aceiro.workflows.incident.Script.Event;
import dev.aceiro.workflows.incident.Script.Failing;
import dev.aceiro.workflows.incident.Script.Prior;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.policy.ActionOutcome;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Severity;
import java.io.Serial;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes a script of JSON and names everything in it that is wrong. */
final class ScriptReader {
  /** More would only be a way to keep us busy. */
  static final int MOST_EVENTS = 1_000;

  /** The longest time anybody may look ahead. */
  static final Duration LONGEST = Duration.ofDays(3_660);

  private static final List<String> KEYS =
      List.of(
          "severity",
          "scenario",
          "startedAt",
          "priorOccurrences",
          "events",
          "until",
          "failing",
          "downtimes");

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .build();

  private final Profile profile;
  private final ResponsePlan plan;
  private final List<Fault> faults = new ArrayList<>();

  private ScriptReader(Profile profile) {
    this.profile = profile;
    this.plan = profile.plan();
  }

  /**
   * The JSON of a script. What is said twice is refused: of two values one would silently win.
   *
   * @throws SaidTwiceException naming the place
   * @throws JacksonException if it is not JSON
   */
  static JsonNode parse(byte[] script) throws SaidTwiceException {
    try {
      return JSON.readTree(script);
    } catch (StreamReadException broken) {
      if (broken.processor() instanceof JsonParser parser
          && broken.getOriginalMessage().startsWith("Duplicate")) {
        throw new SaidTwiceException(
            Fault.of(parser.streamReadContext().pathAsPointer().toString(), "SAID_TWICE"), broken);
      }
      throw broken;
    }
  }

  /** An object has a key twice. */
  static final class SaidTwiceException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    SaidTwiceException(Fault fault, Throwable cause) {
      super(fault.pointer(), cause);
      this.fault = fault;
    }

    Fault fault() {
      return fault;
    }
  }

  /**
   * A script, or what keeps it from being one.
   *
   * @param script null where there are faults
   * @param faults with JSON pointers
   */
  record Result(@Nullable Script script, List<Fault> faults) {}

  /** Reads a script for a profile. */
  static Result read(@Nullable JsonNode json, Profile profile) {
    ScriptReader reader = new ScriptReader(profile);
    Script script = reader.script(json);
    return new Result(reader.faults.isEmpty() ? script : null, reader.faults);
  }

  private @Nullable Script script(@Nullable JsonNode json) {
    if (json == null || !json.isObject()) {
      wrong("", "object");
      return null;
    }
    keys(json, "", KEYS);
    String severity = text(json, "", "severity");
    known("/severity", severity, plan.severities().stream().map(Severity::code).toList());
    String scenario = text(json, "", "scenario");
    scenario("/scenario", scenario);
    Instant startedAt = instant(json);
    List<Prior> before = each(json, "priorOccurrences", this::prior);
    List<Event> events = each(json, "events", this::event);
    Duration until = needed(json, "", "until");
    if (until != null && until.compareTo(LONGEST) > 0) {
      faults.add(Fault.of("/until", "TOO_FAR").with("days", String.valueOf(LONGEST.toDays())));
    }
    List<Failing> failing = each(json, "failing", this::failing);
    List<Downtime> downtimes = each(json, "downtimes", this::downtime);
    if (startedAt == null || until == null) {
      return null;
    }
    return new Script(severity, scenario, startedAt, before, events, until, failing, downtimes);
  }

  private @Nullable Prior prior(JsonNode json, String place) {
    keys(json, place, List.of("ago", "severity"));
    Duration ago = needed(json, place, "ago");
    String severity = text(json, place, "severity");
    known(place + "/severity", severity, plan.severities().stream().map(Severity::code).toList());
    return ago == null
        ? null
        : new Prior(ago, severity == null ? plan.defaultSeverity() : severity);
  }

  private @Nullable Event event(JsonNode json, String place) {
    Duration after = needed(json, place, "after");
    List<String> kinds =
        json.has("decision")
            ? List.of("decision")
            : Stream.of("flag", "outcome", "alarm").filter(json::has).toList();
    if (kinds.size() != 1) {
      invalid(place, "decision | flag | outcome | alarm");
      return null;
    }
    return after == null
        ? null
        : switch (kinds.getFirst()) {
          case "decision" -> decided(json, place, after);
          case "flag" -> flagged(json, place, after);
          case "outcome" -> ended(json, place, after);
          default -> alarmed(json, place, after);
        };
  }

  private @Nullable Event decided(JsonNode json, String place, Duration after) {
    String id = text(json, place, "decision");
    Decision decision = id == null ? null : Decisions.find(id);
    if (id == null || decision == null) {
      known(place + "/decision", id, Decisions.all().stream().map(Decision::id).toList());
      return null;
    }
    List<String> fields =
        Stream.concat(Stream.of("after", "decision"), decision.fields().stream().map(Field::name))
            .toList();
    keys(json, place, fields);
    LinkedHashMap<String, Object> values = new LinkedHashMap<>();
    for (var field : json.properties()) {
      boolean own = !field.getKey().equals("after") && !field.getKey().equals("decision");
      if (own && fields.contains(field.getKey()) && !field.getValue().isNull()) {
        values.put(field.getKey(), value(field.getValue(), place + "/" + field.getKey()));
      }
    }
    if (values.get("severity") instanceof String severity) {
      known(place + "/severity", severity, plan.severities().stream().map(Severity::code).toList());
    }
    if (values.get("scenario") instanceof String scenario) {
      scenario(place + "/scenario", scenario);
    }
    if (values.get("flag") instanceof String flag) {
      known(place + "/flag", flag, plan.flags());
    }
    return new Script.Decided(after, id, new Body(values));
  }

  private Object value(JsonNode node, String place) {
    if (node.isArray()) {
      List<String> list = new ArrayList<>();
      node.forEach(one -> list.add(one.isValueNode() ? one.asString() : one.toString()));
      return list;
    }
    if (node.isObject()) {
      LinkedHashMap<String, String> map = new LinkedHashMap<>();
      for (var one : node.properties()) {
        if (one.getValue().isValueNode()) {
          map.put(one.getKey(), one.getValue().asString());
        } else {
          wrong(place + "/" + one.getKey(), "string");
        }
      }
      return map;
    }
    return node.asString();
  }

  private @Nullable Event flagged(JsonNode json, String place, Duration after) {
    keys(json, place, List.of("after", "flag"));
    String flag = text(json, place, "flag");
    known(place + "/flag", flag, plan.flags());
    return flag == null ? null : new Script.Flagged(after, flag);
  }

  private @Nullable Event ended(JsonNode json, String place, Duration after) {
    keys(json, place, List.of("after", "outcome"));
    JsonNode outcome = json.path("outcome");
    String here = place + "/outcome";
    if (!outcome.isObject()) {
      wrong(here, "object");
      return null;
    }
    keys(outcome, here, List.of("action", "result"));
    String action = must(outcome, here, "action");
    String result = must(outcome, here, "result");
    List<String> results = Arrays.stream(ActionOutcome.Result.values()).map(Enum::name).toList();
    known(here + "/result", result, results);
    action(here + "/action", action);
    return action == null || result == null || !results.contains(result)
        ? null
        : new Script.Ended(after, action, ActionOutcome.Result.valueOf(result));
  }

  private @Nullable Event alarmed(JsonNode json, String place, Duration after) {
    keys(json, place, List.of("after", "alarm", "state"));
    String alarm = must(json, place, "alarm");
    String state = must(json, place, "state");
    List<String> states = Arrays.stream(AlarmState.values()).map(Enum::name).toList();
    known(place + "/state", state, states);
    return alarm == null || state == null || !states.contains(state)
        ? null
        : new Script.Alarmed(after, alarm, AlarmState.valueOf(state));
  }

  private @Nullable Failing failing(JsonNode json, String place) {
    keys(json, place, List.of("channel", "from", "until"));
    String channel = must(json, place, "channel");
    known(place + "/channel", channel, List.of("slack", "email", "sms", "pagerduty", "phone"));
    Duration from = duration(json, place, "from");
    return channel == null
        ? null
        : new Failing(channel, from == null ? Duration.ZERO : from, duration(json, place, "until"));
  }

  private @Nullable Downtime downtime(JsonNode json, String place) {
    keys(json, place, List.of("from", "length"));
    Duration from = needed(json, place, "from");
    Duration length = needed(json, place, "length");
    return from == null || length == null ? null : new Downtime(from, length);
  }

  private <T> List<T> each(JsonNode json, String key, Reading<T> reading) {
    JsonNode list = json.path(key);
    if (list.isMissingNode() || list.isNull()) {
      return List.of();
    }
    if (!list.isArray()) {
      wrong("/" + key, "array");
      return List.of();
    }
    if (list.size() > MOST_EVENTS) {
      invalid("/" + key, "<= " + MOST_EVENTS);
      return List.of();
    }
    List<T> all = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String place = "/" + key + "/" + i;
      if (!list.get(i).isObject()) {
        wrong(place, "object");
        continue;
      }
      T one = reading.read(list.get(i), place);
      if (one != null) {
        all.add(one);
      }
    }
    return all;
  }

  private void keys(JsonNode json, String place, List<String> known) {
    for (String key : json.propertyNames()) {
      if (!known.contains(key)) {
        String here = place + "/" + key.replace("~", "~0").replace("/", "~1");
        faults.add(Fault.of(here, "UNKNOWN").with("known", String.join(", ", known)));
      }
    }
  }

  private @Nullable String text(JsonNode json, String place, String key) {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      wrong(place + "/" + key, "string");
      return null;
    }
    return value.asString();
  }

  private @Nullable String must(JsonNode json, String place, String key) {
    if (json.path(key).isMissingNode() || json.path(key).isNull()) {
      faults.add(Fault.of(place + "/" + key, "MISSING"));
    }
    return text(json, place, key);
  }

  private @Nullable Duration needed(JsonNode json, String place, String key) {
    return must(json, place, key) == null ? null : duration(json, place, key);
  }

  private @Nullable Duration duration(JsonNode json, String place, String key) {
    JsonNode value = json.path(key);
    if (!value.isString()) {
      return null;
    }
    try {
      return Durations.parse(value.asString());
    } catch (DateTimeException | ArithmeticException none) {
      faults.add(Fault.of(place + "/" + key, "NO_DURATION").with("value", value.asString()));
      return null;
    }
  }

  private @Nullable Instant instant(JsonNode json) {
    String text = must(json, "", "startedAt");
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException none) {
      invalid("/startedAt", "RFC 3339: 2026-03-10T03:00:00-03:00");
      return null;
    }
  }

  private void scenario(String place, @Nullable String scenario) {
    known(place, scenario, plan.playbooks().stream().map(Playbook::scenario).toList());
  }

  /** An action that nobody knows is a slip of the pen: what waits for its outcome never fires. */
  private void action(String place, @Nullable String type) {
    if (type != null && !KnownActions.of(profile).contains(type) && !KnownActions.wellKnown(type)) {
      faults.add(
          Fault.of(place, "NO_SUCH_ACTION")
              .with("value", type)
              .with("known", String.join(", ", KnownActions.of(profile))));
    }
  }

  private void known(String place, @Nullable String value, List<String> choices) {
    if (value != null && !choices.contains(value)) {
      invalid(place, String.join(" | ", choices));
    }
  }

  private void invalid(String place, String expected) {
    faults.add(Fault.of(place, "INVALID").with("expected", expected));
  }

  private void wrong(String place, String expected) {
    faults.add(Fault.of(place, "WRONG_TYPE").with("expected", expected));
  }

  /** Reads one entry of a list, or notes why it cannot. */
  @FunctionalInterface
  private interface Reading<T> {
    @Nullable T read(JsonNode json, String place);
  }
}
