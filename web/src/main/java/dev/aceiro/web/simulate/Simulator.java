package dev.aceiro.web.simulate;

import dev.aceiro.web.problem.Fault;
import dev.aceiro.web.profile.Profile;
import dev.aceiro.web.simulate.SimulationAnswer.Assumption;
import dev.aceiro.web.simulate.SimulationAnswer.Firing;
import dev.aceiro.web.words.TriggerWords;
import dev.aceiro.web.words.Words;
import dev.aceiro.workflows.incident.Script;
import dev.aceiro.workflows.incident.Simulation;
import dev.aceiro.workflows.policy.Channel;
import dev.aceiro.workflows.policy.EscalationRule;
import dev.aceiro.workflows.policy.RaiseRule;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Role;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Runs a script against a profile and says the result in a reader's language. */
public final class Simulator {
  /** The bundles whose words a result needs. */
  public static final String[] BUNDLES = {
    "simulation", "domain", "vocabulary", "refusals", "console", "problems"
  };

  private static final String MISSED = "missed:";
  private static final String ITEM = MISSED + "item:";

  private final Words words;

  public Simulator(Words words) {
    this.words = words;
  }

  /**
   * A result, or what is wrong with the script.
   *
   * @param answer null where there are faults
   * @param faults with JSON pointers
   */
  public record Outcome(@Nullable SimulationAnswer answer, List<Fault> faults) {}

  /**
   * Runs what the JSON says.
   *
   * @throws JacksonException if it is no JSON
   */
  public Outcome run(Profile profile, byte[] script, Locale locale) {
    try {
      return run(profile, ScriptReader.parse(script), locale);
    } catch (ScriptReader.SaidTwiceException twice) {
      return new Outcome(null, List.of(twice.fault()));
    }
  }

  /** Runs what the JSON says. */
  public Outcome run(Profile profile, @Nullable JsonNode json, Locale locale) {
    ScriptReader.Result read = ScriptReader.read(json, profile);
    return read.script() == null
        ? new Outcome(null, read.faults())
        : new Outcome(run(profile, read.script(), locale), List.of());
  }

  private SimulationAnswer run(Profile profile, Script script, Locale locale) {
    Simulation.Result result = Simulation.run(profile.plan(), profile.catalogue(), script);
    return new SimulationAnswer(
        result.firings().stream().map(firing -> firing(firing, profile.plan(), locale)).toList(),
        result.assumptions().stream().map(one -> assumption(one, profile.plan(), locale)).toList());
  }

  private Firing firing(Simulation.Firing firing, ResponsePlan plan, Locale locale) {
    SortedMap<String, String> params = new TreeMap<>();
    params.put("rule", rule(firing.rule(), plan, locale));
    params.put("effect", firing.code());
    params.put(
        "to", firing.to().stream().map(id -> name(plan, id)).collect(Collectors.joining(", ")));
    params.put(
        "channels",
        firing.channels().isEmpty()
            ? "–"
            : firing.channels().stream()
                .map(kind -> words.word("channel", kind, locale))
                .collect(Collectors.joining(", ")));
    String text = words.say("firing." + firing.kind(), params, locale);
    String note =
        plan.escalations().stream()
            .filter(rule -> rule.id().equals(firing.rule()))
            .findFirst()
            .map(EscalationRule::note)
            .orElse(null);
    return new Firing(
        firing.at().toString(),
        firing.offset().toString(),
        firing.id(),
        firing.kind(),
        firing.rule(),
        firing.source(),
        firing.to(),
        firing.channels(),
        firing.code(),
        note == null ? text : text + " " + note);
  }

  private Assumption assumption(
      Simulation.Assumption assumption, ResponsePlan plan, Locale locale) {
    SortedMap<String, String> params = new TreeMap<>(assumption.params());
    ZoneId zone = ZoneId.of(plan.zone());
    String why = params.get("why");
    if (why != null) {
      params.put("reason", words.say("refusal." + why, params, locale, zone));
    }
    return new Assumption(
        assumption.code(),
        assumption.params(),
        words.say("assumption." + assumption.code(), params, locale, zone));
  }

  /** What people call a rule: a clock that ran out, a built-in rule, else what makes it fire. */
  private String rule(String id, ResponsePlan plan, Locale locale) {
    if (id.startsWith(ITEM)) {
      return words.say("clock.item", Map.of("item", id.substring(ITEM.length())), locale);
    }
    if (id.startsWith(MISSED)) {
      return words.word("clock", id.substring(MISSED.length()), locale);
    }
    if (id.startsWith("ladder-")) {
      int rung = Integer.parseInt(id.substring("ladder-".length())) + 1;
      return words.say("rule.ladder", Map.of("rung", rung), locale);
    }
    for (EscalationRule rule : plan.escalations()) {
      if (rule.id().equals(id)) {
        return TriggerWords.say(rule.when(), words, locale);
      }
    }
    for (RaiseRule rule : plan.raises()) {
      if (rule.id().equals(id)) {
        return raise(rule, locale);
      }
    }
    return words.word("rule", id, locale);
  }

  private String raise(RaiseRule rule, Locale locale) {
    SortedMap<String, Object> params = new TreeMap<>();
    params.put("alarm", rule.alarm());
    params.put("severity", rule.severity());
    params.put("with", String.join(", ", rule.alarmsFiring()));
    Duration persists = rule.persists();
    if (persists != null) {
      params.put("persists", persists);
    }
    String code =
        persists == null ? "with" : rule.alarmsFiring().isEmpty() ? "persists" : "with.persists";
    return words.say("rule.raise." + code, params, locale);
  }

  private static String name(ResponsePlan plan, String id) {
    Role role = plan.role(id);
    if (role != null) {
      return role.label();
    }
    Channel channel = plan.channel(id);
    return channel == null ? id : channel.address();
  }
}
