package dev.aceiro.workflows.estate;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the automatic steps of playbooks are filled from.
 *
 * @param forms what each of their types asks for, by type
 * @param estate what they may act on
 */
public record StepTargets(SortedMap<String, ProposalForm> forms, Estate estate) {
  private static final int LONGEST_LABEL = 300;

  /** Those labels of an alarm that could choose a target; none that is longer than any name. */
  public SortedMap<String, String> telling(SortedMap<String, String> labels) {
    SortedMap<String, String> telling = new TreeMap<>();
    labels.forEach(
        (label, value) -> {
          if (value.length() <= LONGEST_LABEL && tells(label)) {
            telling.put(label, value);
          }
        });
    return telling;
  }

  private boolean tells(String label) {
    return forms.values().stream()
        .flatMap(form -> form.fields().stream())
        .anyMatch(field -> AlarmWords.says(label, field.name()));
  }

  /** What a type asks for, or null where nobody knows. */
  public @Nullable ProposalForm form(String type) {
    return forms.get(type);
  }
}
