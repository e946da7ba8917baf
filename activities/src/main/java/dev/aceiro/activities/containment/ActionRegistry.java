package dev.aceiro.activities.containment;

import dev.aceiro.workflows.containment.ActionCatalogue;
import dev.aceiro.workflows.containment.ActionKind;
import dev.aceiro.workflows.containment.ProposalFault;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every kind of action this installation knows. */
public final class ActionRegistry implements ActionCatalogue {
  private final SortedMap<String, ActionHandler<?>> handlers = new TreeMap<>();

  /**
   * The registry of these handlers.
   *
   * @throws IllegalStateException if two have the same type, or one is not documented
   */
  public ActionRegistry(Collection<ActionHandler<?>> all) {
    for (ActionHandler<?> handler : all) {
      if (handlers.put(handler.type(), handler) != null) {
        throw new IllegalStateException("two handlers for " + handler.type());
      }
    }
    list();
  }

  /** All kinds, in the order of their names. */
  public List<ActionDescription> list() {
    return handlers.values().stream().map(ActionRegistry::describe).toList();
  }

  @Override
  public List<ActionKind> kinds() {
    return list().stream()
        .map(
            kind ->
                new ActionKind(
                    kind.type(),
                    kind.risk(),
                    kind.nature(),
                    kind.permissions(),
                    kind.sources(),
                    new TreeMap<>(kind.parameters())))
        .toList();
  }

  /** One kind. */
  public Optional<ActionDescription> find(String type) {
    return Optional.ofNullable(handlers.get(type)).map(ActionRegistry::describe);
  }

  /**
   * Why a proposal cannot be taken, before anything is captured: UNKNOWN_TYPE or a PARAMETER code;
   * empty if it can.
   */
  public Optional<ActionRefusedException> check(String type, SortedMap<String, String> parameters) {
    ActionHandler<?> handler = handlers.get(type);
    if (handler == null) {
      return Optional.of(new ActionRefusedException("UNKNOWN_TYPE", "type", type));
    }
    try {
      Parameters.read(handler.parameters(), Work.ofHandler(handler, parameters));
      return Optional.empty();
    } catch (ActionRefusedException refused) {
      return Optional.of(refused);
    }
  }

  /** What this installation cannot execute a person can, where the proposal says how. */
  @Override
  public Optional<ProposalFault> fault(String type, SortedMap<String, String> parameters) {
    if (!handlers.containsKey(type) && parameters.containsKey(Work.INSTRUCTION)) {
      return Optional.empty();
    }
    return check(type, parameters)
        .map(refused -> new ProposalFault(refused.code(), refused.params()));
  }

  @Nullable ActionHandler<?> handler(String type) {
    return handlers.get(type);
  }

  private static ActionDescription describe(ActionHandler<?> handler) {
    return new ActionDescription(
        handler.type(),
        handler.risk(),
        handler.nature(),
        handler.permissions(),
        handler.sources(),
        Parameters.schema(handler.parameters()));
  }
}
