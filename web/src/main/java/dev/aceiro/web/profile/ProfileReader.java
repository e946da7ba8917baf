package dev.aceiro.web.profile;

import dev.aceiro.web.profile.ProfileYaml.AlarmEntry;
import dev.aceiro.web.profile.ProfileYaml.AlarmRules;
import dev.aceiro.web.profile.ProfileYaml.Channels;
import dev.aceiro.web.profile.ProfileYaml.DecisionTable;
import dev.aceiro.web.profile.ProfileYaml.Escalation;
import dev.aceiro.web.profile.ProfileYaml.Estate;
import dev.aceiro.web.profile.ProfileYaml.Maintenance;
import dev.aceiro.web.profile.ProfileYaml.Organisation;
import dev.aceiro.web.profile.ProfileYaml.PlaybookEntry;
import dev.aceiro.web.profile.ProfileYaml.Recovery;
import dev.aceiro.web.profile.ProfileYaml.RoleEntry;
import dev.aceiro.web.profile.ProfileYaml.SeverityEntry;
import dev.aceiro.web.profile.ProfileYaml.SourceEntry;
import dev.aceiro.workflows.alarm.AlarmCatalogue;
import dev.aceiro.workflows.policy.Contact;
import dev.aceiro.workflows.policy.PostmortemRules;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one profile's files: every file one idea, every folder one entry a file. */
final class ProfileReader {
  /** The file by which a folder is known to be a profile. */
  static final String ORGANISATION = "organisation.yaml";

  private static final String ALARMS = "alarms/";
  private static final String PLAYBOOKS = "playbooks/";
  private static final List<String> FILES =
      List.of(
          ORGANISATION,
          "severities.yaml",
          "escalations.yaml",
          "roles.yaml",
          "contacts.yaml",
          "channels.yaml",
          "sources.yaml",
          "decisions.yaml",
          "recovery.yaml",
          "postmortem.yaml",
          "templates.yaml",
          "estate.yaml",
          "alarm-rules.yaml");

  private final ProfileFiles files;
  private final boolean local;
  private final List<Fault> faults;
  private final SortedMap<String, YamlFile> read = new TreeMap<>();

  private ProfileReader(ProfileFiles files, boolean local, List<Fault> faults) {
    this.files = files;
    this.local = local;
    this.faults = faults;
  }

  /**
   * Reads a profile.
   *
   * @param local whether its roles are held by the local people
   * @param faults gets everything that is wrong
   * @return the profile, or null where it cannot be used
   */
  static @Nullable Profile read(ProfileFiles files, boolean local, List<Fault> faults) {
    List<Fault> own = new ArrayList<>();
    Profile profile = new ProfileReader(files, local, own).profile();
    faults.addAll(own);
    return own.isEmpty() ? profile : null;
  }

  private @Nullable Profile profile() {
    unknownFiles();
    Organisation organisation = one(ORGANISATION, Organisation.class);
    List<SeverityEntry> severities = all("severities.yaml", SeverityEntry.class);
    List<Escalation> escalations = all("escalations.yaml", Escalation.class);
    List<Role> roles = roles();
    Channels channels = one("channels.yaml", Channels.class);
    List<SourceEntry> sources = all("sources.yaml", SourceEntry.class);
    DecisionTable decisions = one("decisions.yaml", DecisionTable.class);
    Recovery recovery = one("recovery.yaml", Recovery.class);
    PostmortemRules postmortem = one("postmortem.yaml", PostmortemRules.class);
    List<Profile.Template> templates = all("templates.yaml", Profile.Template.class);
    Estate estate = one("estate.yaml", Estate.class);
    List<PlaybookEntry> playbooks = each(PLAYBOOKS, PlaybookEntry.class);
    AlarmCatalogue catalogue = catalogue();
    if (organisation == null
        || channels == null
        || decisions == null
        || recovery == null
        || postmortem == null
        || estate == null) {
      return null;
    }
    ResponsePlan plan =
        new ResponsePlan(
            files.id(),
            organisation.name(),
            organisation.timezone(),
            organisation.language(),
            files.version(),
            severities.stream().map(SeverityEntry::severity).toList(),
            organisation.defaultSeverity(),
            organisation.firstResponder(),
            channels.ladder(),
            escalations.stream().map(Escalation::rule).toList(),
            roles,
            channels.channels(),
            decisions.decisions(),
            decisions.approvals().stream().map(ProfileYaml.Approval::rule).toList(),
            decisions.approvalValidFor(),
            recovery.observation(),
            postmortem,
            playbooks.stream().map(PlaybookEntry::playbook).toList(),
            organisation.flags(),
            estate.environments(),
            estate.services().stream().map(Profile.Service::id).toList(),
            1);
    Profile profile =
        new Profile(
            plan,
            catalogue,
            sources.stream().map(ProfileReader::source).toList(),
            templates,
            estate.services());
    if (faults.isEmpty()) {
      new ProfileChecks(profile, this::at, faults).run();
    }
    return profile;
  }

