package dev.aceiro.web.profile;

import dev.aceiro.web.profile.yaml.AlarmFile;
import dev.aceiro.web.profile.yaml.AlarmRulesFile;
import dev.aceiro.web.profile.yaml.CheckEntry;
import dev.aceiro.web.profile.yaml.ContactEntry;
import dev.aceiro.web.profile.yaml.EscalationEntry;
import dev.aceiro.web.profile.yaml.EscalationEntry.Ending;
import dev.aceiro.web.profile.yaml.EscalationEntry.Frequency;
import dev.aceiro.web.profile.yaml.EscalationEntry.When;
import dev.aceiro.web.profile.yaml.PlaybookFile;
import dev.aceiro.web.profile.yaml.PostmortemFile;
import dev.aceiro.web.profile.yaml.ProfileDocument;
import dev.aceiro.web.profile.yaml.RoleEntry;
import dev.aceiro.web.profile.yaml.SeverityEntry;
import dev.aceiro.web.profile.yaml.SeverityEntry.Cadence;
import dev.aceiro.web.profile.yaml.SeverityEntry.ClockTimes;
import dev.aceiro.web.profile.yaml.SeverityEntry.Contain;
import dev.aceiro.web.profile.yaml.Sourced;
import dev.aceiro.workflows.alarm.AlarmCatalogue;
import dev.aceiro.workflows.alarm.CatalogueEntry;
import dev.aceiro.workflows.alarm.FlappingRule;
import dev.aceiro.workflows.alarm.MaintenanceWindow;
import dev.aceiro.workflows.alarm.Raise;
import dev.aceiro.workflows.alarm.StartRule;
import dev.aceiro.workflows.alarm.StormRule;
import dev.aceiro.workflows.containment.Hold;
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.estate.ProposalForm;
import dev.aceiro.workflows.estate.StepTargets;
import dev.aceiro.workflows.playbook.Check;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.playbook.SuggestedAction;
import dev.aceiro.workflows.policy.ActionOutcome;
import dev.aceiro.workflows.policy.ApprovalRule;
import dev.aceiro.workflows.policy.Automatic;
import dev.aceiro.workflows.policy.Channel;
import dev.aceiro.workflows.policy.Clocks;
import dev.aceiro.workflows.policy.Contact;
import dev.aceiro.workflows.policy.ContainmentRules;
import dev.aceiro.workflows.policy.EscalationRule;
import dev.aceiro.workflows.policy.HoldRule;
import dev.aceiro.workflows.policy.MandatoryRule;
import dev.aceiro.workflows.policy.Matcher;
import dev.aceiro.workflows.policy.Milestone;
import dev.aceiro.workflows.policy.Observation;
import dev.aceiro.workflows.policy.PostmortemRules;
import dev.aceiro.workflows.policy.RaiseRule;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Role;
import dev.aceiro.workflows.policy.Rung;
import dev.aceiro.workflows.policy.Severity;
import dev.aceiro.workflows.policy.TriageField;
import dev.aceiro.workflows.policy.Trigger;
import dev.aceiro.workflows.policy.UpdateTemplate;
import dev.aceiro.workflows.policy.WarRoom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes of a profile's document what an incident pins and what alarms are read by. */
final class PlanOf {
  private static final List<String> SENT_BY_ITSELF =
      List.of("incident-opened", "incident-relapsed", "incident-resolved");

  private static final List<String> LIFTERS = List.of("INCIDENT_COMMANDER", "SECURITY_LEAD");

  private static final List<String> CLOCKS =
      List.of(
          "notify",
          "acknowledge",
          "investigate",
          "contain",
          "communicate",
          "update",
          "external-update");

  private final String id;
  private final String version;
  private final boolean local;
  private final ProfileDocument document;

  /**
   * @param version content hash
   * @param local whether the local people hold the roles
   */
  PlanOf(String id, String version, boolean local, ProfileDocument document) {
    this.id = id;
    this.version = version;
    this.local = local;
    this.document = document;
  }

