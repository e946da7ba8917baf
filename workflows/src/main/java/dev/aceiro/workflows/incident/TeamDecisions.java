package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.policy.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Flags, roles and notes. */
final class TeamDecisions {
  private TeamDecisions() {}

  static List<Decision> all() {
    return List.of(note(), raiseFlag(), clearFlag(), takeRole(), handOverRole());
  }

  private static Decision note() {
    return Decision.untilClosed("note")
        .with(Field.text("text"))
        .does((incident, ask) -> incident.remark(ask.actor(), ask.body().text("text"), ask.now()));
  }

  private static Decision raiseFlag() {
    return Decision.untilClosed("raise-flag")
        .with(
            Field.choice("flag", incident -> incident.plan().flags()),
            Field.text("reason").optional())
        .refusedIf(
            (incident, ask) ->
                incident.state().flags().containsKey(ask.body().text("flag"))
                    ? Refusal.of(RefusalCode.FLAG_ALREADY_RAISED, "flag", ask.body().text("flag"))
                    : null)
        .does(
            (incident, ask) ->
                incident.raiseFlag(
                    ask.actor(),
                    ask.body().text("flag"),
                    ask.body().optional("reason"),
                    ask.now()));
  }

  private static Decision clearFlag() {
    return Decision.untilClosed("clear-flag")
        .about(
            "flag",
            incident -> new ArrayList<>(incident.state().flags().keySet()),
            RefusalCode.FLAG_NOT_RAISED)
        .with(Field.text("reason"))
        .does(
            (incident, ask) ->
                incident.clearFlag(
                    ask.actor(), ask.body().text("flag"), ask.body().text("reason"), ask.now()));
  }

  private static Decision takeRole() {
    return Decision.untilClosed("take-role")
        .with(Field.choice("role", TeamDecisions::roles))
        .refusedIf(
            (incident, ask) ->
                ask.actor().person().equals(incident.state().roles().get(ask.body().text("role")))
                    ? Refusal.of(RefusalCode.ROLE_ALREADY_TAKEN, "role", ask.body().text("role"))
                    : null)
        .does(
            (incident, ask) ->
                incident.takeRole(
                    ask.actor(), ask.body().text("role"), ask.actor().person(), ask.now()));
  }

  private static Decision handOverRole() {
    return Decision.untilClosed("hand-over-role")
        .with(
            Field.choice("role", TeamDecisions::roles),
            Field.choice("person", TeamDecisions::people))
        .refusedIf(
            (incident, ask) ->
                ask.body()
                        .text("person")
                        .equals(incident.state().roles().get(ask.body().text("role")))
                    ? Refusal.of(RefusalCode.ROLE_ALREADY_TAKEN, "role", ask.body().text("role"))
                    : null)
        .does(
            (incident, ask) ->
                incident.takeRole(
                    ask.actor(), ask.body().text("role"), ask.body().text("person"), ask.now()));
  }

  private static List<String> roles(Incident incident) {
    return incident.plan().roles().stream().map(Role::id).toList();
  }

  private static List<String> people(Incident incident) {
    TreeSet<String> people = new TreeSet<>(incident.state().roles().values());
    incident
        .plan()
        .roles()
        .forEach(role -> role.contacts().forEach(contact -> people.add(contact.person())));
    return new ArrayList<>(people);
  }
}