  /** Whoever holds the roles; in local mode the first holder of each is its local person. */
  private List<Role> roles() {
    List<RoleEntry> entries = all("roles.yaml", RoleEntry.class);
    ContactBook book = one("contacts.yaml", ContactBook.class);
    if (book == null) {
      return List.of();
    }
    for (String holder : book.keySet()) {
      if (entries.stream().noneMatch(role -> role.id().equals(holder))) {
        faults.add(
            at(
                "contacts.yaml",
                "/" + holder,
                "there is no role '%s' in roles.yaml".formatted(holder)));
      }
    }
    return entries.stream()
        .map(
            role ->
                new Role(
                    role.id(),
                    role.label(),
                    role.canonical(),
                    role.lead(),
                    role.channels(),
                    holders(role.id(), book.getOrDefault(role.id(), List.of()))))
        .toList();
  }

  private List<Contact> holders(String role, List<Contact> contacts) {
    if (!local) {
      return contacts;
    }
    String person = files.id() + "/" + role;
    if (contacts.isEmpty()) {
      return List.of(new Contact(person, role, null, null, null));
    }
    List<Contact> holders = new ArrayList<>(contacts);
    Contact first = contacts.getFirst();
    holders.set(0, new Contact(person, first.name(), first.email(), first.slack(), first.phone()));
    return holders;
  }

  private AlarmCatalogue catalogue() {
    List<AlarmEntry> entries = each(ALARMS, AlarmEntry.class);
    AlarmRules rules = one("alarm-rules.yaml", AlarmRules.class);
    return new AlarmCatalogue(
        entries.stream().map(AlarmEntry::entry).toList(),
        rules == null ? List.of() : rules.maintenance().stream().map(Maintenance::window).toList(),
        rules == null ? null : rules.storm());
  }

  private static Profile.Source source(SourceEntry entry) {
    SortedMap<String, List<String>> settings = new TreeMap<>();
    if (!entry.topics().isEmpty()) {
      settings.put("topics", entry.topics());
    }
    if (entry.certificate() != null) {
      settings.put("certificate", List.of(entry.certificate()));
    }
    if (entry.environment() != null) {
      settings.put("environment", List.of(entry.environment()));
    }
    return new Profile.Source(entry.id(), entry.kind(), settings, entry.secret());
  }

  private void unknownFiles() {
    for (String path : files.contents().keySet()) {
      if (!FILES.contains(path) && !path.startsWith(ALARMS) && !path.startsWith(PLAYBOOKS)) {
        faults.add(
            new Fault(
                files.id() + "/" + path,
                0,
                "",
                "nobody reads this file; there are %s and the folders alarms and playbooks"
                    .formatted(String.join(", ", FILES))));
      }
    }
  }

  private <T> @Nullable T one(String path, Class<T> type) {
    YamlFile file = file(path);
    return file == null ? null : YamlBinder.bind(file, type, faults);
  }

  private <T> List<T> all(String path, Class<T> type) {
    YamlFile file = file(path);
    return file == null ? List.of() : YamlBinder.bindAll(file, type, faults);
  }

  private <T> List<T> each(String folder, Class<T> type) {
    List<T> entries = new ArrayList<>();
    for (String path : files.contents().keySet()) {
      if (path.startsWith(folder)) {
        T entry = one(path, type);
        if (entry != null) {
          entries.add(entry);
        }
      }
    }
    return entries;
  }

  private @Nullable YamlFile file(String path) {
    String content = files.contents().get(path);
    if (content == null) {
      faults.add(new Fault(files.id() + "/" + path, 0, "", "the file is missing"));
      return null;
    }
    return read.computeIfAbsent(path, p -> new YamlFile(files.id() + "/" + p, content, faults));
  }

  private Fault at(String path, String place, String message) {
    YamlFile file = read.get(path);
    return file == null
        ? new Fault(files.id() + "/" + path, 0, place, message)
        : file.fault(place, message);
  }

  /** Contacts by the role they hold. */
  static final class ContactBook extends TreeMap<String, List<Contact>> {
    private static final long serialVersionUID = 1L;

    ContactBook() {}

    ContactBook(Map<String, List<Contact>> all) {
      super(all);
    }
  }
}