  ResponsePlan plan() {
    var organisation = document.organisation();
    var decisions = document.decisions();
    var observation = document.recovery().observation();
    return new ResponsePlan(
        id,
        organisation.name(),
        organisation.timezone(),
        organisation.language(),
        version,
        document.severities().stream().map(PlanOf::severity).toList(),
        organisation.defaultSeverity(),
        organisation.firstResponder(),
        document.channels().ladder().stream()
            .map(
                step ->
                    new Rung(
                        step.after(),
                        step.channels(),
                        step.severities(),
                        said(step.source(), document.channels())))
            .toList(),
        escalations(),
        document.roles().stream().map(this::role).toList(),
        document.channels().channels().stream()
            .map(place -> new Channel(place.id(), place.kind(), place.address()))
            .toList(),
        decisions.decisions(),
        decisions.approvals().stream()
            .map(
                a ->
                    new ApprovalRule(
                        a.risk(),
                        a.count(),
                        a.roles(),
                        a.proposerCounts() == null || a.proposerCounts(),
                        a.atOncePerEnvironment()))
            .toList(),
        decisions.approvalValidFor(),
        new Observation(
            observation.min(), observation.max(), said(observation.source(), document.recovery())),
        postmortem(document.postmortem()),
        document.playbooks().stream().map(this::playbook).toList(),
        organisation.flags(),
        document.estate().environments(),
        document.estate().services().stream().map(service -> service.id()).toList(),
        1,
        templates(),
        raises(),
        document.triage().fields().stream()
            .map(
                field ->
                    new TriageField(
                        field.id(),
                        field.required(),
                        field.source() == null ? "triage.yaml" : field.source()))
            .toList(),
        new ContainmentRules(
            Arrays.stream(Hold.values()).map(this::hold).toList(), automatic(), stepTargets()));
  }

  private @Nullable StepTargets stepTargets() {
    SortedMap<String, ProposalForm> forms = new TreeMap<>();
    for (PlaybookFile playbook : document.playbooks()) {
      for (PlaybookFile.Step step : playbook.actions()) {
        if (step.automatic()) {
          ActionKinds.of(step.type())
              .ifPresent(kind -> forms.put(step.type(), ProposalForm.of(kind)));
        }
      }
    }
    return forms.isEmpty()
        ? null
        : new StepTargets(forms, document.estate().targets().namedBy(forms.values()));
  }

  private @Nullable Automatic automatic() {
    var entry = document.decisions().automatic();
    return entry == null
        ? null
        : new Automatic(
            entry.severities(), entry.environments(), said(entry.source(), document.decisions()));
  }

  /** Every hold has a rule: a playbook may ask for one that the profile says nothing about. */
  private HoldRule hold(Hold hold) {
    return document.decisions().holds().stream()
        .filter(entry -> entry.hold() == hold)
        .findFirst()
        .map(
            entry ->
                new HoldRule(
                    hold,
                    entry.flags(),
                    entry.liftedBy().isEmpty() ? lifters(document.roles()) : entry.liftedBy(),
                    said(entry.source(), document.decisions())))
        .orElseGet(() -> new HoldRule(hold, List.of(), lifters(document.roles()), ""));
  }

  /** Whoever commands and whoever answers for security, as far as there are such roles. */
  static List<String> lifters(List<RoleEntry> roles) {
    return roles.stream()
        .filter(role -> LIFTERS.contains(role.canonical()))
        .map(RoleEntry::id)
        .toList();
  }

  /** Those that people send; the others go out by themselves. */
  private List<UpdateTemplate> templates() {
    return document.templates().stream()
        .filter(template -> !SENT_BY_ITSELF.contains(template.id()))
        .map(
            template ->
                new UpdateTemplate(
                    template.id(),
                    template.audience(),
                    template.fields(),
                    template.assertsCause(),
                    template.promisesEta(),
                    template.approvers()))
        .toList();
  }

  AlarmCatalogue catalogue() {
    AlarmRulesFile rules = document.alarmRules();
    return new AlarmCatalogue(
        document.alarms().stream().map(PlanOf::alarm).toList(),
        rules.maintenance().stream()
            .map(
                work ->
                    new MaintenanceWindow(
                        work.from(), work.until(), work.services(), work.alarms(), work.reason()))
            .toList(),
        rules.storm() == null ? null : new StormRule(rules.storm().keys(), rules.storm().window()),
        flapping(rules.flapping()));
  }

  private static @Nullable FlappingRule flapping(AlarmRulesFile.@Nullable Flapping flapping) {
    return flapping == null
        ? null
        : new FlappingRule(flapping.changes(), flapping.within(), flapping.quietFor());
  }

