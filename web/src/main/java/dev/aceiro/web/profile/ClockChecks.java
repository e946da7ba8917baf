package dev.aceiro.web.profile;

import dev.aceiro.web.profile.yaml.AlarmRulesFile;
import dev.aceiro.web.profile.yaml.ChannelsFile;
import dev.aceiro.web.profile.yaml.PostmortemFile;
import dev.aceiro.web.profile.yaml.PostmortemFile.Milestone;
import dev.aceiro.web.profile.yaml.SeverityEntry;
import dev.aceiro.web.profile.yaml.SeverityEntry.Cadence;
import dev.aceiro.web.profile.yaml.SeverityEntry.ClockTimes;
import dev.aceiro.web.profile.yaml.SeverityEntry.Contain;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** No clock ends before another that must precede it, and none that must end runs for too long. */
final class ClockChecks {
  /**
   * Whoever said yes looked at what was there then, and knew who else was at work. An approved
   * action that waits for its turn also writes history as long as its approval counts.
   */
  private static final Duration LONGEST_APPROVAL = Duration.ofHours(4);

  private final Reading reading;
  private final Faults faults;

  ClockChecks(Reading reading, Faults faults) {
    this.reading = reading;
    this.faults = faults;
  }

  void run() {
    for (int i = 0; i < reading.severities.size(); i++) {
      SeverityEntry severity = reading.severities.get(i);
      if (severity.clocks() != null) {
        severity("/" + i + "/clocks", severity.clocks());
      }
    }
    if (reading.recovery != null) {
      Duration min = reading.recovery.observation().min();
      Duration max = reading.recovery.observation().max();
      order("recovery.yaml", "/observation/max", "min", min, "max", max);
    }
    if (reading.postmortem != null) {
      postmortem(reading.postmortem);
    }
    if (reading.channels != null) {
      ladder(reading.channels);
    }
    if (reading.decisions != null) {
      approvals(reading.decisions.approvalValidFor());
    }
    windows();
    alarms();
  }

  private void approvals(Duration validFor) {
    String place = "/approvalValidFor";
    longer("decisions.yaml", place, validFor);
    if (validFor.compareTo(LONGEST_APPROVAL) > 0) {
      faults.error(
          "decisions.yaml",
          place,
          "approval-too-long",
          "value",
          validFor.toString(),
          "most",
          LONGEST_APPROVAL.toString());
    }
  }

  private void severity(String place, ClockTimes clocks) {
    String file = "severities.yaml";
    Contain contain = clocks.contain();
    Duration target = contain == null ? null : contain.target();
    Duration limit = contain == null ? null : contain.limit();
    String contained = place + "/contain/";
    order(
        file,
        place + "/investigateWithin",
        "notifyWithin",
        clocks.notifyWithin(),
        "investigateWithin",
        clocks.investigateWithin());
    order(
        file,
        place + "/investigateWithin",
        "acknowledgeWithin",
        clocks.acknowledgeWithin(),
        "investigateWithin",
        clocks.investigateWithin());
    order(
        file,
        contained + "target",
        "investigateWithin",
        clocks.investigateWithin(),
        "contain.target",
        target);
    order(file, contained + "limit", "contain.target", target, "contain.limit", limit);
    if (target == null) {
      order(
          file,
          contained + "limit",
          "investigateWithin",
          clocks.investigateWithin(),
          "contain.limit",
          limit);
    }
    cadence(file, place + "/update", clocks.update());
    cadence(file, place + "/externalUpdate", clocks.externalUpdate());
  }

  private void cadence(String file, String place, @Nullable Cadence cadence) {
    if (cadence != null) {
      longer(file, place + "/every", cadence.every());
      order(file, place + "/limit", "every", cadence.every(), "limit", cadence.limit());
    }
  }

  private void postmortem(PostmortemFile postmortem) {
    milestone("draft", postmortem.draft());
    milestone("review", postmortem.review());
    milestone("actions", postmortem.actions());
    if (postmortem.draft().anchor().equals(postmortem.review().anchor())) {
      order(
          "postmortem.yaml",
          "/review/dueBy",
          "draft.dueBy",
          postmortem.draft().dueBy(),
          "review.dueBy",
          postmortem.review().dueBy());
    }
    anchor("draft", postmortem.draft(), "RESOLVED");
    anchor("review", postmortem.review(), "RESOLVED, DRAFT");
  }

  /** A part cannot be counted from itself, nor from one that follows it. */
  private void anchor(String name, Milestone milestone, String allowed) {
    if (!java.util.List.of(allowed.split(", ")).contains(milestone.anchor())) {
      faults.error(
          "postmortem.yaml",
          "/" + name + "/anchor",
          "not-one-of",
          "value",
          milestone.anchor(),
          "known",
          allowed);
    }
  }

  private void milestone(String name, Milestone milestone) {
    order(
        "postmortem.yaml",
        "/" + name + "/dueBy",
        "notBefore",
        milestone.notBefore(),
        "dueBy",
        milestone.dueBy());
  }

  private void ladder(ChannelsFile channels) {
    for (int i = 1; i < channels.ladder().size(); i++) {
      order(
          "channels.yaml",
          "/ladder/" + i + "/after",
          "ladder " + i,
          channels.ladder().get(i - 1).after(),
          "ladder " + (i + 1),
          channels.ladder().get(i).after());
    }
  }

  private void windows() {
    if (reading.alarmRules != null) {
      var works = reading.alarmRules.maintenance();
      for (int i = 0; i < works.size(); i++) {
        String place = "/maintenance/" + i + "/until";
        window("alarm-rules.yaml", place, works.get(i).from(), works.get(i).until());
      }
    }
    if (reading.freeze != null) {
      var freezes = reading.freeze.windows();
      for (int i = 0; i < freezes.size(); i++) {
        window(
            "freeze.yaml",
            "/windows/" + i + "/until",
            freezes.get(i).from(),
            freezes.get(i).until());
      }
    }
  }

  private void alarms() {
    AlarmRulesFile rules = reading.alarmRules;
    if (rules != null) {
      if (rules.storm() != null) {
        longer("alarm-rules.yaml", "/storm/window", rules.storm().window());
      }
      flapping("alarm-rules.yaml", rules.flapping());
    }
    reading.alarms.forEach(
        (file, alarm) -> {
          if (alarm.start() != null) {
            longer(file, "/start/window", alarm.start().window());
          }
          flapping(file, alarm.flapping());
        });
  }

  private void flapping(String file, AlarmRulesFile.@Nullable Flapping flapping) {
    if (flapping != null) {
      longer(file, "/flapping/within", flapping.within());
      longer(file, "/flapping/quietFor", flapping.quietFor());
    }
  }

  /** A rule about no time at all would never hold. */
  private void longer(String file, String place, @Nullable Duration length) {
    if (length != null && !length.isPositive()) {
      faults.error(file, place, "no-time");
    }
  }

  private void window(String file, String place, Instant from, Instant until) {
    if (!until.isAfter(from)) {
      faults.error(file, place, "ends-before-it-begins");
    }
  }

  private void order(
      String file,
      String place,
      String earlier,
      @Nullable Duration first,
      String later,
      @Nullable Duration second) {
    if (first != null && second != null && second.compareTo(first) < 0) {
      faults.error(
          file,
          place,
          "clock-order",
          "later",
          later,
          "second",
          second.toString(),
          "earlier",
          earlier,
          "first",
          first.toString());
    }
  }
}
