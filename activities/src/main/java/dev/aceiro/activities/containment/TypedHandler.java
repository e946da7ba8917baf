package dev.aceiro.activities.containment;

import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;

/** A handler that says what it is in one {@link ActionType}. */
public abstract class TypedHandler<P extends Record> implements ActionHandler<P> {
  private final ActionType<P> type;

  /** Of this type. */
  protected TypedHandler(ActionType<P> type) {
    this.type = type;
  }

  @Override
  public final String type() {
    return type.name();
  }

  @Override
  public final Class<P> parameters() {
    return type.parameters();
  }

  @Override
  public final Risk risk() {
    return type.risk();
  }

  @Override
  public final Nature nature() {
    return type.nature();
  }

  @Override
  public final List<String> permissions() {
    return type.permissions();
  }

  @Override
  public final List<String> sources() {
    return type.sources();
  }
}
