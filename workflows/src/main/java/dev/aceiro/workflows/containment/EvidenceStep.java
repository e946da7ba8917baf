package dev.aceiro.workflows.containment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A step of a playbook that keeps evidence, and of what.
 *
 * @param type its action type
 * @param parameters those by which an action is known as this step; one that has none is any of its
 *     type
 */
public record EvidenceStep(String type, SortedMap<String, String> parameters) {
  private static final String BY_HAND = "manual";
  private static final String INSTRUCTION = "instruction";

  /** Parameters that say how a person does it, and not what it is. */
  private static final List<String> HOW = List.of(INSTRUCTION, "undo", "nature");

  /** What is not said is none. */
  public EvidenceStep {
    parameters = parameters == null ? new TreeMap<>() : parameters;
  }

  /** Any action of that type. */
  public static EvidenceStep any(String type) {
    return new EvidenceStep(type, new TreeMap<>());
  }

  /** A step with what its playbook states. What a person does is known by its instruction. */
  public static EvidenceStep of(String type, Map<String, String> stated) {
    SortedMap<String, String> parameters = new TreeMap<>();
    stated.forEach(
        (name, value) -> {
          boolean what = !HOW.contains(name) || (type.equals(BY_HAND) && name.equals(INSTRUCTION));
          if (what && !value.isBlank()) {
            parameters.put(name, value);
          }
        });
    return new EvidenceStep(type, parameters);
  }

  /** Whether an action is this step: of its type, with every parameter that it states. */
  public boolean isDoneBy(Action action) {
    return agrees(action.type(), action.parameters());
  }

  /** Whether whatever does this step does the other one too. */
  private boolean covers(EvidenceStep other) {
    return other.agrees(type, parameters);
  }

  private boolean agrees(String otherType, SortedMap<String, String> said) {
    return type.equals(otherType)
        && parameters.entrySet().stream()
            .allMatch(
                stated ->
                    Objects.equals(plain(stated.getValue()), plain(said.get(stated.getKey()))));
  }

  /** A form in a browser breaks lines otherwise. */
  private static @Nullable String plain(@Nullable String value) {
    return value == null ? null : value.strip().replaceAll("\\s+", " ");
  }

  /** What people are told to take. */
  public String inWords() {
    return parameters.isEmpty()
        ? type
        : parameters.entrySet().stream()
            .map(one -> type.equals(BY_HAND) ? one.getValue() : one.getKey() + " " + one.getValue())
            .collect(Collectors.joining(", ", type + " (", ")"));
  }

  /**
   * What is owed to both: as many of each as the one that has more of it. Where the one states more
   * of a step than the other, that is what is owed.
   */
  public static List<EvidenceStep> together(List<EvidenceStep> some, List<EvidenceStep> others) {
    List<EvidenceStep> all = new ArrayList<>(some);
    List<EvidenceStep> left = new ArrayList<>(some);
    List<EvidenceStep> more = new ArrayList<>(others);
    more.removeIf(left::remove);
    for (EvidenceStep one : more) {
      EvidenceStep wider = first(left, one, false);
      EvidenceStep narrower = first(left, one, true);
      if (narrower != null) {
        left.remove(narrower);
      } else if (wider != null) {
        left.remove(wider);
        all.set(all.indexOf(wider), one);
      } else {
        all.add(one);
      }
    }
    return all;
  }

  private static @Nullable EvidenceStep first(
      List<EvidenceStep> left, EvidenceStep one, boolean narrower) {
    return left.stream()
        .filter(other -> narrower ? other.covers(one) : one.covers(other))
        .findFirst()
        .orElse(null);
  }

  /** The steps for which there is no action of their own: one action is one step. */
  public static List<EvidenceStep> missing(List<EvidenceStep> steps, List<Action> taken) {
    SortedMap<Integer, EvidenceStep> done = new TreeMap<>();
    List<EvidenceStep> missing = new ArrayList<>();
    for (EvidenceStep step : steps) {
      if (!step.takes(taken, done, new boolean[taken.size()])) {
        missing.add(step);
      }
    }
    return missing;
  }

  /** Finds an action for this step, also by finding another one for the step that has it. */
  private boolean takes(
      List<Action> taken, SortedMap<Integer, EvidenceStep> done, boolean[] tried) {
    for (int place = 0; place < taken.size(); place++) {
      if (tried[place] || !isDoneBy(taken.get(place))) {
        continue;
      }
      tried[place] = true;
      EvidenceStep present = done.get(place);
      if (present == null || present.takes(taken, done, tried)) {
        done.put(place, this);
        return true;
      }
    }
    return false;
  }
}
