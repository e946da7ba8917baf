package dev.aceiro.web.api;

import dev.aceiro.activities.store.Communication;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.containment.Approval;
import dev.aceiro.workflows.containment.Hold;
import dev.aceiro.workflows.containment.HoldLift;
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Reading;
import dev.aceiro.workflows.containment.Unexplained;
import dev.aceiro.workflows.estate.Filled;
import dev.aceiro.workflows.incident.OpenReason;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.policy.Clock;
import dev.aceiro.workflows.policy.Deadline;
import dev.aceiro.workflows.policy.Stage;
import dev.aceiro.workflows.postmortem.ActionItem;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one incident, for the one who asks. All instants UTC.
 *
 * @param id {@code INC-1042}
 * @param profile whose policy applies
 * @param organisation whose it is
 * @param revision how often its state has changed, as recorded
 * @param pending whether the revision that was asked for is not recorded yet
 * @param asker who asked, and what they hold in this profile
 * @param title one line for people
 * @param stage where it stands
 * @param severity its code
 * @param worstSeverity the worst it ever had
 * @param scenario the playbook that answers it
 * @param environment if known
 * @param services that are affected
 * @param zones that are affected
 * @param namespaces that are affected
 * @param drill whether its effects are stubbed
 * @param speed by which its durations are divided; 1 in life
 * @param falseAlarm whether it was nothing
 * @param episode 1, and one more for each relapse
 * @param openedBy a person, or {@code aceiro}
 * @param follows the incident it is linked to
 * @param receivedAt anchor of the response clocks
 * @param startedAt anchor of the impact
 * @param acknowledgedAt when somebody took it
 * @param acknowledgedBy who took it
 * @param containedAt when it was contained
 * @param resolvedAt when recovery was declared
 * @param observationEndedAt when the time after resolution was over
 * @param closedAt when it was closed
 * @param flags raised flags, by name, with the instant of raising
 * @param effects what rules of the policy ask for besides telling somebody, with the instant; a
 *     person carries it out
 * @param roles who holds which role
 * @param alarms what fires and what has cleared
 * @param clocks what must happen by when, and whether it did
 * @param deadlines what will happen by itself if nobody does anything, the nearest first
 * @param playbook the written answer to its scenario
 * @param suggestions its steps in their order, with what could be filled in
 * @param checks what must hold before recovery is declared
 * @param holds what keeps actions back
 * @param actions its ledger
 * @param targets what the playbook's targets were, and what differs without an entry of the ledger
 * @param keepsOpen why it does not close yet, once it is resolved
 * @param timeline its last entries, the newest first
 * @param communications what was sent, or would have been
 * @param waitingUpdate the update that waits for an approval; null where none does
 * @param postmortem what is owed after resolution
 * @param decisions what the asker may say now, and why not the rest
 */
