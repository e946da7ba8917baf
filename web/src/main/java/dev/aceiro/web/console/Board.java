package dev.aceiro.web.console;

import dev.aceiro.web.console.Desk.Dossier;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.policy.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is open now, the most urgent first.
 *
 * @param heading how many there are
 * @param first when the first of them is due, in words, or null
 * @param firstDue when that is (UTC), or null
 * @param cards one for each
 * @param late what is overdue anywhere, the longest first
 * @param lateMore how much more is overdue
 */
record Board(
    String heading,
    @Nullable String first,
    @Nullable Instant firstDue,
    List<CardView> cards,
    List<Late> late,
    int lateMore) {
  private static final int LATE = 6;

  /**
   * A clock that was missed and not met since.
   *
   * @param incident whose
   * @param label which clock
   * @param since for how long
   * @param due when it should have been met (UTC)
   */
  record Late(String incident, String label, String since, Instant due) {}

  /**
   * What a board is narrowed to; an empty text narrows nothing.
   *
   * @param drill {@code yes}, {@code no} or empty
   */
  record Filter(String profile, String severity, String stage, String drill, String text) {
    static Filter none() {
      return new Filter("", "", "", "", "");
    }

    boolean lets(IncidentState state) {
      return (profile.isEmpty() || profile.equals(state.profile()))
          && (severity.isEmpty() || severity.equals(state.severity()))
          && (stage.isEmpty() || stage.equals(state.stage().name()))
          && (drill.isEmpty() || state.drill() == drill.equals("yes"))
          && (text.isEmpty() || contains(state));
    }

    private boolean contains(IncidentState state) {
      String wanted = text.toLowerCase(Locale.ROOT);
      return (state.id() + " " + state.title() + " " + String.join(" ", state.services()))
          .toLowerCase(Locale.ROOT)
          .contains(wanted);
    }

    public boolean narrows() {
      return !(profile + severity + stage + drill + text).isEmpty();
    }
  }

  static Board of(Desk desk, Filter filter, Reader reader) {
    List<CardView> cards = new ArrayList<>();
    List<Late> late = new ArrayList<>();
    for (Dossier dossier : desk.open()) {
      if (!filter.lets(dossier.state())) {
        continue;
      }
      // Nobody decides on the board: whose eyes it is seen with does not matter.
      IncidentViews views =
          new IncidentViews(
              desk, dossier, dev.aceiro.workflows.incident.Actor.ACEIRO, reader, Typed.nothing());
      cards.add(card(views));
      for (ClockViews.Overdue clock : views.clocks().overdue()) {
        Instant due = clock.due();
        late.add(new Late(dossier.state().id(), clock.label(), reader.distance(due), due));
      }
    }
    cards.sort(CardView.urgency());
    late.sort(Comparator.comparing(Late::due));
    Instant first =
        cards.stream()
            .map(CardView::nearest)
            .filter(clock -> clock != null && clock.runs() && !clock.id().equals("observation"))
            .map(ClockView::due)
            .filter(due -> due != null)
            .min(Comparator.naturalOrder())
            .orElse(null);
    return new Board(
        reader.say("board.count", "n", cards.size()),
        first == null ? null : reader.say("board.first", "length", reader.distance(first)),
        first,
        cards,
        late.stream().limit(LATE).toList(),
        Math.max(0, late.size() - LATE));
  }

  private static CardView card(IncidentViews views) {
    IncidentState state = views.incident().state();
    Reader reader = views.reader();
    ClockView nearest = views.clocks().nearest();
    String commander = views.commander();
    return new CardView(
        state.id(),
        state.profile(),
        state.severity(),
        IncidentViews.look(state.severity()),
        state.title(),
        state.drill(),
        views.badges(),
        reader.ago(state.receivedAt()),
        reader.full(state.receivedAt()),
        nearest,
        views.missed(),
        nearest == null ? null : nearest.due(),
        asks(state, reader),
        stage(state, views),
        views.where(),
        commander == null ? reader.say("board.nobody") : views.names().person(commander));
  }

  private static @Nullable String asks(IncidentState state, Reader reader) {
    if (state.resolvedAt() == null && state.acknowledgedAt() == null) {
      return reader.say("board.unacknowledged");
    }
    long waiting = state.actions().stream().filter(a -> a.state() == ActionState.WAITING).count();
    if (waiting > 0) {
      return reader.say("board.approvals", "n", waiting);
    }
    long unknown =
        state.actions().stream().filter(a -> a.state() == ActionState.OUTCOME_UNKNOWN).count();
    return unknown > 0 ? reader.say("board.unknown", "n", unknown) : null;
  }

  private static String stage(IncidentState state, IncidentViews views) {
    if (state.stage() != Stage.RECOVER) {
      return views.stage();
    }
    long clear = state.checks().values().stream().filter(c -> c.state().clears()).count();
    return views
        .reader()
        .say("board.checks", "stage", views.stage(), "clear", clear, "all", state.checks().size());
  }
}
