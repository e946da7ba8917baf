package dev.aceiro.workflows.containment;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The kinds of action this installation can execute. */
public interface ActionCatalogue {

  /** All of them, by name. */
  List<ActionKind> kinds();

  /**
   * Why no capture could take such a proposal: an unknown type, a parameter that is missing,
   * foreign or invalid. Empty if it could.
   */
  default Optional<ProposalFault> fault(String type, SortedMap<String, String> parameters) {
    return Optional.empty();
  }
}
