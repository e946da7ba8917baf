package dev.aceiro.web.profile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aceiro.web.profile.yaml.AlarmFile;
import dev.aceiro.web.profile.yaml.AlarmRulesFile;
import dev.aceiro.web.profile.yaml.ChannelsFile;
import dev.aceiro.web.profile.yaml.ChecklistEntry;
import dev.aceiro.web.profile.yaml.ContactEntry;
import dev.aceiro.web.profile.yaml.DecisionsFile;
import dev.aceiro.web.profile.yaml.EmergencyAccessFile;
import dev.aceiro.web.profile.yaml.EscalationEntry;
import dev.aceiro.web.profile.yaml.EstateFile;
import dev.aceiro.web.profile.yaml.FreezeFile;
import dev.aceiro.web.profile.yaml.GuideFile;
import dev.aceiro.web.profile.yaml.OrganisationFile;
import dev.aceiro.web.profile.yaml.PlaybookFile;
import dev.aceiro.web.profile.yaml.PostmortemFile;
import dev.aceiro.web.profile.yaml.ProfileDocument;
import dev.aceiro.web.profile.yaml.RecoveryFile;
import dev.aceiro.web.profile.yaml.RoleEntry;
import dev.aceiro.web.profile.yaml.SeverityEntry;
import dev.aceiro.web.profile.yaml.SourceEntry;
import dev.aceiro.web.profile.yaml.TemplateEntry;
import dev.aceiro.web.profile.yaml.TriageFile;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One profile's files as far as they can be read. A file with faults of its own is null or empty
 * here, so that what depends on others can still be checked.
 */
final class Reading {
  private final ProfileFiles files;
  private final Faults faults;
  private final SortedMap<String, JsonNode> roots = new TreeMap<>();

  final @Nullable OrganisationFile organisation;
  final List<SeverityEntry> severities;
  final List<EscalationEntry> escalations;
  final List<RoleEntry> roles;
  final @Nullable ContactBook contacts;
  final @Nullable ChannelsFile channels;
  final List<SourceEntry> sources;
  final @Nullable DecisionsFile decisions;
  final @Nullable AlarmRulesFile alarmRules;
  final @Nullable EstateFile estate;
  final @Nullable TriageFile triage;
  final @Nullable RecoveryFile recovery;
  final @Nullable PostmortemFile postmortem;
  final List<ChecklistEntry> checklists;
  final List<TemplateEntry> templates;
  final @Nullable FreezeFile freeze;
  final @Nullable EmergencyAccessFile emergencyAccess;
  final SortedMap<String, AlarmFile> alarms;
  final SortedMap<String, PlaybookFile> playbooks;
  final SortedMap<String, GuideFile> guides;

  /** Reads all files; what is wrong in one of them is added to the faults. */
  Reading(ProfileFiles files, Faults faults) {
    this.files = files;
    this.faults = faults;
    for (var file : files.contents().entrySet()) {
      read(file.getKey(), file.getValue());
    }
    files
        .unread()
        .forEach(
            (path, why) -> faults.error(path, "", why.code(), why.params().toArray(String[]::new)));
    for (String file : Kinds.REQUIRED) {
      if (!has(file)) {
        faults.error(file, "", "file-missing");
      }
    }
    organisation = one(Kinds.ORGANISATION, OrganisationFile.class);
    severities = all("severities.yaml", SeverityEntry.class);
    escalations = all("escalations.yaml", EscalationEntry.class);
    roles = all("roles.yaml", RoleEntry.class);
    contacts = one("contacts.yaml", ContactBook.class);
    channels = one("channels.yaml", ChannelsFile.class);
    sources = all("sources.yaml", SourceEntry.class);
    decisions = one("decisions.yaml", DecisionsFile.class);
    alarmRules = one("alarm-rules.yaml", AlarmRulesFile.class);
    estate = one("estate.yaml", EstateFile.class);
    triage = one("triage.yaml", TriageFile.class);
    recovery = one("recovery.yaml", RecoveryFile.class);
    postmortem = one("postmortem.yaml", PostmortemFile.class);
    checklists = all("checklists.yaml", ChecklistEntry.class);
    templates = all("templates.yaml", TemplateEntry.class);
    freeze = one("freeze.yaml", FreezeFile.class);
    emergencyAccess = one("emergency-access.yaml", EmergencyAccessFile.class);
    alarms = each(Kinds.ALARMS, AlarmFile.class);
    playbooks = each(Kinds.PLAYBOOKS, PlaybookFile.class);
    guides = each(Kinds.GUIDES, GuideFile.class);
  }

  /** What a file says as YAML, whether or not it may; null where there is none or it is no YAML. */
  @Nullable JsonNode root(String file) {
    return roots.get(file);
  }

  /** The files that are YAML, by path. */
  SortedMap<String, JsonNode> roots() {
    return roots;
  }

  /** Whether there is a file of that name at all, or one that is meant as such. */
  boolean has(String file) {
    return files.contents().containsKey(file)
        || files.unread().containsKey("")
        || files.unread().entrySet().stream()
            .anyMatch(unread -> unread.getValue().meant(unread.getKey()).equals(file));
  }

  /** Everything the folder says, or null where a file that it needs cannot be used. */
  @Nullable ProfileDocument document() {
    if (organisation == null
        || contacts == null
        || channels == null
        || decisions == null
        || alarmRules == null
        || estate == null
        || recovery == null
        || postmortem == null) {
      return null;
    }
    return new ProfileDocument(
        organisation,
        severities,
        escalations,
        roles,
        contacts,
        channels,
        sources,
        decisions,
        alarmRules,
        estate,
        triage == null ? new TriageFile(List.of(), false, null, null, false) : triage,
        recovery,
        postmortem,
        checklists,
        templates,
        freeze,
        emergencyAccess,
        List.copyOf(alarms.values()),
        List.copyOf(playbooks.values()),
        List.copyOf(guides.values()));
  }

  private void read(String path, String content) {
    String kind = Kinds.of(path);
    if (kind == null) {
      List<String> known = new ArrayList<>(Kinds.REQUIRED);
      known.addAll(Kinds.OPTIONAL);
      faults.error(path, "", "file-unknown", "known", String.join(", ", known));
      return;
    }
    YamlFile file = new YamlFile(files.id() + "/" + path, content);
    faults.know(path, file);
    file.faults().forEach(faults::add);
    JsonNode root = file.root();
    if (root != null) {
      roots.put(path, root);
      SchemaFaults.find(path, kind, root, faults);
    }
  }

  private <T> @Nullable T one(String path, Class<T> type) {
    JsonNode root = root(path);
    return root == null || faults.broken(path) ? null : YamlBinder.bind(path, root, type, faults);
  }

  private <T> List<T> all(String path, Class<T> type) {
    JsonNode root = root(path);
    return root == null || faults.broken(path)
        ? List.of()
        : YamlBinder.bindAll(path, root, type, faults);
  }

  private <T> SortedMap<String, T> each(String folder, Class<T> type) {
    SortedMap<String, T> entries = new TreeMap<>();
    for (String path : roots.keySet()) {
      T entry = path.startsWith(folder) ? one(path, type) : null;
      if (entry != null) {
        entries.put(path, entry);
      }
    }
    return entries;
  }

  /** Contacts by the role they hold. */
  static final class ContactBook extends TreeMap<String, List<ContactEntry>> {
    private static final long serialVersionUID = 1L;
  }
}
