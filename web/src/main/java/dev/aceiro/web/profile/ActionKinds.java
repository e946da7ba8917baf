package dev.aceiro.web.profile;

import dev.aceiro.workflows.containment.ActionCatalogue;
import dev.aceiro.workflows.containment.ActionKind;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The kinds of action that this program can execute, without an application around them. */
final class ActionKinds {
  private ActionKinds() {}

  /** That of a type, if this program can execute it. */
  static Optional<ActionKind> of(String type) {
    return Known.KINDS.stream().filter(kind -> kind.type().equals(type)).findFirst();
  }

  /** Read once, and only when somebody asks: it takes a second. */
  private static final class Known {
    static final List<ActionKind> KINDS =
        ServiceLoader.load(ActionCatalogue.class).findFirst().orElseThrow().kinds();
  }
}
