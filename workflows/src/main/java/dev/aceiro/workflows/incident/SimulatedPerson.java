package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.communication.WaitingUpdate;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Role;
import dev.aceiro.workflows.policy.Stage;
import dev.aceiro.workflows.policy.TriageField;
import dev.aceiro.workflows.recovery.CheckResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Whoever says what a script says: holds every role, makes up texts that matter to nobody, and says
 * first what a decision presupposes.
 */
final class SimulatedPerson {
  /** What is made up. */
  static final String SAID = "simulation";

  private static final List<String> FREE_CHOICES =
      List.of("audience", "template", "priority", "type", "action", "item");

  private final Incident incident;
  private final BiConsumer<String, SortedMap<String, String>> assume;
  private int keys;

  SimulatedPerson(Incident incident, BiConsumer<String, SortedMap<String, String>> assume) {
    this.incident = incident;
    this.assume = assume;
  }

  Actor actor() {
    return actor(0);
  }

  /** One of several people, all of whom hold every role. */
  Actor actor(int which) {
    return actor(incident.plan(), which);
  }

  static Actor actor(ResponsePlan plan, int which) {
    return new Actor(
        which == 0 ? SAID : SAID + "-" + which,
        plan.roles().stream().map(Role::id).toList(),
        "simulation");
  }

  /** Says it, and what it presupposes; what would be refused is left unsaid and noted. */
  void says(String decision, Body body, Instant now) {
    for (Said before : presupposed(decision)) {
      assume.accept("ALSO_DECIDED", Params.of("decision", before.decision(), "for", decision));
      say(before.decision(), before.body(), now);
    }
    say(decision, body, now);
  }

  private void say(String decision, Body body, Instant now) {
    keys++;
    Body whole = whole(incident, decision, body, now);
    DecisionRequest request =
        new DecisionRequest("simulation-" + keys, decision, whole, "", actor(which(decision)));
    Refusal refusal = incident.refuse(request, now);
    if (refusal == null) {
      incident.decide(request, now);
      return;
    }
    SortedMap<String, String> params = new TreeMap<>(refusal.params());
    params.put("decision", decision);
    params.put("at", now.toString());
    params.put("why", refusal.code().name());
    assume.accept("REFUSED", params);
  }

  /** What one writes another approves. */
  static int which(String decision) {
    return decision.equals("approve-update") ? 1 : 0;
  }

  /** What must have been decided before. */
  List<Said> presupposed(String decision) {
    List<Said> before = new ArrayList<>();
    Stage stage = incident.state().stage();
    boolean recovered = decision.equals("declare-recovered");
    boolean early = stage == Stage.DETECT || stage == Stage.TRIAGE;
    if (early && (recovered || decision.equals("mark-contained"))) {
      before.add(new Said("triage", Body.empty()));
    }
    if (recovered && (early || stage == Stage.CONTAIN)) {
      before.add(new Said("mark-contained", Body.empty()));
    }
    if (recovered) {
      for (String check : open()) {
        before.add(new Said("override-check", Body.of("check", check)));
      }
    }
    if (decision.equals("complete-review")
        && stage == Stage.POST_MORTEM
        && incident.state().postmortem().draftAt() == null) {
      before.add(new Said("submit-draft", Body.empty()));
    }
    return before;
  }

  /** Checks that would keep recovery from being declared, as they will be once it is contained. */
  private List<String> open() {
    if (incident.state().stage() == Stage.RECOVER) {
      return incident.state().checks().values().stream()
          .filter(check -> !check.state().clears())
          .map(CheckResult::check)
          .toList();
    }
    boolean firing =
        incident.state().alarms().values().stream()
            .anyMatch(alarm -> alarm.state() == dev.aceiro.workflows.alarm.AlarmState.FIRING);
    return incident.checkList().stream()
        .filter(
            check ->
                firing || !check.kind().equals(dev.aceiro.workflows.playbook.Check.ALARMS_CLEARED))
        .map(dev.aceiro.workflows.playbook.Check::id)
        .toList();
  }

  /** The body with what must be said and was not. */
  static Body whole(Incident incident, String name, Body body, Instant now) {
    Decision decision = Decisions.find(name);
    LinkedHashMap<String, Object> values = new LinkedHashMap<>(body.values());
    if (decision != null) {
      for (Field field : decision.fields()) {
        Object made = values.containsKey(field.name()) ? null : made(incident, field, now);
        if (made != null) {
          values.put(field.name(), made);
        }
      }
    }
    if (name.equals("triage")) {
      found(incident, values);
    }
    if (name.equals("send-update")) {
      values.putIfAbsent("fields", fields(incident, String.valueOf(values.get("template"))));
    }
    WaitingUpdate waiting = incident.state().waitingUpdate();
    if (waiting != null && name.endsWith("-update") && !name.startsWith("send")) {
      values.put("update", waiting.id());
    }
    return new Body(values);
  }

  /** What the organisation's triage must find, made up. */
  private static void found(Incident incident, LinkedHashMap<String, Object> values) {
    for (TriageField field : incident.plan().triage()) {
      if (field.required() && !values.containsKey(field.id())) {
        switch (field.id()) {
          case "environment" ->
              incident.plan().environments().stream()
                  .findFirst()
                  .ifPresent(first -> values.put(field.id(), first));
          case "impactStartedAt" -> values.put(field.id(), incident.state().startedAt().toString());
          case "services", "zones", "namespaces" -> values.put(field.id(), List.of(SAID));
          default -> {}
        }
      }
    }
  }

  /** What a template asks for, made up. */
  private static LinkedHashMap<String, String> fields(Incident incident, String template) {
    LinkedHashMap<String, String> fields = new LinkedHashMap<>();
    incident.plan().updates().stream()
        .filter(one -> one.id().equals(template))
        .flatMap(one -> one.fields().stream())
        .forEach(field -> fields.put(field, SAID));
    return fields;
  }

  private static @Nullable Object made(Incident incident, Field field, Instant now) {
    if (!field.required()) {
      return null;
    }
    return switch (field.type()) {
      case TEXT, LINE -> field.name().equals("owner") ? incident.plan().firstResponder() : SAID;
      case LIST -> List.of(SAID);
      case INSTANT -> now.toString();
      case MAP -> new LinkedHashMap<String, String>();
      case CHOICE -> {
        List<String> choices = field.choices().apply(incident);
        boolean free = FREE_CHOICES.contains(field.name()) || choices.size() == 1;
        yield free && !choices.isEmpty() ? choices.getFirst() : null;
      }
    };
  }

  /**
   * A decision and what is said with it.
   *
   * @param decision its name
   * @param body its fields
   */
  record Said(String decision, Body body) {}
}
