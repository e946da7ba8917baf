package dev.aceiro.web.console;

import dev.aceiro.web.console.Desk.Communication;
import dev.aceiro.workflows.containment.Action;
import dev.aceiro.workflows.containment.Leftovers;
import dev.aceiro.workflows.containment.Unexplained;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.incident.TimelineEntry;
import dev.aceiro.workflows.policy.ResponsePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The post-mortem as far as it writes itself, in Markdown: what is known is filled in, what only
 * people know is asked for. People appear by what they did, nobody is blamed (002 §1.6, 004).
 */
final class PostmortemDraft {
  /** What {@code submit-draft} takes, in characters. */
  static final int LONGEST = 16_000;

  private final IncidentState state;
  private final ResponsePlan plan;
  private final Reader reader;
  private final Names names;
  private final StringBuilder text = new StringBuilder();

  private PostmortemDraft(IncidentState state, ResponsePlan plan, Reader reader) {
    this.state = state;
    this.plan = plan;
    this.reader = reader;
    this.names = new Names(plan, state.scenario(), reader);
  }

  /**
   * @param entries the whole timeline, oldest first
   * @param reader in whose language and zone it is written
   */
  static String of(
      IncidentState state,
      ResponsePlan plan,
      List<TimelineEntry> entries,
      List<Communication> sent,
      Reader reader) {
    PostmortemDraft draft = new PostmortemDraft(state, plan, reader);
    draft.head();
    draft.ask("summary", "impact");
    draft.clocks();
    draft.ask("detection", "cause", "contributing");
    draft.actions();
    draft.left();
    draft.communications(sent);
    draft.ask("well", "wrong", "lucky", "improve");
    draft.timeline(entries);
    return draft.text.toString();
  }

  private void head() {
    text.append("# ").append(state.id()).append(": ").append(state.title()).append("\n\n");
    fact("severity", severity());
    fact("began", reader.full(state.startedAt()));
    fact("detected", reader.full(state.receivedAt()));
    instant("resolved", state.resolvedAt());
    Instant resolved = state.resolvedAt();
    if (resolved != null) {
      fact("duration", Reader.length(Duration.between(state.startedAt(), resolved)));
    }
    fact("services", String.join(", ", state.services()));
    fact("environment", state.environment() == null ? "" : state.environment());
    fact("scenario", state.scenario() == null ? "" : names.scenario(state.scenario()));
    fact("episodes", state.episode() > 1 ? String.valueOf(state.episode()) : "");
    fact(
        "flags",
        state.flags().keySet().stream()
            .map(flag -> reader.title("flag", flag))
            .collect(Collectors.joining(", ")));
    fact(
        "team", state.roles().keySet().stream().map(names::role).collect(Collectors.joining(", ")));
    if (state.drill()) {
      fact("drill", reader.say("draft.drill.text"));
    }
  }

  private String severity() {
    String worst = state.worstSeverity();
    String label = plan.hasSeverity(worst) ? plan.severity(worst).label() : "";
    String now = worst.equals(state.severity()) ? "" : " → " + state.severity();
    return worst + (label.isEmpty() ? "" : " (" + label + ")") + now;
  }

  private void clocks() {
    heading("clocks");
    fact("acknowledged", since(state.acknowledgedAt()));
    fact("contained", since(state.containedAt()));
    fact("recovered", since(state.resolvedAt()));
  }

  private String since(@Nullable Instant instant) {
    return instant == null ? "" : Reader.length(Duration.between(state.receivedAt(), instant));
  }

  private void actions() {
    heading("actions");
    if (state.actions().isEmpty()) {
      text.append(reader.say("draft.none")).append('\n');
    }
    for (Action action : state.actions()) {
      Instant applied = action.appliedAt();
      text.append("- ")
          .append(action.id())
          .append(" `")
          .append(action.type())
          .append("`: ")
          .append(reader.word("action-state", action.state().name()))
          .append(applied == null ? "" : " (" + reader.full(applied) + ")")
          .append(". ")
          .append(oneLine(action.reason()))
          .append('\n');
    }
  }

  private void left() {
    if (state.unexplained().isEmpty()) {
      return;
    }
    heading("left");
    for (Unexplained one : state.unexplained()) {
      Leftovers.Found found = one.found();
      text.append("- ")
          .append(one.id())
          .append(' ')
          .append(found.target())
          .append(": ")
          .append(
              found.code().equals(Leftovers.CHANGED)
                  ? found.name() + " " + shown(found.before()) + " → " + shown(found.after()) + "."
                  : LeftViews.why(found.code(), reader))
          .append(' ')
          .append(reader.word("difference-state", one.state().name()))
          .append(one.action() == null ? "" : " (" + one.action() + ")")
          .append(one.reason() == null ? "." : ". " + oneLine(one.reason()))
          .append('\n');
    }
  }

  private static String shown(@Nullable String value) {
    return value == null ? "∅" : value;
  }

  private void communications(List<Communication> sent) {
    heading("communications");
    Map<String, Long> counts =
        sent.stream()
            .filter(message -> !message.code().equals("card"))
            .collect(
                Collectors.groupingBy(
                    message ->
                        reader.word("message", message.code())
                            + ", "
                            + message.channel()
                            + ", "
                            + reader.word("delivery", message.state().name()),
                    TreeMap::new,
                    Collectors.counting()));
    if (counts.isEmpty()) {
      text.append(reader.say("draft.none")).append('\n');
    }
    counts.forEach(
        (what, count) -> text.append("- ").append(what).append(": ").append(count).append('\n'));
  }

  private void ask(String... sections) {
    for (String section : sections) {
      heading(section);
      text.append(reader.say("draft." + section + ".hint")).append('\n');
    }
  }

  /** The timeline goes last and is what gives way where the text would be too long. */
  private void timeline(List<TimelineEntry> entries) {
    heading("timeline");
    StringBuilder lines = new StringBuilder();
    int room = LONGEST - text.length() - 200;
    for (TimelineEntry entry : entries) {
      if (quiet(entry)) {
        continue;
      }
      EntryView view = EntryView.of(entry, reader, names);
      String line =
          "- "
              + reader.full(entry.occurredAt())
              + " "
              + view.text()
              + (view.words() == null ? "" : ": " + oneLine(view.words()))
              + "\n";
      if (lines.length() + line.length() > room) {
        lines.append(reader.say("draft.more", "id", state.id())).append('\n');
        break;
      }
      lines.append(line);
    }
    text.append(lines);
  }

  private static boolean quiet(TimelineEntry entry) {
    return switch (entry.code()) {
      case MESSAGE_SENT, MESSAGE_DRY, ACTION_CAPTURED, ACTION_STARTED, CHECK_STARTED, RESUMED ->
          true;
      default -> false;
    };
  }

  private void heading(String name) {
    text.append("\n## ").append(reader.say("draft." + name)).append("\n\n");
  }

  private void fact(String name, String value) {
    if (!value.isBlank()) {
      text.append("- ").append(reader.say("draft." + name)).append(": ").append(value).append('\n');
    }
  }

  private void instant(String name, @Nullable Instant instant) {
    if (instant != null) {
      fact(name, reader.full(instant));
    }
  }

  private static String oneLine(String said) {
    String line = said.replaceAll("\\s+", " ").strip();
    return line.length() > 240 ? line.substring(0, 239) + "…" : line;
  }
}
