package dev.aceiro.web.incident;

import dev.aceiro.web.profile.yaml.EstateFile;
import dev.aceiro.workflows.containment.ActionKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What there is to act on. Where the estate lists resources of a kind, only those are targets, and
 * the parameters that name one must name the same one; of a kind that it lists nothing of it says
 * nothing.
 */
final class Targets {
  static final List<String> PLACES = List.of("account", "region");

  private final List<SortedMap<String, String>> resources;

  private Targets(List<SortedMap<String, String>> resources) {
    this.resources = resources;
  }

  /** Those of an estate. */
  static Targets of(EstateFile estate) {
    List<SortedMap<String, String>> all = new ArrayList<>();
    estate.services().forEach(service -> all.addAll(service.resources()));
    return new Targets(all);
  }

  /**
   * A parameter that names something else.
   *
   * @param parameter its name
   * @param value what it says
   * @param known what it could have said
   */
  record Stranger(String parameter, String value, SortedSet<String> known) {}

  /** The first parameter that names something outside the estate, or null. */
  @Nullable Stranger outside(ActionKind kind, SortedMap<String, String> parameters) {
    Map<String, List<SortedMap<String, String>>> left = new LinkedHashMap<>();
    for (Map.Entry<String, String> said : parameters.entrySet()) {
      EstateForm form = EstateForm.of(kind, said.getKey());
      if (form == null || said.getValue().isBlank()) {
        continue;
      }
      List<SortedMap<String, String>> before = left.computeIfAbsent(form.kind(), this::resourcesOf);
      if (before.isEmpty()) {
        continue;
      }
      List<SortedMap<String, String>> named =
          before.stream().filter(resource -> form.names(resource, said.getValue())).toList();
      if (named.isEmpty()) {
        return new Stranger(said.getKey(), said.getValue(), form.known(before));
      }
      left.put(form.kind(), named);
    }
    for (String place : PLACES) {
      String said = parameters.getOrDefault(place, "");
      for (List<SortedMap<String, String>> named : left.values()) {
        SortedSet<String> there = new TreeSet<>();
        named.forEach(resource -> there.add(resource.getOrDefault(place, said)));
        if (!said.isBlank() && !there.isEmpty() && !there.contains(said)) {
          return new Stranger(place, said, there);
        }
      }
    }
    return null;
  }

  private List<SortedMap<String, String>> resourcesOf(String kind) {
    return resources.stream().filter(resource -> kind.equals(resource.get("kind"))).toList();
  }
}
