package dev.aceiro.workflows.estate;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** What monitoring calls the things that parameters name. */
final class AlarmWords {
  private static final String DIMENSION = "dimension.";

  private AlarmWords() {}

  /** What the labels say of a parameter; several where they disagree. */
  static SortedSet<String> of(String parameter, SortedMap<String, String> labels) {
    SortedSet<String> said = new TreeSet<>();
    labels.forEach(
        (label, value) -> {
          if (!value.isBlank() && says(label, parameter)) {
            said.add(value);
          }
        });
    return said;
  }

  /** Whether that label says something of a parameter. */
  static boolean says(String label, String parameter) {
    String asked = parameter.toLowerCase(Locale.ROOT);
    String name = label.toLowerCase(Locale.ROOT);
    String word = name.startsWith(DIMENSION) ? name.substring(DIMENSION.length()) : name;
    return word.equals(asked) || words(asked).contains(word);
  }

  /** Labels and CloudWatch dimensions beside the parameter's own name. */
  private static List<String> words(String parameter) {
    return switch (parameter) {
      case "cluster" -> List.of("clustername", "dbclusteridentifier");
      case "service" -> List.of("servicename");
      case "queue" -> List.of("queuename");
      case "function" -> List.of("functionname");
      case "pipeline" -> List.of("pipelinename");
      case "distribution" -> List.of("distributionid");
      default -> List.of();
    };
  }
}
