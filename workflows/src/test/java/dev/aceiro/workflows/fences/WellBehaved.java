package dev.aceiro.workflows.fences;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a fence must let pass, or it would be taken down. */
record WellBehaved(List<String> names, SortedMap<String, Instant> due) {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final List<String> KNOWN = List.of("a", "b");

  enum Step {
    FIRST,
    SECOND
  }

  Map<String, Long> counted() {
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
  }

  Map<String, String> mapped() {
    return names.stream()
        .collect(Collectors.toMap(name -> name, name -> name, (a, b) -> a, LinkedHashMap::new));
  }

  List<String> distinct(Step step) {
    var seen = new LinkedHashSet<>(names);
    var result = new ArrayList<String>();
    switch (step) {
      case FIRST -> result.addAll(KNOWN);
      case SECOND -> result.addAll(seen);
    }
    return List.copyOf(result);
  }

  byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  Instant later(Instant now) {
    return now.plus(PATIENCE);
  }
}
