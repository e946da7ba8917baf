package dev.aceiro.workflows.playbook;

import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Risk;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A containment step a playbook proposes.
 *
 * @param type the action type, such as {@code ecs.force-new-deployment} or {@code manual}
 * @param title what it does, in the organisation's words
 * @param parameters its parameters by name
 * @param risk the risk as the playbook sees it, or null; what counts is the capture's
 * @param note what to mind, or null
 * @param deviation why it differs from its source, or null
 * @param nature what it is to those who investigate, as far as its type says it
 * @param automatic whether Aceiro proposes it by itself; whether it also runs by itself is policy
 * @param parallel automatic steps of one name that follow each other begin together; null for one
 *     that waits for the step before
 */
public record SuggestedAction(
    String type,
    String title,
    SortedMap<String, String> parameters,
    @Nullable Risk risk,
    @Nullable String note,
    @Nullable String deviation,
    Nature nature,
    boolean automatic,
    @Nullable String parallel) {

  /** What is not said is none. */
  public SuggestedAction {
    parameters = parameters == null ? new TreeMap<>() : parameters;
    nature = nature == null ? Nature.NONE : nature;
  }

  /** A step with nothing to mind. */
  public SuggestedAction(String type, String title, SortedMap<String, String> parameters) {
    this(type, title, parameters, null, null, null, Nature.NONE, false, null);
  }
}
