package dev.aceiro.web.incident;

import dev.aceiro.web.profile.Profiles;
import dev.aceiro.workflows.containment.ActionCatalogue;
import dev.aceiro.workflows.containment.ActionKind;
import dev.aceiro.workflows.containment.ProposalFault;
import dev.aceiro.workflows.estate.ProposalForm;
import dev.aceiro.workflows.incident.Body;
import dev.aceiro.workflows.incident.Decisions;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.incident.Refusal;
import dev.aceiro.workflows.incident.RefusalCode;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Refuses what no capture could take, and targets outside the estate, before the incident counts it
 * as an action. Where this process knows no kinds of action, the capture says so later.
 */
@Component
class Proposals {
  private final ObjectProvider<ActionCatalogue> catalogues;
  private final Profiles profiles;

  Proposals(ObjectProvider<ActionCatalogue> catalogues, Profiles profiles) {
    this.catalogues = catalogues;
    this.profiles = profiles;
  }

  /**
   * Why that cannot be proposed in an incident of that profile, or null.
   *
   * @param environment of the incident; null while nobody knows it
   */
  @Nullable Refusal refuse(String profile, @Nullable String environment, Body said) {
    // what has no form is refused for its form
    Body body = Heard.body(said);
    return Decisions.refuseForm("propose-action", body) == null
        ? refuse(profile, environment, body.text("type"), body.map("parameters"))
        : null;
  }

  private @Nullable Refusal refuse(
      String profile,
      @Nullable String environment,
      String type,
      SortedMap<String, String> parameters) {
    List<ActionCatalogue> known = catalogues.orderedStream().toList();
    for (ActionCatalogue catalogue : known) {
      Optional<ProposalFault> fault = catalogue.fault(type, parameters);
      if (fault.isPresent()) {
        return refusal(fault.get());
      }
    }
    return outside(profile, environment, type, parameters);
  }

  /**
   * Why an action that was proposed before cannot be done any more: its target has left the estate,
   * or is known by now to be in another environment than the incident.
   */
  Optional<Refusal> elsewhere(String profile, IncidentState state, String action) {
    return state.actions().stream()
        .filter(one -> one.id().equals(action))
        .findFirst()
        .map(one -> outside(profile, state.environment(), one.type(), one.parameters()));
  }

  private @Nullable Refusal outside(
      String profile,
      @Nullable String environment,
      String type,
      SortedMap<String, String> parameters) {
    return catalogues
        .orderedStream()
        .flatMap(catalogue -> catalogue.kinds().stream())
        .filter(kind -> kind.type().equals(type))
        .findFirst()
        .map(kind -> outside(profile, environment, kind, parameters))
        .orElse(null);
  }

  private @Nullable Refusal outside(
      String profile,
      @Nullable String environment,
      ActionKind kind,
      SortedMap<String, String> parameters) {
    return profiles
        .find(profile)
        .map(found -> found.document().estate().targets())
        .map(estate -> estate.outside(ProposalForm.of(kind), parameters, environment))
        .map(Refusal::of)
        .orElse(null);
  }

  private static Refusal refusal(ProposalFault fault) {
    for (RefusalCode code : RefusalCode.values()) {
      if (code.name().equals(fault.code())) {
        return new Refusal(code, fault.params());
      }
    }
    return new Refusal(RefusalCode.PARAMETER_INVALID, fault.params());
  }
}
