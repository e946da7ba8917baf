package dev.aceiro.web.simulate;

import dev.aceiro.web.problem.Fault;
import dev.aceiro.web.profile.Profile;
import dev.aceiro.web.simulate.SimulationAnswer.Assumption;
import dev.aceiro.web.simulate.SimulationAnswer.Firing;
import dev.aceiro.web.words.Words;
import dev.aceiro.workflows.incident.Script;
import dev.aceiro.workflows.incident.Simulation;
import dev.aceiro.workflows.policy.Channel;
import dev.aceiro.workflows.policy.EscalationRule;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Role;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Runs a script against a profile and says the result in a reader's language. */
public final class Simulator {
  /** The bundles whose words a result needs. */
  public static final String[] BUNDLES = {
    "simulation", "domain", "vocabulary", "refusals", "console", "problems"
  };

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

  /** Runs what the JSON says. */
  public Outcome run(Profile profile, @Nullable JsonNode json, Locale locale) {
    ScriptReader.Result read = ScriptReader.read(json, profile.plan());
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
    params.put("rule", rule(firing.rule(), locale));
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
    String why = params.get("why");
    if (why != null) {
      params.put("reason", words.say("refusal." + why, params, locale));
    }
    return new Assumption(
        assumption.code(),
        assumption.params(),
        words.say("assumption." + assumption.code(), params, locale, ZoneId.of(plan.zone())));
  }

  /** What people call a rule: a clock that ran out, a built-in rule, else its id. */
  private String rule(String id, Locale locale) {
    if (id.startsWith("missed:")) {
      return words.word("clock", id.substring("missed:".length()), locale);
    }
    if (id.startsWith("ladder-")) {
      int rung = Integer.parseInt(id.substring("ladder-".length())) + 1;
      return words.say("rule.ladder", Map.of("rung", rung), locale);
    }
    return words.word("rule", id, locale);
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
