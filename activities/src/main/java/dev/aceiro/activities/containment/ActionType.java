package dev.aceiro.activities.containment;

import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;

/**
 * What a kind of action is, as a handler says it once.
 *
 * @param name its name in playbooks and in the API, {@code vendor.operation} in kebab-case
 * @param parameters its parameters
 * @param risk what can go wrong; a capture may say worse
 * @param nature what it is to those who investigate; a capture may know it better
 * @param permissions what its credentials must be allowed
 * @param sources the documents that ask for it
 */
public record ActionType<P extends Record>(
    String name,
    Class<P> parameters,
    Risk risk,
    Nature nature,
    List<String> permissions,
    List<String> sources) {

  /** One that an investigation does not mind in particular. */
  public ActionType(
      String name, Class<P> parameters, Risk risk, List<String> permissions, List<String> sources) {
    this(name, parameters, risk, Nature.NONE, permissions, sources);
  }
}
