package dev.aceiro.workflows.containment;

import java.util.List;
import java.util.SortedMap;

/**
 * What one kind of action is, for whoever proposes one.
 *
 * @param type its name, such as {@code ecs.force-new-deployment}
 * @param risk what can go wrong, at worst
 * @param nature what it is to those who investigate; a capture may know it better
 * @param permissions what its credentials must be allowed
 * @param sources the documents that ask for it
 * @param parameters JSON Schema (2020-12) of its parameters: maps, lists, texts, numbers and
 *     booleans
 */
public record ActionKind(
    String type,
    Risk risk,
    Nature nature,
    List<String> permissions,
    List<String> sources,
    SortedMap<String, Object> parameters) {
  /**
   * What a property of {@link #parameters} is called that says which resource of the estate the
   * parameter names: {@code ecs-service.service}, {@code security-group.id|name}.
   */
  public static final String ESTATE = "x-estate";
}
