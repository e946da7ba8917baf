package dev.aceiro.workflows.estate;

import dev.aceiro.workflows.containment.ActionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a proposal of one kind of action asks for.
 *
 * @param fields its parameters, in the kind's order
 */
public record ProposalForm(List<Field> fields) {

  /**
   * A parameter.
   *
   * @param name its name
   * @param names which resources of the estate it names; null where it names none
   * @param required whether nothing can be proposed without it
   */
  public record Field(String name, @Nullable EstateForm names, boolean required) {}

  /** That of a kind. */
  public static ProposalForm of(ActionKind kind) {
    List<Field> fields = new ArrayList<>();
    if (kind.parameters().get("properties") instanceof Map<?, ?> properties) {
      List<?> required =
          kind.parameters().get("required") instanceof List<?> list ? list : List.of();
      properties.forEach(
          (name, property) ->
              fields.add(
                  new Field(name.toString(), EstateForm.of(property), required.contains(name))));
    }
    return new ProposalForm(fields);
  }

  boolean has(String parameter) {
    return fields.stream().anyMatch(field -> field.name().equals(parameter));
  }

  @Nullable EstateForm names(String parameter) {
    return fields.stream()
        .filter(field -> field.name().equals(parameter))
        .map(Field::names)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
