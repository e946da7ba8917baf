package dev.aceiro.web.ingest;

import dev.aceiro.activities.store.Inbox;
import dev.aceiro.web.ingest.AlarmSources.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of source proves who it is and what its alarms look like. A new kind is one more
 * implementation.
 */
interface SourceKind {

  /** What {@code kind:} says. */
  String name();

  /** Whether its authenticity is a bearer token, which must then be configured. */
  boolean bearer();

  /**
   * What is wrong with a source's settings.
   *
   * @return one sentence that says what to do, or null
   */
  @Nullable String problem(SourceConfig source);

  /**
   * Makes sure that the source sent this. What is returned is authentic: from there on nothing may
   * be refused but what cannot be understood at all.
   *
   * @throws dev.aceiro.web.problem.Problem if it is malformed or not authentic
   */
  Authentic authenticate(Delivery delivery, Source source);

  /** An authentic delivery. */
  @FunctionalInterface
  interface Authentic {
    /**
     * Its alarms, normalised.
     *
     * @throws dev.aceiro.web.problem.Problem if it is not of the form the source documents
     */
    Accepted normalise();
  }

  /**
   * What is to be stored.
   *
   * @param entries one for each alarm
   * @param afterwards what remains to be done once they are stored, also for a replay
   */
  record Accepted(List<Inbox.Entry> entries, @Nullable Runnable afterwards) {
    static Accepted of(List<Inbox.Entry> entries) {
      return new Accepted(entries, null);
    }
  }
}
