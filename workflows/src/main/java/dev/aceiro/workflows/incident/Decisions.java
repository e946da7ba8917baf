package dev.aceiro.workflows.incident;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All decisions, in the order in which a console offers them. */
public final class Decisions {
  private static final List<Decision> ALL =
      Stream.of(
              ResponseDecisions.all(),
              ActionDecisions.all(),
              CheckDecisions.all(),
              LeftoverDecisions.all(),
              PostmortemDecisions.all(),
              TeamDecisions.all())
          .flatMap(List::stream)
          .toList();

  private Decisions() {}

  /** Every decision there is. */
  public static List<Decision> all() {
    return ALL;
  }

  /** The decision of that name, or null. */
  public static @Nullable Decision find(String id) {
    return ALL.stream().filter(d -> d.id().equals(id)).findFirst().orElse(null);
  }

  /** Which decisions one person may say now, and why not the others. */
  public static List<Offered> offered(Incident incident, Actor actor, Instant now) {
    return ALL.stream().map(d -> new Offered(d, d.refuseOffer(incident, actor, now))).toList();
  }

  /**
   * Why no incident could take what is said: there is no such decision or field, or a text is
   * longer than its field takes. Null where an incident has to be asked.
   */
  public static @Nullable Refusal refuseForm(String id, Body body) {
    Decision decision = find(id);
    return decision == null
        ? Refusal.of(RefusalCode.UNKNOWN_DECISION, "decision", id)
        : decision.refuseForm(body);
  }

  static @Nullable Refusal refuse(Incident incident, DecisionRequest request, Instant now) {
    Decision decision = find(request.decision());
    return decision == null
        ? Refusal.of(RefusalCode.UNKNOWN_DECISION, "decision", request.decision())
        : decision.refuse(incident, new Ask(request.actor(), request.body(), now));
  }

  static void apply(Incident incident, DecisionRequest request, Instant now) {
    Decision decision = find(request.decision());
    if (decision == null) {
      throw new IllegalStateException("no decision " + request.decision());
    }
    decision.apply(incident, new Ask(request.actor(), request.body(), now));
  }

  /**
   * A decision and whether somebody may say it.
   *
   * @param decision the decision
   * @param why why not, or null if they may
   */
  public record Offered(Decision decision, @Nullable Refusal why) {
    /** Whether it may be said. */
    public boolean allowed() {
      return why == null;
    }
  }
}
