package dev.aceiro.web.console;

import dev.aceiro.workflows.communication.Previews.Preview;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An incident as its page shows it to one reader. */
record IncidentView(
    String id,
    long revision,
    Header header,
    Question question,
    List<ActionView> actions,
    String ledger,
    List<ClockView> clocks,
    List<ClockView> upcoming,
    List<RoleView> roles,
    @Nullable FormView handOver,
    Communications communications,
    List<HoldView> holds,
    List<Duty> duties,
    List<AlarmView> alarms,
    Timeline timeline,
    @Nullable LeftView left,
    @Nullable PostmortemView postmortem,
    List<FormView> more,
    List<Closed> impossible) {

  /**
   * What stays in sight.
   *
   * @param severity the code
   * @param look the severity's class, {@code p0} to {@code p3}
   * @param nearest the clock that is due next, or null
   * @param missed how many clocks were missed, in words, or null
   * @param steps the stages
   * @param badges facts worth a badge
   */
  record Header(
      String severity,
      String look,
      String severityLabel,
      String title,
      String stage,
      @Nullable ClockView nearest,
      @Nullable String missed,
      List<Step> steps,
      List<Badge> badges,
      List<Fact> facts,
      boolean closed) {}

  /** One stage: {@code done}, {@code now} or {@code later}. */
  record Step(String label, String look) {}

  /**
   * A short fact.
   *
   * @param look empty, {@code warn}, {@code ok}, {@code bad} or {@code drill}
   * @param icon the shape that goes with it; may be empty
   */
  record Badge(String text, String look, String icon, @Nullable String title) {}

  /** A fact with an instant, such as when it began. */
  record Fact(String label, String value, @Nullable String title, @Nullable Instant at) {}

  /**
   * The question that waits, and all one needs to answer it.
   *
   * @param kind which question
   * @param ask the question
   * @param lines what one should know
   * @param playbook the playbook's title, or null
   * @param hints where to look
   * @param falsePositives what it commonly is when it is nothing
   * @param guidance symptoms, guides and what deviates
   * @param action the action it is about, or null
   * @param checks the checks it is about
   * @param suggestions what the playbook suggests
   * @param items the action items it is about
   * @param answer the form that answers it, or null where there is nothing to say now
   * @param others what else may be said instead
   * @param why why the asker cannot answer, or null
   */
  record Question(
      String kind,
      String ask,
      List<String> lines,
      @Nullable String playbook,
      List<String> hints,
      List<String> falsePositives,
      Guidance guidance,
      @Nullable ActionView action,
      List<CheckView> checks,
      List<Suggestion> suggestions,
      List<ItemView> items,
      @Nullable FormView answer,
      List<FormView> others,
      @Nullable String why) {}

  /** A check that recovery waits for. */
  record CheckView(
      String id,
      String title,
      String badge,
      String look,
      String icon,
      @Nullable String found,
      List<FormView> answers,
      @Nullable FormView override) {}

  /** A containment step of the playbook, ready to be proposed; why it waits if it is automatic. */
  record Suggestion(
      String title,
      String type,
      String parameters,
      @Nullable FormView propose,
      String adjust,
      boolean again,
      @Nullable String waits,
      @Nullable String note,
      @Nullable String deviation) {}

  /** Who plays a part. */
  record RoleView(
      String id, String label, @Nullable String holder, boolean mine, @Nullable FormView take) {}

  /** What was told, the form that tells more, and what waits to be told. */
  record Communications(
      String summary,
      boolean dry,
      boolean failed,
      List<MessageView> messages,
      int earlier,
      @Nullable FormView update,
      @Nullable WaitingView waiting) {}

  /**
   * An update that waits for an approval.
   *
   * @param by who wrote it, and when
   * @param waits who may approve it
   * @param told who will get it
   * @param text as it will go out
   * @param why why the asker cannot approve it, or null
   */
  record WaitingView(
      String title,
      String audience,
      String by,
      String waits,
      String told,
      Preview text,
      @Nullable FormView approve,
      @Nullable String why,
      @Nullable FormView withdraw) {}

  /** A message: what became of it on one channel. */
  record MessageView(
      String time,
      String title,
      String code,
      String to,
      String channel,
      String badge,
      String look,
      @Nullable String why,
      String text) {}

  /** How an alarm stands. */
  record AlarmView(String name, String state, boolean firing, String since, String title) {}

  /**
   * A page of the timeline.
   *
   * @param groups what it may be narrowed to
   * @param older the cursor of older entries, or null
   */
  record Timeline(List<EntryView> entries, List<GroupLink> groups, @Nullable String older) {}

  /** A way to narrow the timeline. */
  record GroupLink(String id, String label, boolean chosen) {}

  /** Where the post-mortem stands. */
  record PostmortemView(
      String owed,
      List<Fact> facts,
      @Nullable String text,
      @Nullable FormView submit,
      @Nullable FormView review,
      List<ItemView> items,
      @Nullable FormView add) {}

  /** An action item. */
  record ItemView(
      String id,
      String text,
      String owner,
      String due,
      String dueTitle,
      boolean late,
      String priority,
      String type,
      String state,
      boolean open,
      @Nullable String reason,
      List<FormView> forms) {}

  /** Decisions that cannot be said now, and why. */
  record Closed(String decisions, String why) {}
}
