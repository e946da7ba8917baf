package dev.aceiro.web.console;

import dev.aceiro.workflows.incident.EntryCode;
import dev.aceiro.workflows.incident.TimelineEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A line of the timeline as a page shows it.
 *
 * @param sequence its place
 * @param at when it happened (UTC)
 * @param time when, in the reader's zone
 * @param title when, in UTC
 * @param look {@code good}, {@code bad}, {@code quiet} or empty
 * @param icon the shape that goes with it
 * @param text what happened
 * @param details what there is to say about it, by label
 * @param words what a person wrote, or null
 * @param who who did it, and through what; empty for what happened by itself
 */
record EntryView(
    long sequence,
    Instant at,
    String time,
    String title,
    String look,
    String icon,
    String text,
    List<Detail> details,
    @Nullable String words,
    String who) {

  /** One labelled fact. */
  record Detail(String label, String value) {}

  /** What people write, under whichever name. */
  private static final List<String> WRITTEN = List.of("text", "reason", "summary", "cause");

  /** What is told, with whatever fields its text has. */
  private static final Set<EntryCode> UPDATES =
      EnumSet.of(EntryCode.UPDATE_SENT, EntryCode.UPDATE_WAITING, EntryCode.UPDATE_APPROVED);

  private static final List<String> ABOUT_UPDATES =
      List.of("template", "update", "roles", "author", "replaces", "reason", "text", "summary");

  /** Facts worth a line of their own, in this order, where they are there. */
  private static final List<String> FACTS =
      List.of(
          "scenario",
          "environment",
          "services",
          "zones",
          "namespaces",
          "lastUpdate",
          "nextSteps",
          "target",
          "before",
          "after",
          "unreadable",
          "failed",
          "why",
          "due",
          "owner",
          "who",
          "late",
          "follows");

  /** Entries in the order given; one message to several at once is one line. */
  static List<EntryView> all(List<TimelineEntry> entries, Reader reader, Names names) {
    List<EntryView> views = new ArrayList<>();
    int i = 0;
    while (i < entries.size()) {
      TimelineEntry first = entries.get(i);
      List<String> recipients = new ArrayList<>();
      int next = i;
      while (next < entries.size() && together(first, entries.get(next))) {
        recipients.add(entries.get(next).params().getOrDefault("recipient", ""));
        next++;
      }
      views.add(
          recipients.size() < 2
              ? of(first, reader, names)
              : of(with(first, String.join(",", recipients.reversed())), reader, names));
      i = Math.max(next, i + 1);
    }
    return views;
  }

  private static boolean together(TimelineEntry one, TimelineEntry other) {
    boolean message =
        one.code() == EntryCode.MESSAGE_SENT
            || one.code() == EntryCode.MESSAGE_DRY
            || one.code() == EntryCode.MESSAGE_FAILED;
    return message
        && one.code() == other.code()
        && one.params().containsKey("message")
        && one.params().get("message").equals(other.params().get("message"))
        && java.util.Objects.equals(one.params().get("failed"), other.params().get("failed"))
        && Math.abs(one.occurredAt().getEpochSecond() - other.occurredAt().getEpochSecond()) <= 1;
  }

  private static TimelineEntry with(TimelineEntry entry, String recipients) {
    TreeMap<String, String> params = new TreeMap<>(entry.params());
    params.put("recipient", recipients);
    return new TimelineEntry(
        entry.sequence(), entry.occurredAt(), entry.code(), params, entry.by(), entry.via());
  }

  static EntryView of(TimelineEntry entry, Reader reader, Names names) {
    Map<String, String> params = inWords(entry, reader, names);
    List<Detail> details = new ArrayList<>();
    for (String fact : FACTS) {
      String value = params.get(fact);
      if (value != null && !value.isBlank() && told(entry.code(), fact)) {
        details.add(new Detail(reader.word("param", fact), value));
      }
    }
    if (UPDATES.contains(entry.code())) {
      params.forEach(
          (name, value) -> {
            if (!FACTS.contains(name) && !ABOUT_UPDATES.contains(name)) {
              details.add(new Detail(reader.word("field", name), value));
            }
          });
    }
    String written = null;
    for (String name : WRITTEN) {
      if (params.containsKey(name) && written == null) {
        written = params.get(name);
      }
    }
    return new EntryView(
        entry.sequence(),
        entry.occurredAt(),
        reader.time(entry.occurredAt()),
        Reader.utc(entry.occurredAt()),
        look(entry.code()),
        icon(entry.code()),
        reader.say("entry." + entry.code(), params),
        details,
        entry.code() == EntryCode.DRAFT_SUBMITTED ? null : written,
        who(entry, reader, names));
  }

  private static Map<String, String> inWords(TimelineEntry entry, Reader reader, Names names) {
    Map<String, String> params = new TreeMap<>(entry.params());
    params.computeIfPresent("role", (name, role) -> names.role(role));
    params.computeIfPresent("roles", (name, roles) -> names.roles(roles));
    params.computeIfPresent("author", (name, author) -> names.person(author));
    params.computeIfPresent("person", (name, person) -> names.person(person));
    params.computeIfPresent("owner", (name, owner) -> names.owner(owner));
    params.computeIfPresent("recipient", (name, recipients) -> names.recipients(recipients));
    params.computeIfPresent("by", (name, by) -> names.person(by));
    params.computeIfPresent("scenario", (name, scenario) -> names.scenario(scenario));
    params.computeIfPresent("check", (name, check) -> names.check(check));
    params.computeIfPresent("late", (name, late) -> reader.say("param.late.yes"));
    params.computeIfPresent("why", (name, why) -> ActionViews.why(why, entry.params(), reader));
    if (entry.code() == EntryCode.ITEM_ADDED || entry.code() == EntryCode.CLOCK_MISSED) {
      params.computeIfPresent("due", (name, due) -> reader.full(Instant.parse(due)));
    }
    params.computeIfPresent(
        "clock",
        (name, clock) ->
            clock.startsWith("item:")
                ? reader.say("clock.item", "item", clock.substring("item:".length()))
                : reader.word("clock", clock));
    return params;
  }

  /** What the sentence itself says already. */
  private static boolean told(EntryCode code, String fact) {
    return switch (fact) {
      case "why" -> code != EntryCode.ACTION_WITH_PERSON && code != EntryCode.ACTION_APPLIED;
      case "due" -> code == EntryCode.ITEM_ADDED || code == EntryCode.CLOCK_MISSED;
      default -> true;
    };
  }

  private static String who(TimelineEntry entry, Reader reader, Names names) {
    if (entry.by().equals("aceiro")) {
      return "";
    }
    String person = names.person(entry.by());
    return switch (entry.via()) {
      case "console", "" -> person;
      default -> reader.say("who." + entry.via(), "person", person);
    };
  }

  private static String look(EntryCode code) {
    return switch (code) {
      case CONTAINED, RECOVERED, ACTION_APPLIED, ACTION_UNDONE, ALARM_CLEARED, CLOSED, ITEM_DONE ->
          "good";
      case ALARM_FIRED,
          ALARM_FLAPS,
          CLOCK_MISSED,
          MESSAGE_FAILED,
          RELAPSED,
          REOPENED,
          ACTION_FAILED,
          ACTION_UNREADABLE,
          ACTION_UNKNOWN,
          ACTION_STOPPED,
          UNDO_STOPPED,
          CONTAINMENT_STOPPED,
          STEPS_STOPPED,
          UNDO_FAILED ->
          "bad";
      case MESSAGE_SENT, MESSAGE_DRY, RESUMED, CHECK_STARTED, ACTION_STARTED, ACTION_CAPTURED ->
          "quiet";
      default -> "";
    };
  }

  private static String icon(EntryCode code) {
    return switch (code) {
      case OPENED -> "●";
      case RESUMED -> "↻";
      case ALARM_FIRED,
          ALARM_FLAPS,
          CLOCK_MISSED,
          MESSAGE_FAILED,
          ACTION_FAILED,
          ACTION_UNREADABLE,
          UNDO_FAILED ->
          "!";
      case ACTION_UNKNOWN, ACTION_CAUSE_UNPROVEN -> "?";
      case ALARM_CLEARED,
          ACKNOWLEDGED,
          CONTAINED,
          RECOVERED,
          ACTION_APPLIED,
          ACTION_APPROVED,
          ACTION_APPROVED_BY_POLICY,
          ITEM_DONE,
          REVIEW_COMPLETED,
          OBSERVATION_ENDED ->
          "✓";
      case RELAPSED, REOPENED, ACTION_RETRIED, ACTION_STALE -> "↺";
      case MESSAGE_SENT, UPDATE_SENT, UPDATE_APPROVED -> "✉";
      case UPDATE_WAITING, ACTION_WAITS -> "◔";
      case MESSAGE_DRY -> "◌";
      case FLAG_RAISED, FLAG_CLEARED, HOLD_PUT, HOLD_GONE, HOLD_LIFT_SAID, HOLD_LIFTED -> "◆";
      case ROLE_TAKEN, ROLE_HANDED_OVER -> "☺";
      case ACTION_PROPOSED, CHECK_STARTED -> "○";
      case ACTION_CAPTURED, ACTION_STARTED, UNDO_STARTED, ACTION_WITH_PERSON -> "◐";
      case ACTION_REJECTED, ACTION_WITHDRAWN, UPDATE_WITHDRAWN, FALSE_ALARM, ITEM_DROPPED -> "×";
      case ACTION_UNDONE -> "↩";
      case CLOSED, CONTAINMENT_STOPPED, ACTION_STOPPED, UNDO_STOPPED -> "■";
      case CONTAINMENT_RELEASED -> "▶";
      default -> "✎";
    };
  }
}
