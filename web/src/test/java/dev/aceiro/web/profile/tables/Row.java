package dev.aceiro.web.profile.tables;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An obligation of a document: in such an incident, this happens to them at these times and at no
 * other.
 *
 * @param profile whose
 * @param source where the document says so; {@code Aceiro} where the documents are silent
 * @param severity with which it opens
 * @param scenario with which it opens, or null
 * @param events what happens meanwhile, {@code 40m flag BUSINESS_IMPACT}
 * @param what kind of firing, and its subject where the kind has several
 * @param who is told, without prefix; {@code -} for nobody
 * @param at every time it happens, since the beginning; empty for never
 */
record Row(
    String profile,
    String source,
    String severity,
    @Nullable String scenario,
    List<String> events,
    String what,
    String who,
    List<Duration> at) {

  /** The kind of firing. */
  String kind() {
    return what.split(" ", 2)[0];
  }

  /** The clock, template, effect or channel it is about; empty where the kind says all. */
  String subject() {
    String[] words = what.split(" ", 2);
    return words.length < 2 ? "" : words[1];
  }

  @Override
  public String toString() {
    return "%s %s: %s %s [%s] %s → %s %s"
        .formatted(
            profile,
            source,
            severity,
            scenario == null ? "" : scenario,
            String.join("; ", events),
            what,
            who,
            at.isEmpty() ? "never" : at);
  }
}
