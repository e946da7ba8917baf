package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.policy.UpdateTemplate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which update may be sent, and by whom: a text must not say more than is known. */
final class Updates {
  private static final String CAUSE_FOUND = "CAUSE_FOUND";

  private Updates() {}

  /** The templates that may be chosen at some time. */
  static List<String> templates(Incident incident) {
    return incident.plan().updates().stream().map(UpdateTemplate::id).toList();
  }

  /** Why an update cannot be sent as asked, or null. */
  static @Nullable Refusal refuse(Incident incident, Ask ask) {
    UpdateTemplate template =
        incident.plan().updates().stream()
            .filter(one -> one.id().equals(ask.body().text("template")))
            .findFirst()
            .orElse(UpdateTemplate.INTERNAL);
    String audience = ask.body().text("audience");
    // What every profile has may go to either, as before there were others.
    boolean other = !template.id().equals(UpdateTemplate.INTERNAL.id());
    if (other && !template.audience().equals(audience)) {
      return Refusal.of(RefusalCode.TEMPLATE_OTHER_AUDIENCE, "audience", template.audience());
    }
    if (template.assertsCause() && !incident.state().flags().containsKey(CAUSE_FOUND)) {
      return Refusal.of(RefusalCode.CAUSE_NOT_FOUND);
    }
    if (template.promisesEta() && !approves(incident, ask.actor(), template)) {
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

  private static boolean approves(Incident incident, Actor actor, UpdateTemplate template) {
    return template.approvers().isEmpty()
        ? incident.plan().leads(actor.roles())
        : actor.roles().stream().anyMatch(template.approvers()::contains);
  }
}
