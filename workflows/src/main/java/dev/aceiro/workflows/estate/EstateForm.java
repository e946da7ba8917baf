package dev.aceiro.workflows.estate;

import dev.aceiro.workflows.containment.ActionKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which resources of the estate a parameter names.
 *
 * @param kind of the resources
 * @param keys by which of their keys, the usual one first
 */
public record EstateForm(String kind, List<String> keys) {

  /** That of a parameter's schema, or null where it names nothing of the estate. */
  static @Nullable EstateForm of(@Nullable Object schema) {
    if (schema instanceof Map<?, ?> property
        && property.get(ActionKind.ESTATE) instanceof String said) {
      int dot = said.indexOf('.');
      return new EstateForm(said.substring(0, dot), List.of(said.substring(dot + 1).split("\\|")));
    }
    return null;
  }

  /** A resource that lacks every key names nothing. */
  boolean names(EstateResource resource, String value) {
    return keys.stream()
        .map(resource.says()::get)
        .anyMatch(name -> name != null && is(name, value));
  }

  /** What to call a resource: its first key; null where it lacks every one. */
  @Nullable String name(EstateResource resource) {
    return keys.stream()
        .map(resource.says()::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  SortedSet<String> known(List<EstateResource> of) {
    SortedSet<String> known = new TreeSet<>();
    for (EstateResource resource : of) {
      keys.stream().map(resource.says()::get).filter(Objects::nonNull).forEach(known::add);
    }
    return known;
  }

  /** By name, or by the ARN or address that ends with it. */
  private static boolean is(String name, String value) {
    boolean address = value.startsWith("arn:") || value.contains("://");
    return value.equals(name)
        || (address && (value.endsWith("/" + name) || value.endsWith(":" + name)));
  }
}
