package dev.aceiro.web.profile.yaml;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything one profile's folder says.
 *
 * @param organisation who it is for
 * @param severities from worst to mildest
 * @param escalations who else must know; without those of playbooks
 * @param roles the parts people play
 * @param contacts holders by role
 * @param channels where many read, and the ladder
 * @param sources where alarms come from
 * @param decisions who may say what
 * @param alarmRules when alarms do not start an incident each
 * @param estate what there is to act on
 * @param triage what triage must find out
 * @param recovery when it is over
 * @param postmortem what is owed after resolution
 * @param checklists lists that people go through
 * @param templates what is told to whom
 * @param freeze when nothing is deployed; null where nothing is said
 * @param emergencyAccess elevated access; null where nothing is said
 * @param alarms what each alarm means
 * @param playbooks the written answer to each failure
 * @param guides how to find out what is wrong
 */
public record ProfileDocument(
    OrganisationFile organisation,
    List<SeverityEntry> severities,
    List<EscalationEntry> escalations,
    List<RoleEntry> roles,
    SortedMap<String, List<ContactEntry>> contacts,
    ChannelsFile channels,
    List<SourceEntry> sources,
    DecisionsFile decisions,
    AlarmRulesFile alarmRules,
    EstateFile estate,
    TriageFile triage,
    RecoveryFile recovery,
    PostmortemFile postmortem,
    List<ChecklistEntry> checklists,
    List<TemplateEntry> templates,
    @Nullable FreezeFile freeze,
    @Nullable EmergencyAccessFile emergencyAccess,
    List<AlarmFile> alarms,
    List<PlaybookFile> playbooks,
    List<GuideFile> guides) {

  /** The playbook that answers a scenario, or null. */
  public @Nullable PlaybookFile playbook(@Nullable String scenario) {
    return playbooks.stream().filter(p -> p.scenario().equals(scenario)).findFirst().orElse(null);
  }

  /** The guide of that id, or null. */
  public @Nullable GuideFile guide(String id) {
    return guides.stream().filter(g -> g.id().equals(id)).findFirst().orElse(null);
  }

  /** What the catalogue says of an alarm, or null. */
  public @Nullable AlarmFile alarm(String name) {
    return alarms.stream().filter(a -> a.name().equals(name)).findFirst().orElse(null);
  }

  /** The template of that id, or null. */
  public @Nullable TemplateEntry template(String id) {
    return templates.stream().filter(t -> t.id().equals(id)).findFirst().orElse(null);
  }
}
