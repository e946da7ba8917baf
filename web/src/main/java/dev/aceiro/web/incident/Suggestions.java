package dev.aceiro.web.incident;

import dev.aceiro.activities.store.Inbox;
import dev.aceiro.web.profile.Profiles;
import dev.aceiro.workflows.alarm.CorrelationKey;
import dev.aceiro.workflows.containment.ActionCatalogue;
import dev.aceiro.workflows.estate.Filled;
import dev.aceiro.workflows.estate.Filling;
import dev.aceiro.workflows.estate.ProposalForm;
import dev.aceiro.workflows.incident.IncidentState;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Fills what an incident's playbook, or a person, is about to propose. */
@Component
public class Suggestions {
  private final ObjectProvider<ActionCatalogue> catalogues;
  private final Profiles profiles;
  private final Inbox inbox;

  Suggestions(ObjectProvider<ActionCatalogue> catalogues, Profiles profiles, Inbox inbox) {
    this.catalogues = catalogues;
    this.profiles = profiles;
    this.inbox = inbox;
  }

  /** Fills proposals. */
  @FunctionalInterface
  public interface Filler {
    /** What is stated, what could be filled, and what is missing; by parameter. */
    List<Filled> fill(String type, SortedMap<String, String> stated);
  }

  /**
   * For one incident as it stands.
   *
   * @throws org.springframework.dao.DataAccessException if the record cannot be read
   */
  public Filler of(IncidentState state) {
    List<Filling.Said> alarms =
        inbox
            .alarmsAt(
                state.alarms().values().stream()
                    .map(a -> row(state, a.key(), a.sequence()))
                    .toList())
            .stream()
            .map(alarm -> new Filling.Said(alarm.name(), alarm.labels()))
            .toList();
    Optional<Filling> filling =
        profiles
            .find(state.profile())
            .map(
                profile ->
                    Filling.of(
                        profile.document().estate().targets(),
                        state.services(),
                        state.environment(),
                        alarms));
    return (type, stated) ->
        filling
            .flatMap(known -> form(type).map(form -> known.fill(form, stated)))
            .orElseGet(() -> Filling.stated(stated));
  }

  /** The incident calls an alarm {@code source/key}. */
  private static Inbox.Place row(IncidentState state, String alarm, long sequence) {
    int slash = alarm.indexOf('/');
    String source = alarm.substring(0, Math.max(0, slash));
    return new Inbox.Place(
        CorrelationKey.of(state.profile(), source, alarm.substring(slash + 1)).value(), sequence);
  }

  private Optional<ProposalForm> form(String type) {
    return catalogues
        .orderedStream()
        .flatMap(catalogue -> catalogue.kinds().stream())
        .filter(kind -> kind.type().equals(type))
        .findFirst()
        .map(ProposalForm::of);
  }
}
