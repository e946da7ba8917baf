package dev.aceiro.web.incident;

import dev.aceiro.workflows.containment.ActionKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which resources of the estate a parameter names, by which of their keys. */
record EstateForm(String kind, List<String> keys) {

  /** That of a parameter, or null where it names nothing of the estate. */
  static @Nullable EstateForm of(ActionKind kind, String parameter) {
    if (kind.parameters().get("properties") instanceof Map<?, ?> properties
        && properties.get(parameter) instanceof Map<?, ?> property
        && property.get(ActionKind.ESTATE) instanceof String said) {
      int dot = said.indexOf('.');
      return new EstateForm(said.substring(0, dot), List.of(said.substring(dot + 1).split("\\|")));
    }
    return null;
  }

  /** A resource that lacks every key names nothing. */
  boolean names(SortedMap<String, String> resource, String value) {
    return keys.stream().map(resource::get).anyMatch(name -> name != null && is(name, value));
  }

  /** What to call a resource: its first key; null where it lacks every one. */
  @Nullable String name(SortedMap<String, String> resource) {
    return keys.stream().map(resource::get).filter(Objects::nonNull).findFirst().orElse(null);
  }

  SortedSet<String> known(List<SortedMap<String, String>> of) {
    SortedSet<String> known = new TreeSet<>();
    for (SortedMap<String, String> resource : of) {
      keys.stream().map(resource::get).filter(Objects::nonNull).forEach(known::add);
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
