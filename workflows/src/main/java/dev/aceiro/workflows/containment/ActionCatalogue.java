package dev.aceiro.workflows.containment;

import java.util.List;

/** The kinds of action this installation can execute. */
public interface ActionCatalogue {

  /** All of them, by name. */
  List<ActionKind> kinds();
}