record IncidentView(
    String id,
    String profile,
    String organisation,
    long revision,
    boolean pending,
    AskerView asker,
    String title,
    Stage stage,
    String severity,
    String worstSeverity,
    @Nullable String scenario,
    @Nullable String environment,
    List<String> services,
    List<String> zones,
    List<String> namespaces,
    boolean drill,
    int speed,
    boolean falseAlarm,
    int episode,
    String openedBy,
    @Nullable String follows,
    Instant receivedAt,
    Instant startedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable String acknowledgedBy,
    @Nullable Instant containedAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant observationEndedAt,
    @Nullable Instant closedAt,
    SortedMap<String, Instant> flags,
    SortedMap<String, Instant> effects,
    SortedMap<String, String> roles,
    List<AlarmView> alarms,
    List<ClockView> clocks,
    List<DeadlineView> deadlines,
    @Nullable Playbook playbook,
    List<SuggestionView> suggestions,
    List<CheckView> checks,
    List<HoldView> holds,
    List<ActionView> actions,
    TargetsView targets,
    List<OpenReason> keepsOpen,
    TimelineView timeline,
    List<CommunicationView> communications,
    @Nullable WaitingUpdateView waitingUpdate,
    PostmortemView postmortem,
    List<DecisionOffer> decisions) {

  /**
   * Who asked.
   *
   * @param person as the record will know them
   * @param roles they hold in the profile
   */
  record AskerView(String person, List<String> roles) {}

  /**
   * An alarm of the incident.
   *
   * @param key what identifies it at its source
   * @param name as the catalogue knows it
   * @param state whether it fires
   * @param firstAt when it first came
   * @param changedAt when its state last changed
   */
  record AlarmView(String key, String name, AlarmState state, Instant firstAt, Instant changedAt) {}

  /**
   * A step of the playbook, ready to be proposed.
   *
   * @param waits why it does not begin, or go on, by itself, if it is automatic and does not
   * @param type the action type
   * @param suggested its parameters by name: what the playbook states, what the estate or an alarm
   *     gave, and what is required and must be asked for
   */
  record SuggestionView(String type, List<Filled> suggested, @Nullable Saying waits) {}

  /**
   * A clock.
   *
   * @param id {@code notify}, {@code contain-target}, …
   * @param anchor what it is counted from
   * @param due by when
   * @param metAt when it was met
   * @param look how it stands now
   * @param source where the rule comes from
   */
  record ClockView(
      String id,
      Instant anchor,
      Instant due,
      @Nullable Instant metAt,
      Clock.Look look,
      String source) {}

  /**
   * Something that will happen by itself.
   *
   * @param rule the rule that causes it
   * @param kind what happens
   * @param due when
   * @param recipient who is told
   * @param via by which kinds of channel, where the rule says so
   * @param source where the rule comes from
   */
  record DeadlineView(
      String rule,
      Deadline.Kind kind,
      Instant due,
      String recipient,
      List<String> via,
      String source) {}

  /**
   * A check.
   *
   * @param id its id in the playbook
   * @param kind {@code alarms-cleared}, {@code http-probe} or {@code checklist}
   * @param title what it asks
   * @param state how it stands
   * @param by who answered
   * @param at when
   * @param code what was found
   * @param params the code's parameters
   */
  record CheckView(
      String id,
      String kind,
      String title,
      String state,
      @Nullable String by,
      @Nullable Instant at,
      @Nullable String code,
      SortedMap<String, String> params) {}

  /**
   * An entry of the ledger.
   *
   * @param id {@code A1}, …
   * @param type the action type
   * @param parameters its parameters
   * @param reason why it was proposed
   * @param proposedBy who proposed it
   * @param proposedAt when
   * @param state where it stands
   * @param settled whether nothing more is owed for it
   * @param leftInPlace whether its effect is in force after the resolution: left for the
   *     observation until it is undone or waived
   * @param capture what was found before, once captured
   * @param approvals who said yes to that
   * @param approvalsNeeded how many must, once its risk is known
   * @param approvalRoles who may; empty for anybody with a role
   * @param approvalExpiresAt until when (UTC) the approvals that there are count, the earliest;
   *     null where none counts
   * @param attempts how often it was applied
   * @param appliedAt when it took effect
   * @param code why it stands there
   * @param params the code's parameters
   * @param held which hold keeps from happening to it what would be next (its application, or its
   *     undo) and what lifts that; null where none does
   */
  record ActionView(
      String id,
      String type,
      SortedMap<String, String> parameters,
      String reason,
      String proposedBy,
      Instant proposedAt,
      String state,
      boolean settled,
      boolean leftInPlace,
      @Nullable CaptureView capture,
      List<Approval> approvals,
      @Nullable Integer approvalsNeeded,
      List<String> approvalRoles,
      @Nullable Instant approvalExpiresAt,
      int attempts,
      @Nullable Instant appliedAt,
      String code,
      SortedMap<String, String> params,
      @Nullable Saying held) {}

  /**
   * What was found before an action.
   *
   * @param digest what approvals are bound to
   * @param target the explicit target
   * @param risk what can go wrong there
   * @param undoable whether a call can undo it
   * @param facts short facts
   * @param difference what would change, redacted
   * @param capturedAt when
   * @param nature what the action is to those who investigate
   */
  record CaptureView(
      String digest,
      String target,
      String risk,
      boolean undoable,
      SortedMap<String, String> facts,
      @Nullable String difference,
      Instant capturedAt,
      Nature nature) {}

  /**
   * What keeps actions back.
   *
   * @param hold which
   * @param scenario the scenario whose playbook asks for it, or did
   * @param flags flags that put it, also cleared ones
   * @param liftedBy roles, each of which must say so by a person of its own
   * @param said who has said so
   * @param missing roles that have not
   * @param evidence evidence steps that are not applied yet: the type, and in brackets what the
   *     step states of it
   * @param evidenceTaken whether the evidence it asks for is there
   * @param lifted whether people have lifted it
   * @param source where its rule comes from
   * @param asked whether a raised flag or the present scenario still asks for it; it stays all the
   *     same
   * @param since when it came to be; null where that is not kept
   */
  record HoldView(
      Hold hold,
      @Nullable String scenario,
      List<String> flags,
      List<String> liftedBy,
      List<HoldLift> said,
      List<String> missing,
      List<String> evidence,
      boolean evidenceTaken,
      boolean lifted,
      String source,
      boolean asked,
      @Nullable Instant since) {}

  /**
   * What stands at the targets of the playbook.
   *
   * @param baseline what they were when their scenario was declared; a target that is not compared
   *     says why
   * @param surveying whether they are being read
   * @param comparedAt when they were last compared; null where that is owed
   * @param differences what no entry of the ledger explained when it was found
   */
  record TargetsView(
      List<ReadingView> baseline,
      boolean surveying,
      @Nullable Instant comparedAt,
      List<DifferenceView> differences) {}

  /**
   * What one step's target was.
   *
   * @param type the action type of the step
   * @param target the target; empty where nobody could ask for it
   * @param state READ, UNREADABLE, or LEFT_OUT where it is not compared
   * @param values what stands there until somebody changes it, redacted
   * @param code why it could not be read, or {@code READ}
   * @param at when
   */
  record ReadingView(
      String type,
      String target,
      Reading.State state,
      SortedMap<String, String> values,
      String code,
      Instant at) {}

  /**
   * A difference that somebody must adopt, put back or waive.
   *
   * @param id {@code D1}, …
   * @param target whose
   * @param name which value; empty where it is about the whole target
   * @param before what it was
   * @param after what it is
   * @param code CHANGED, NO_BASELINE, or why the target cannot be read
   * @param state OPEN, ADOPTED, WAIVED or GONE
   * @param foundAt when
   * @param by who adopted or waived it
   * @param reason why
   * @param action the ledger entry that stands for it
   */
  record DifferenceView(
      String id,
      String target,
      String name,
      @Nullable String before,
      @Nullable String after,
      String code,
      Unexplained.State state,
      Instant foundAt,
      @Nullable String by,
      @Nullable String reason,
      @Nullable String action) {}

  /**
   * A part of the timeline.
   *
   * @param entries of this part
   * @param next the cursor of the next part; null after the last
   */
  record TimelineView(List<EntryView> entries, @Nullable String next) {}

  /**
   * A line of the timeline.
   *
   * @param sequence counts the entries of a run
   * @param occurredAt when it happened
   * @param recordedAt when the record heard of it
   * @param code what happened
   * @param params the code's parameters
   * @param by who did it
   * @param via through what
   * @param text the words
   */
  record EntryView(
      long sequence,
      Instant occurredAt,
      Instant recordedAt,
      String code,
      SortedMap<String, String> params,
      String by,
      String via,
      String text) {}

  /**
   * A message on one channel to one reader.
   *
   * @param message the template
   * @param recipient {@code role:x}, {@code channel:x} or {@code person:x}
   * @param channel the kind of channel
   * @param person whom it went to
   * @param state PENDING, SENDING, SENT, DRY or FAILED
   * @param page whether somebody had to act
   * @param dueAt when it became due
   * @param settledAt when it was known what became of it
   * @param error why it failed last
   * @param text its words
   */
  record CommunicationView(
      String message,
      String recipient,
      String channel,
      String person,
      Communication.State state,
      boolean page,
      Instant dueAt,
      @Nullable Instant settledAt,
      @Nullable String error,
      String text) {}

  /**
   * An update that somebody has written and somebody else must approve, as it will go out.
   *
   * @param id what approves or withdraws it, and nothing else
   * @param audience {@code internal} or {@code external}
   * @param template whose words it has
   * @param fields what its author filled in
   * @param subject its first line
   * @param text the rest
   * @param by its author
   * @param at when it was written
   * @param approvers roles any of which may approve it
   * @param recipients who will get it
   */
  record WaitingUpdateView(
      String id,
      String audience,
      String template,
      SortedMap<String, String> fields,
      String subject,
      String text,
      String by,
      Instant at,
      List<String> approvers,
      List<String> recipients) {}

  /**
   * What is owed after resolution.
   *
   * @param mandatory whether a review is owed
   * @param complete whether all that is owed is done
   * @param draftAt when a draft was last submitted
   * @param draft its text
   * @param reviewAt when the review took place
   * @param reviewedBy who took part
   * @param items the action items
   */
  record PostmortemView(
      boolean mandatory,
      boolean complete,
      @Nullable Instant draftAt,
      @Nullable String draft,
      @Nullable Instant reviewAt,
      List<String> reviewedBy,
      List<ActionItem> items) {}
}
