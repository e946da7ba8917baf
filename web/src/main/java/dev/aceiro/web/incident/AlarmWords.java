package dev.aceiro.web.incident;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** What monitoring calls the things that parameters name. */
final class AlarmWords {
  private static final String DIMENSION = "dimension.";

  /** Labels and CloudWatch dimensions by parameter, beside the parameter's own name. */
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "cluster", List.of("clustername", "dbclusteridentifier"),
          "service", List.of("servicename"),
          "queue", List.of("queuename"),
          "function", List.of("functionname"),
          "pipeline", List.of("pipelinename"),
          "distribution", List.of("distributionid"));

  private AlarmWords() {}

  /** What the labels say of a parameter; several where they disagree. */
  static SortedSet<String> of(String parameter, SortedMap<String, String> labels) {
    String asked = parameter.toLowerCase(Locale.ROOT);
    List<String> words = WORDS.getOrDefault(asked, List.of());
    SortedSet<String> said = new TreeSet<>();
    labels.forEach(
        (label, value) -> {
          String name = label.toLowerCase(Locale.ROOT);
          String word = name.startsWith(DIMENSION) ? name.substring(DIMENSION.length()) : name;
          if ((word.equals(asked) || words.contains(word)) && !value.isBlank()) {
            said.add(value);
          }
        });
    return said;
  }
}
