package dev.aceiro.web.console;

import dev.aceiro.workflows.containment.Leftovers;
import dev.aceiro.workflows.containment.Reading;
import dev.aceiro.workflows.containment.Unexplained;
import dev.aceiro.workflows.incident.IncidentState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What differs from the declaration, in words, with what may be said of it. */
final class LeftViews {
  private static final String PLACE = "left";

  private final IncidentViews views;
  private final IncidentState state;
  private final Reader reader;

  LeftViews(IncidentViews views) {
    this.views = views;
    this.state = views.incident().state();
    this.reader = views.reader();
  }

  /** The panel; null as long as there is nothing to show. */
  @Nullable LeftView panel() {
    if (state.baseline().isEmpty()) {
      return null;
    }
    return new LeftView(
        summary(),
        state.baseline().stream()
            .filter(one -> one.state() != Reading.State.READ)
            .map(this::apart)
            .distinct()
            .toList(),
        state.unexplained().stream()
            .sorted(Comparator.comparing(Unexplained::state))
            .map(this::view)
            .toList(),
        views.allowed("survey-again") ? views.forms().of("survey-again", PLACE).done() : null);
  }

  private String summary() {
    List<Reading> read =
        state.baseline().stream().filter(one -> one.state() == Reading.State.READ).toList();
    if (read.isEmpty()) {
      return reader.say("left.none");
    }
    String said =
        reader.say(
            "left.baseline",
            "n",
            read.stream().map(Reading::target).distinct().count(),
            "time",
            reader.minute(read.getFirst().at()));
    Instant compared = state.surveyedAt();
    if (!state.surveyOrders().isEmpty()) {
      return said + " " + reader.say("left.reading");
    }
    return compared == null
        ? said
        : said + " " + reader.say("left.compared", "time", reader.minute(compared));
  }

  private String apart(Reading one) {
    return reader.say(
        one.state() == Reading.State.UNREADABLE ? "left.unreadable" : "left.apart",
        "what",
        one.target().isEmpty() ? reader.word("action-type", one.step().type()) : one.target(),
        "why",
        why(one.code()));
  }

  private String why(String code) {
    return why(code, reader);
  }

  /** Why a target is not compared, or of what nobody can say whether it is as it was. */
  static String why(String code, Reader reader) {
    String words = ActionViews.why(code, Map.of(), reader);
    return words == null ? code : words;
  }

  private LeftView.Difference view(Unexplained one) {
    Leftovers.Found found = one.found();
    boolean changed = found.code().equals(Leftovers.CHANGED);
    List<ActionView.Line> lines = new ArrayList<>();
    if (changed) {
      line(lines, "del", "- ", found.name(), found.before());
      line(lines, "add", "+ ", found.name(), found.after());
    }
    return new LeftView.Difference(
        one.id(),
        found.target(),
        reader.word("difference-state", one.state().name()),
        one.state() == Unexplained.State.OPEN ? "warn" : "quiet",
        lines,
        changed ? said(one) : why(found.code()) + (said(one) == null ? "" : " " + said(one)),
        forms(one));
  }

  private static void line(
      List<ActionView.Line> lines, String kind, String sign, String name, @Nullable String value) {
    if (value != null) {
      lines.add(new ActionView.Line(kind, sign + name + ": " + value));
    }
  }

  private @Nullable String said(Unexplained one) {
    String by = one.by();
    if (by == null) {
      return null;
    }
    return reader.say(
        one.action() == null ? "left.waived" : "left.adopted",
        "person",
        views.names().person(by),
        "reason",
        one.reason() == null ? "" : one.reason(),
        "action",
        one.action() == null ? "" : one.action());
  }

  private List<FormView> forms(Unexplained one) {
    List<FormView> forms = new ArrayList<>();
    if (one.state() != Unexplained.State.OPEN) {
      return forms;
    }
    if (one.found().code().equals(Leftovers.CHANGED)) {
      add(forms, "adopt-difference", one.id());
    }
    add(forms, "waive-difference", one.id());
    return forms;
  }

  private void add(List<FormView> forms, String decision, String difference) {
    if (views.allowed(decision)) {
      forms.add(views.forms().of(decision, PLACE).about("difference", difference).done());
    }
  }
}