  private static Severity severity(SeverityEntry entry) {
    SeverityEntry.WarRoom room = entry.warRoom();
    return new Severity(
        entry.code(),
        entry.label(),
        entry.definition(),
        clocks(entry.clocks()),
        entry.tell(),
        entry.matchers().stream()
            .map(matcher -> new Matcher(matcher.name(), new TreeMap<>(matcher.labels())))
            .toList(),
        entry.assign().stream().map(role -> "role:" + role).toList(),
        room == null ? null : new WarRoom(room.create(), room.name() == null ? "" : room.name()),
        entry.bridge(),
        said(entry.source()),
        sources(entry));
  }

  /** Where the rules of a severity come from that say more than it does. */
  private static SortedMap<String, String> sources(SeverityEntry entry) {
    SortedMap<String, String> sources = new TreeMap<>();
    ClockTimes clocks = entry.clocks();
    if (clocks != null) {
      if (clocks.source() != null) {
        CLOCKS.forEach(clock -> sources.put(clock, clocks.source()));
      }
      put(sources, "contain", clocks.contain());
      put(sources, "update", clocks.update());
      put(sources, "external-update", clocks.externalUpdate());
    }
    sources.putAll(entry.sources());
    return sources;
  }

  /** What an entry cites: its own source, else that of its file, else nothing. */
  private static String said(@Nullable String own, Sourced... around) {
    if (own != null) {
      return own;
    }
    for (Sourced one : around) {
      String source = one.source();
      if (source != null) {
        return source;
      }
    }
    return "";
  }

  private static void put(
      SortedMap<String, String> sources, String clock, @Nullable Sourced cadence) {
    String source = cadence == null ? null : cadence.source();
    if (source != null) {
      sources.put(clock, source);
    }
  }

  private static Clocks clocks(@Nullable ClockTimes clocks) {
    if (clocks == null) {
      return new Clocks(null, null, null, null, null, null, null, null, null, null);
    }
    Contain contain = clocks.contain();
    Cadence update = clocks.update();
    Cadence external = clocks.externalUpdate();
    return new Clocks(
        clocks.notifyWithin(),
        clocks.acknowledgeWithin(),
        clocks.investigateWithin(),
        contain == null ? null : contain.target(),
        contain == null ? null : contain.limit(),
        clocks.communicateAfterContainment(),
        update == null ? null : update.every(),
        update == null ? null : update.limit(),
        external == null ? null : external.every(),
        external == null ? null : external.limit());
  }

  private List<EscalationRule> escalations() {
    List<EscalationRule> rules = new ArrayList<>();
    document.escalations().forEach(entry -> rules.add(rule(entry, entry.scenario())));
    for (PlaybookFile playbook : document.playbooks()) {
      playbook.escalations().forEach(entry -> rules.add(rule(entry, playbook.scenario())));
    }
    return rules;
  }

  /** What an escalation's entry becomes. */
  static EscalationRule rule(EscalationEntry entry, @Nullable String scenario) {
    return new EscalationRule(
        entry.id(),
        entry.severities(),
        scenario,
        trigger(entry.when()),
        entry.tell(),
        entry.via(),
        said(entry.source()),
        entry.replaces(),
        entry.effect(),
        entry.note(),
        entry.oncePerIncident());
  }

  private static Trigger trigger(When when) {
    Ending ending = when.outcome();
    Frequency frequency = when.frequency();
    return new Trigger(
        kind(when),
        after(when),
        when.flag(),
        when.ifFlag(),
        when.unlessFlag(),
        when.multipleOf(),
        when.times(),
        ending == null ? null : ending.action(),
        ending == null ? null : ActionOutcome.Result.valueOf(ending.result()),
        frequency == null ? null : frequency.moreThan(),
        frequency == null ? null : frequency.within());
  }

  private static Trigger.Kind kind(When when) {
    if (when.elapsed() != null) {
      return Trigger.Kind.ELAPSED;
    }
    if (when.sinceProgress() != null) {
      return Trigger.Kind.SINCE_PROGRESS;
    }
    if (when.multipleOf() != null) {
      return Trigger.Kind.SLA_MULTIPLE;
    }
    if (when.outcome() != null) {
      return Trigger.Kind.OUTCOME;
    }
    return when.frequency() != null ? Trigger.Kind.FREQUENCY : Trigger.Kind.FLAG;
  }

  private static @Nullable Duration after(When when) {
    if (when.elapsed() != null) {
      return when.elapsed();
    }
    if (when.sinceProgress() != null) {
      return when.sinceProgress();
    }
    return when.flag() != null && when.after() == null ? Duration.ZERO : when.after();
  }

