package dev.aceiro.workflows.policy;

import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.playbook.Playbook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of a profile that one incident needs, resolved and pinned: an incident keeps the version
 * it began with. At most 64 KB as JSON, named by the hash of it.
 *
 * @param profile the profile's id
 * @param organisation whose policy it is
 * @param zone the organisation's time zone, an IANA id
 * @param language of the words sent to people, {@code pt-BR} or {@code en}
 * @param version content hash of the profile it was made from
 * @param severities from worst to mildest
 * @param defaultSeverity of an incident whose alarm nobody knows
 * @param firstResponder the role whose holders are paged by the ladder
 * @param ladder how the first responder is paged
 * @param escalations who else must know, and when
 * @param roles everybody who may be told or may decide
 * @param channels places where many read
 * @param decisions which roles may say which decision; a decision that is absent is open to any
 *     role
 * @param approvals how many must approve, by risk
 * @param approvalValidFor how long a capture's approvals count
 * @param observation the time after resolution
 * @param postmortem what is owed after resolution
 * @param playbooks one for each scenario
 * @param flags flags that people may raise
 * @param environments names of environments
 * @param services names of services
 * @param speed by which every duration here has been divided; 1 in life
 * @param templates what people may send
 * @param raises when alarms raise the severity
 * @param triage what the triage asks, in order; empty where it asks for nothing in particular
 * @param containment what holds actions back
 */
public record ResponsePlan(
    String profile,
    String organisation,
    String zone,
    String language,
    String version,
    List<Severity> severities,
    String defaultSeverity,
    String firstResponder,
    List<Rung> ladder,
    List<EscalationRule> escalations,
    List<Role> roles,
    List<Channel> channels,
    SortedMap<String, List<String>> decisions,
    List<ApprovalRule> approvals,
    Duration approvalValidFor,
    Observation observation,
    PostmortemRules postmortem,
    List<Playbook> playbooks,
    List<String> flags,
    List<String> environments,
    List<String> services,
    int speed,
    List<UpdateTemplate> templates,
    List<RaiseRule> raises,
    List<TriageField> triage,
    ContainmentRules containment) {

  /** Plans from before these existed have the one update that every profile has. */
  public ResponsePlan {
    templates = templates == null ? List.of() : templates;
    raises = raises == null ? List.of() : raises;
    triage = triage == null ? List.of() : triage;
    containment = containment == null ? ContainmentRules.NONE : containment;
  }

  /** What people may send, the one that every profile has first. */
  public List<UpdateTemplate> updates() {
    List<UpdateTemplate> all = new ArrayList<>();
    all.add(
        templates.stream()
            .filter(one -> one.id().equals(UpdateTemplate.INTERNAL.id()))
            .findFirst()
            .orElse(UpdateTemplate.INTERNAL));
    templates.stream()
        .filter(one -> !one.id().equals(UpdateTemplate.INTERNAL.id()))
        .forEach(all::add);
    return all;
  }

  /**
   * The severity of that code.
   *
   * @throws IllegalArgumentException if the plan has none
   */
  public Severity severity(String code) {
    return severities.stream()
        .filter(s -> s.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no severity " + code));
  }

  /** Whether the plan knows that severity. */
  public boolean hasSeverity(String code) {
    return severities.stream().anyMatch(s -> s.code().equals(code));
  }

  /** Whether {@code one} is worse than {@code other}. */
  public boolean worse(String one, String other) {
    return severities.indexOf(severity(one)) < severities.indexOf(severity(other));
  }

  /** The role of that id, or null. */
  public @Nullable Role role(String id) {
    return roles.stream().filter(r -> r.id().equals(id)).findFirst().orElse(null);
  }

  /** The channel of that id, or null. */
  public @Nullable Channel channel(String id) {
    return channels.stream().filter(c -> c.id().equals(id)).findFirst().orElse(null);
  }

  /** How far back its rules count incidents; zero where none counts. */
  public Duration countsBack() {
    Duration longest = Duration.ZERO;
    for (EscalationRule rule : escalations) {
      Duration within = rule.when().within();
      longest = within != null && within.compareTo(longest) > 0 ? within : longest;
    }
    for (MandatoryRule rule : postmortem.mandatory()) {
      Duration within = rule.recurrence() == null ? null : rule.recurrence().within();
      longest = within != null && within.compareTo(longest) > 0 ? within : longest;
    }
    return longest;
  }

  /** Scenarios whose playbooks have not answered an incident yet, where those are {@code tried}. */
  public List<String> untried(List<String> tried) {
    return playbooks.stream().map(Playbook::scenario).filter(s -> !tried.contains(s)).toList();
  }

  /** The playbook of a scenario, or null. */
  public @Nullable Playbook playbook(@Nullable String scenario) {
    return playbooks.stream().filter(p -> p.scenario().equals(scenario)).findFirst().orElse(null);
  }

  /**
   * The approvals an action of that risk needs; one of any responder where the plan says nothing.
   */
  public ApprovalRule approval(Risk risk) {
    return approvals.stream()
        .filter(a -> a.risk() == risk)
        .findFirst()
        .orElse(new ApprovalRule(risk, 1, List.of(), true));
  }

  /** Whether one of these roles is a lead's. */
  public boolean leads(List<String> holder) {
    return roles.stream().anyMatch(r -> r.lead() && holder.contains(r.id()));
  }

  /** The same plan for a drill: every duration divided by {@code factor} (1 or more). */
  public ResponsePlan faster(int factor) {
    return new ResponsePlan(
        profile,
        organisation,
        zone,
        language,
        version,
        severities.stream().map(s -> s.faster(factor)).toList(),
        defaultSeverity,
        firstResponder,
        ladder.stream().map(r -> r.faster(factor)).toList(),
        escalations.stream().map(e -> e.faster(factor)).toList(),
        roles,
        channels,
        decisions,
        approvals,
        approvalValidFor,
        observation.faster(factor),
        postmortem.faster(factor),
        playbooks,
        flags,
        environments,
        services,
        speed * factor,
        templates,
        raises.stream().map(r -> r.faster(factor)).toList(),
        triage,
        containment);
  }
}
