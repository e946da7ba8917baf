package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.communication.WaitingUpdate;
import dev.aceiro.workflows.policy.Role;
import dev.aceiro.workflows.policy.UpdateTemplate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which update may be sent, and by whom: a text must not say more than is known. */
final class Updates {
  private static final String CAUSE_FOUND = "CAUSE_FOUND";

  private Updates() {}

  /** The templates that may be chosen at some time. */
  static List<String> templates(Incident incident) {
    return incident.plan().updates().stream().map(UpdateTemplate::id).toList();
  }

  /** The template of that id; the one that every profile has where there is none. */
  static UpdateTemplate template(Incident incident, String id) {
    return incident.plan().updates().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElse(UpdateTemplate.INTERNAL);
  }

  /** Why a text cannot be chosen by anybody as things stand, or null. */
  static @Nullable Refusal refuse(Incident incident, UpdateTemplate template) {
    return template.assertsCause() && !incident.state().flags().containsKey(CAUSE_FOUND)
        ? Refusal.of(RefusalCode.CAUSE_NOT_FOUND)
        : null;
  }

  /** Why an update cannot be sent as asked, or null. */
  static @Nullable Refusal refuse(Incident incident, Ask ask) {
    UpdateTemplate template = template(incident, ask.body().text("template"));
    String audience = ask.body().text("audience");
    // What every profile has may go to either, as before there were others.
    boolean other = !template.id().equals(UpdateTemplate.INTERNAL.id());
    if (other && !template.audience().equals(audience)) {
      return Refusal.of(RefusalCode.TEMPLATE_OTHER_AUDIENCE, "audience", template.audience());
    }
    Refusal untrue = refuse(incident, template);
    if (untrue != null) {
      return untrue;
    }
    if (template.promisesEta()
        && !incident.state().etaWaits()
        && !holds(ask.actor(), approvers(incident, template))) {
      return Refusal.of(
          RefusalCode.ETA_NEEDS_APPROVER, "roles", String.join(", ", template.approvers()));
    }
    for (String field : template.fields()) {
      if (!ask.body().map("fields").containsKey(field)) {
        return Refusal.of(RefusalCode.FIELD_MISSING, "field", "fields." + field);
      }
    }
    return null;
  }

  /**
   * Which roles may approve what this person writes. Who could approve it had somebody else written
   * it needs another pair of eyes all the same: then any lead's will do, for there may be nobody
   * else in that role.
   */
  static List<String> approvers(Incident incident, UpdateTemplate template, Actor author) {
    List<String> approvers = approvers(incident, template);
    return holds(author, approvers)
        ? Stream.concat(approvers.stream(), leads(incident).stream()).distinct().toList()
        : approvers;
  }

  private static List<String> approvers(Incident incident, UpdateTemplate template) {
    return template.approvers().isEmpty() ? leads(incident) : template.approvers();
  }

  private static List<String> leads(Incident incident) {
    return incident.plan().roles().stream().filter(Role::lead).map(Role::id).toList();
  }

  private static boolean holds(Actor actor, List<String> roles) {
    return actor.roles().stream().anyMatch(roles::contains);
  }

  /** Why nobody can approve or withdraw an update now, or null. */
  static @Nullable Refusal noneWaits(Incident incident) {
    return incident.state().waitingUpdate() == null
        ? Refusal.of(RefusalCode.NO_UPDATE_WAITS)
        : null;
  }

  /** Why this person cannot approve the update that waits, or null. */
  static @Nullable Refusal refuseApproval(Incident incident, Actor actor, Instant now) {
    WaitingUpdate waiting = incident.state().waitingUpdate();
    if (waiting == null) {
      return Refusal.of(RefusalCode.NO_UPDATE_WAITS);
    }
    if (waiting.by().equals(actor.person())) {
      return Refusal.of(RefusalCode.UPDATE_NEEDS_ANOTHER);
    }
    return holds(actor, waiting.approvers())
        ? refuse(incident, template(incident, waiting.template()))
        : Refusal.of(
            RefusalCode.NEEDS_APPROVER_ROLE, "roles", String.join(", ", waiting.approvers()));
  }

  /** Why what is said is not about the update that waits, or null. */
  static @Nullable Refusal refuseOther(Incident incident, Ask ask) {
    WaitingUpdate waiting = incident.state().waitingUpdate();
    return waiting != null && waiting.id().equals(ask.body().text("update"))
        ? null
        : Refusal.of(RefusalCode.UPDATE_MOVED, "update", ask.body().text("update"));
  }
}