  private Role role(RoleEntry entry) {
    return new Role(
        entry.id(),
        entry.label(),
        entry.canonical(),
        entry.lead(),
        entry.channels(),
        holders(entry.id(), document.contacts().getOrDefault(entry.id(), List.of())));
  }

  /** In local mode the first holder of each role is its local person. */
  private List<Contact> holders(String role, List<ContactEntry> entries) {
    List<Contact> contacts = new ArrayList<>();
    for (ContactEntry entry : entries) {
      boolean stand = local && contacts.isEmpty();
      contacts.add(
          new Contact(
              stand ? id + "/" + role : entry.person(),
              entry.name(),
              entry.email(),
              entry.slack(),
              entry.phone()));
    }
    if (local && contacts.isEmpty()) {
      contacts.add(new Contact(id + "/" + role, role, null, null, null));
    }
    return contacts;
  }

  private static PostmortemRules postmortem(PostmortemFile file) {
    return new PostmortemRules(
        file.mandatory().stream().map(PlanOf::mandatory).toList(),
        milestone(file.draft(), file),
        milestone(file.review(), file),
        milestone(file.actions(), file),
        file.tell(),
        file.fields().stream().map(field -> field.id()).toList(),
        file.reviewPlaybookAfter());
  }

  private static MandatoryRule mandatory(PostmortemFile.Owed owed) {
    PostmortemFile.Recurrence often = owed.recurrence();
    return new MandatoryRule(
        owed.severities(),
        often == null ? null : new MandatoryRule.Recurrence(often.moreThan(), often.within()),
        owed.flag());
  }

  private static Milestone milestone(PostmortemFile.Milestone milestone, PostmortemFile file) {
    return new Milestone(
        Milestone.Anchor.valueOf(milestone.anchor()),
        milestone.notBefore(),
        milestone.dueBy(),
        said(milestone.source(), file));
  }

  private Playbook playbook(PlaybookFile file) {
    List<Check> checks = new ArrayList<>(file.checks().stream().map(PlanOf::check).toList());
    for (CheckEntry criterion : document.recovery().criteria()) {
      if (checks.stream().noneMatch(check -> check.id().equals(criterion.id()))) {
        checks.add(check(criterion));
      }
    }
    return new Playbook(
        file.scenario(),
        file.title(),
        file.hints(),
        file.falsePositives(),
        file.actions().stream()
            .map(
                step ->
                    new SuggestedAction(
                        step.type(),
                        step.title(),
                        new TreeMap<>(step.parameters()),
                        step.risk(),
                        step.note(),
                        step.deviation(),
                        nature(step),
                        step.automatic(),
                        step.parallel()))
            .toList(),
        checks,
        file.source(),
        file.severity(),
        file.flags(),
        file.holds(),
        file.symptoms(),
        file.diagnostics(),
        file.rollbackPlan(),
        file.deviation());
  }

  /** What the step says that a person does, else what its type is. */
  private static Nature nature(PlaybookFile.Step step) {
    String said = step.parameters().get("nature");
    return said == null ? ExecutableTypes.nature(step.type()) : Nature.valueOf(said);
  }

  private static Check check(CheckEntry entry) {
    return new Check(entry.id(), entry.kind(), entry.title(), new TreeMap<>(entry.parameters()));
  }

  private static Raise raise(AlarmFile.Condition condition) {
    AlarmFile.When when = condition.when();
    return new Raise(
        condition.severity(),
        when == null ? List.of() : when.alarmsFiring(),
        when == null ? null : when.persists(),
        condition.note());
  }

  /** Those conditions that can be evaluated. */
  private List<RaiseRule> raises() {
    List<RaiseRule> raises = new ArrayList<>();
    for (AlarmFile alarm : document.alarms()) {
      for (AlarmFile.Condition condition : alarm.raise()) {
        Raise raise = raise(condition);
        if (raise.evaluated()) {
          raises.add(
              new RaiseRule(
                  alarm.name(),
                  raise.severity(),
                  raise.alarmsFiring(),
                  raise.persists(),
                  said(condition.source(), alarm)));
        }
      }
    }
    return raises;
  }

  private static CatalogueEntry alarm(AlarmFile file) {
    return new CatalogueEntry(
        file.name(),
        file.service(),
        file.scenario(),
        file.severity(),
        file.raise().stream().map(PlanOf::raise).toList(),
        file.threshold(),
        file.firstActions(),
        file.falsePositives(),
        file.clearCondition(),
        file.start() == null ? null : new StartRule(file.start().count(), file.start().window()),
        flapping(file.flapping()));
  }
}
