package dev.aceiro.web.console;

import dev.aceiro.web.console.IncidentView.Badge;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds every page.
 *
 * @param me who is asking, as people call them
 * @param people whom one may be, in local mode; else empty
 * @param local whether one chooses whom one is
 * @param signedIn whether one can sign out
 * @param notices what is dry, failing or down, where anything is
 * @param stops what stops containment
 * @param back the address of this page, for forms that return to it
 * @param language the language of this page
 * @param otherLanguage the language one can switch to
 * @param theme {@code light}, {@code dark} or empty for the system's
 */
record Shell(
    String me,
    List<Person> people,
    boolean local,
    boolean signedIn,
    List<Badge> notices,
    List<Stop> stops,
    String back,
    String language,
    String otherLanguage,
    @Nullable String theme) {

  /**
   * A switch that is pulled.
   *
   * @param what what it stops
   * @param text who pulled it, why and since when
   * @param title the instant
   */
  record Stop(String what, String text, String title) {}

  /** One of the local people. */
  record Person(String id, String label, boolean chosen) {}
}
