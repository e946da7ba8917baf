package dev.aceiro.web.console;

import dev.aceiro.workflows.incident.EntryCode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a timeline may be narrowed to. */
enum TimelineGroup {
  DECISIONS,
  ACTIONS,
  MESSAGES,
  CLOCKS,
  ALARMS;

  /** Which group an entry belongs to. */
  static TimelineGroup of(EntryCode code) {
    return switch (code) {
      case ALARM_FIRED, ALARM_CLEARED, ALARM_FLAPS -> ALARMS;
      case MESSAGE_SENT,
          MESSAGE_DRY,
          MESSAGE_FAILED,
          UPDATE_SENT,
          UPDATE_WAITING,
          UPDATE_APPROVED,
          UPDATE_WITHDRAWN ->
          MESSAGES;
      case CLOCK_MISSED, RELAPSED, OBSERVATION_ENDED, CLOSED, OPENED, RESUMED -> CLOCKS;
      case ACTION_PROPOSED,
          ACTION_CAPTURED,
          ACTION_ALREADY,
          ACTION_APPROVED,
          ACTION_STARTED,
          ACTION_WAITS,
          ACTION_WITH_PERSON,
          ACTION_APPLIED,
          ACTION_CAUSE_UNPROVEN,
          ACTION_UNKNOWN,
          ACTION_FAILED,
          ACTION_STALE,
          ACTION_STOPPED,
          CONTAINMENT_STOPPED,
          CONTAINMENT_RELEASED,
          ACTION_REJECTED,
          ACTION_WITHDRAWN,
          ACTION_RETRIED,
          UNDO_STARTED,
          ACTION_UNDONE,
          UNDO_STOPPED,
          UNDO_FAILED,
          UNDO_WAIVED,
          BASELINE_TAKEN,
          SURVEY_ORDERED,
          TARGETS_COMPARED,
          DIFFERENCE_FOUND,
          DIFFERENCE_GONE,
          DIFFERENCE_ADOPTED,
          DIFFERENCE_WAIVED,
          ACTION_APPROVED_BY_POLICY,
          POLICY_APPROVAL_GONE,
          STEPS_STOPPED,
          STEP_WAITS,
          HOLD_PUT,
          HOLD_GONE,
          HOLD_LIFT_SAID,
          HOLD_LIFTED ->
          ACTIONS;
      default -> DECISIONS;
    };
  }

  /** Its name in an address. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of that name, or null. */
  static @Nullable TimelineGroup find(@Nullable String id) {
    return Arrays.stream(values()).filter(group -> group.id().equals(id)).findFirst().orElse(null);
  }

  /** Its codes. */
  Set<EntryCode> codes() {
    EnumSet<EntryCode> codes = EnumSet.noneOf(EntryCode.class);
    for (EntryCode code : EntryCode.values()) {
      if (of(code) == this) {
        codes.add(code);
      }
    }
    return codes;
  }
}
