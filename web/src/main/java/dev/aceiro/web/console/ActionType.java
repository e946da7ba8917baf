package dev.aceiro.web.console;

import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of action that this installation can execute.
 *
 * @param type its id, such as {@code ecs.force-new-deployment}
 * @param risk what can go wrong with it; a capture may find it worse
 * @param parameters what it wants to know
 */
public record ActionType(String type, Risk risk, List<Parameter> parameters) {

  /**
   * What an action wants to know.
   *
   * @param name the parameter's name
   * @param required whether it must be said
   * @param doc what it is, in English; null where the name says it
   */
  public record Parameter(String name, boolean required, @Nullable String doc) {}
}
