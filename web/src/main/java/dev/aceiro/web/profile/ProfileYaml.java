package dev.aceiro.web.profile;

import dev.aceiro.workflows.alarm.CatalogueEntry;
import dev.aceiro.workflows.alarm.MaintenanceWindow;
import dev.aceiro.workflows.alarm.Raise;
import dev.aceiro.workflows.alarm.StartRule;
import dev.aceiro.workflows.alarm.StormRule;
import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.playbook.Check;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.playbook.SuggestedAction;
import dev.aceiro.workflows.policy.ApprovalRule;
import dev.aceiro.workflows.policy.Channel;
import dev.aceiro.workflows.policy.Clocks;
import dev.aceiro.workflows.policy.EscalationRule;
import dev.aceiro.workflows.policy.Observation;
import dev.aceiro.workflows.policy.Rung;
import dev.aceiro.workflows.policy.Severity;
import dev.aceiro.workflows.policy.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What a profile's files may say, as people write it, and what it becomes. */
final class ProfileYaml {
  private ProfileYaml() {}

  /** {@code organisation.yaml}. */
  record Organisation(
      String name,
      String timezone,
      String language,
      String defaultSeverity,
      String firstResponder,
      List<String> flags) {}

  /** One entry of {@code severities.yaml}. */
  record SeverityEntry(
      String code,
      String label,
      String definition,
      @Nullable String source,
      @Nullable ClockTimes clocks,
      List<String> tell) {

    Severity severity() {
      ClockTimes of = clocks == null ? new ClockTimes(null, null, null, null, null, null) : clocks;
      return new Severity(code, label, definition, of.clocks(), tell);
    }
  }

  /** A severity's clocks. */
  record ClockTimes(
      @Nullable Duration notifyWithin,
      @Nullable Duration acknowledgeWithin,
      @Nullable Duration investigateWithin,
      @Nullable Contain contain,
      @Nullable Duration communicateAfterContainment,
      @Nullable Update update) {

    Clocks clocks() {
      return new Clocks(
          notifyWithin,
          acknowledgeWithin,
          investigateWithin,
          contain == null ? null : contain.target(),
          contain == null ? null : contain.limit(),
          communicateAfterContainment,
          update == null ? null : update.every(),
          update == null ? null : update.limit());
    }
  }

  /** By when to contain: as aimed at, and at the latest. */
  record Contain(@Nullable Duration target, @Nullable Duration limit) {}

  /** How often to send an update: as aimed at, and at the latest. */
  record Update(@Nullable Duration every, @Nullable Duration limit) {}

  /** One entry of {@code escalations.yaml}. */
  record Escalation(
      String id,
      List<String> severities,
      @Nullable String scenario,
      When when,
      List<String> tell,
      List<String> via,
      @Nullable String note,
      String source) {

    EscalationRule rule() {
      return new EscalationRule(id, severities, scenario, when.trigger(), tell, via, source);
    }
  }

  /**
   * When an escalation fires: one of {@code elapsed}, {@code sinceProgress}, {@code multipleOf},
   * {@code flag}.
   */
  record When(
      @Nullable Duration elapsed,
      @Nullable Duration sinceProgress,
      @Nullable String multipleOf,
      @Nullable Integer times,
      @Nullable String flag,
      @Nullable Duration after,
      @Nullable String ifFlag,
      @Nullable String unlessFlag) {

    When {
      int kinds = 0;
      kinds += elapsed == null ? 0 : 1;
      kinds += sinceProgress == null ? 0 : 1;
      kinds += multipleOf == null ? 0 : 1;
      kinds += flag == null ? 0 : 1;
      if (kinds != 1) {
        throw new IllegalArgumentException(
            "a rule fires for exactly one of elapsed, sinceProgress, multipleOf and flag");
      }
      if ((multipleOf == null) != (times == null)) {
        throw new IllegalArgumentException("multipleOf needs times, and times needs multipleOf");
      }
      if (after != null && flag == null) {
        throw new IllegalArgumentException(
            "after counts from the raising of a flag; name the flag");
      }
    }

    Trigger trigger() {
      if (elapsed != null) {
        return new Trigger(Trigger.Kind.ELAPSED, elapsed, null, ifFlag, unlessFlag, null, null);
      }
      if (sinceProgress != null) {
        return new Trigger(
            Trigger.Kind.SINCE_PROGRESS, sinceProgress, null, ifFlag, unlessFlag, null, null);
      }
      if (flag != null) {
        return new Trigger(
            Trigger.Kind.FLAG,
            after == null ? Duration.ZERO : after,
            flag,
            ifFlag,
            unlessFlag,
            null,
            null);
      }
      return new Trigger(
          Trigger.Kind.SLA_MULTIPLE, null, null, ifFlag, unlessFlag, multipleOf, times);
    }
  }

  /** One entry of {@code roles.yaml}. */
  record RoleEntry(
      String id, String label, String canonical, boolean lead, List<String> channels) {}

  /** {@code channels.yaml}. */
  record Channels(List<Channel> channels, List<Rung> ladder) {}

  /** One entry of {@code sources.yaml}. */
  record SourceEntry(
      String id,
      String kind,
      @Nullable String secret,
      List<String> topics,
      @Nullable String certificate,
      @Nullable String environment) {}

  /** {@code decisions.yaml}. */
  record DecisionTable(
      SortedMap<String, List<String>> decisions,
      List<Approval> approvals,
      Duration approvalValidFor) {}

  /** How many must approve an action of a risk. */
  record Approval(Risk risk, int count, List<String> roles, @Nullable Boolean proposerCounts) {
    ApprovalRule rule() {
      return new ApprovalRule(risk, count, roles, proposerCounts == null || proposerCounts);
    }
  }

  /** {@code recovery.yaml}. */
  record Recovery(Observation observation) {}

  /** {@code estate.yaml}. */
  record Estate(List<String> environments, List<Profile.Service> services) {}

  /** {@code alarm-rules.yaml}. */
  record AlarmRules(@Nullable StormRule storm, List<Maintenance> maintenance) {}

  /** A time of announced work. */
  record Maintenance(
      Instant from, Instant until, List<String> services, List<String> alarms, String reason) {
    MaintenanceWindow window() {
      return new MaintenanceWindow(from, until, services, alarms, reason);
    }
  }

  /** A file under {@code alarms/}. */
  record AlarmEntry(
      String name,
      @Nullable String source,
      String service,
      @Nullable String scenario,
      String severity,
      List<Raise> raise,
      @Nullable String threshold,
      List<String> firstActions,
      List<String> falsePositives,
      @Nullable String clearCondition,
      @Nullable StartRule start) {

    CatalogueEntry entry() {
      return new CatalogueEntry(
          name,
          service,
          scenario,
          severity,
          raise,
          threshold,
          firstActions,
          falsePositives,
          clearCondition,
          start);
    }
  }

  /** A file under {@code playbooks/}. */
  record PlaybookEntry(
      String scenario,
      String title,
      @Nullable String source,
      List<String> hints,
      List<String> falsePositives,
      List<SuggestedAction> actions,
      List<Check> checks) {

    Playbook playbook() {
      return new Playbook(scenario, title, hints, falsePositives, actions, checks);
    }
  }
}
