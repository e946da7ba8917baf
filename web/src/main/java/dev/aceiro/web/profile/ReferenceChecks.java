package dev.aceiro.web.profile;

import dev.aceiro.web.profile.yaml.AlarmFile;
import dev.aceiro.web.profile.yaml.CheckEntry;
import dev.aceiro.web.profile.yaml.EscalationEntry;
import dev.aceiro.web.profile.yaml.PlaybookFile;
import dev.aceiro.web.profile.yaml.PostmortemFile;
import dev.aceiro.web.profile.yaml.SeverityEntry;
import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.incident.Decisions;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names lead somewhere: what one file calls by name, another must have. */
final class ReferenceChecks {
  private final Reading reading;
  private final Names names;
  private final Faults faults;

  ReferenceChecks(Reading reading, Names names, Faults faults) {
    this.reading = reading;
    this.names = names;
    this.faults = faults;
  }

  void run() {
    organisation();
    severities();
    Rule.of(reading).forEach(this::rule);
    if (reading.channels != null) {
      for (int i = 0; i < reading.channels.ladder().size(); i++) {
        severities(
            "channels.yaml",
            "/ladder/" + i + "/severities",
            reading.channels.ladder().get(i).severities());
      }
    }
    if (reading.contacts != null) {
      for (String role : reading.contacts.keySet()) {
        role("contacts.yaml", "/" + role, role);
      }
    }
    decisions();
    postmortem();
    recovery();
    reading.alarms.forEach(this::alarm);
    reading.playbooks.forEach(this::playbook);
    rest();
  }

  private void organisation() {
    var organisation = reading.organisation;
    if (organisation == null) {
      return;
    }
    String file = Kinds.ORGANISATION;
    try {
      ZoneId.of(organisation.timezone());
    } catch (DateTimeException unknown) {
      faults.error(file, "/timezone", "unknown-zone", "value", organisation.timezone());
    }
    severity(file, "/defaultSeverity", organisation.defaultSeverity());
    role(file, "/firstResponder", organisation.firstResponder());
    for (int i = 0; i < organisation.slos().size(); i++) {
      service(file, "/slos/" + i + "/service", organisation.slos().get(i).service());
    }
  }

  private void severities() {
    for (int i = 0; i < reading.severities.size(); i++) {
      SeverityEntry severity = reading.severities.get(i);
      recipients("severities.yaml", "/" + i + "/tell", severity.tell());
      roles("severities.yaml", "/" + i + "/assign", severity.assign());
    }
  }

  private void rule(Rule rule) {
    EscalationEntry entry = rule.entry();
    String file = rule.file();
    String place = rule.place();
    severities(file, place + "/severities", entry.severities());
    recipients(file, place + "/tell", entry.tell());
    flag(file, place + "/when/flag", entry.when().flag());
    flag(file, place + "/when/ifFlag", entry.when().ifFlag());
    flag(file, place + "/when/unlessFlag", entry.when().unlessFlag());
    scenario(file, place + "/scenario", entry.scenario());
    for (int i = 0; i < entry.replaces().size(); i++) {
      known("unknown-rule", file, place + "/replaces/" + i, entry.replaces().get(i), names.rules);
    }
  }

  private void decisions() {
    var decisions = reading.decisions;
    if (decisions == null) {
      return;
    }
    String file = "decisions.yaml";
    Set<String> known =
        Decisions.all().stream().map(d -> d.id()).collect(Collectors.toCollection(TreeSet::new));
    decisions
        .decisions()
        .forEach(
            (decision, roles) -> {
              known("unknown-decision", file, "/decisions/" + decision, decision, known);
              roles(file, "/decisions/" + decision, roles);
            });
    if (decisions.automatic() != null) {
      severities(file, "/automatic/severities", decisions.automatic().severities());
      for (int i = 0; i < decisions.automatic().environments().size(); i++) {
        known(
            "unknown-environment",
            file,
            "/automatic/environments/" + i,
            decisions.automatic().environments().get(i),
            names.environments);
      }
    }
    for (int i = 0; i < decisions.holds().size(); i++) {
      var hold = decisions.holds().get(i);
      for (int f = 0; f < hold.flags().size(); f++) {
        flag(file, "/holds/" + i + "/flags/" + f, hold.flags().get(f));
      }
      roles(file, "/holds/" + i + "/liftedBy", hold.liftedBy());
    }
    for (int i = 0; i < decisions.approvals().size(); i++) {
      var approval = decisions.approvals().get(i);
      roles(file, "/approvals/" + i + "/roles", approval.roles());
      if (approval.risk() == Risk.DESTRUCTIVE && approval.count() == 0) {
        faults.error(file, "/approvals/" + i + "/count", "destructive-unapproved");
      }
    }
  }

  private void postmortem() {
    PostmortemFile postmortem = reading.postmortem;
    if (postmortem == null) {
      return;
    }
    String file = "postmortem.yaml";
    for (int i = 0; i < postmortem.mandatory().size(); i++) {
      PostmortemFile.Owed owed = postmortem.mandatory().get(i);
      severities(file, "/mandatory/" + i + "/severities", owed.severities());
      flag(file, "/mandatory/" + i + "/flag", owed.flag());
    }
    severities(file, "/reviewPlaybookAfter", postmortem.reviewPlaybookAfter());
    recipients(file, "/tell", postmortem.tell());
  }

  private void recovery() {
    if (reading.recovery != null) {
      checks("recovery.yaml", "/criteria", reading.recovery.criteria());
    }
  }

  private void alarm(String file, AlarmFile alarm) {
    severity(file, "/severity", alarm.severity());
    service(file, "/service", alarm.service());
    scenario(file, "/scenario", alarm.scenario());
    for (int i = 0; i < alarm.raise().size(); i++) {
      raise(file, "/raise/" + i, alarm.raise().get(i));
    }
    for (int i = 0; i < alarm.from().size(); i++) {
      known("unknown-source", file, "/from/" + i, alarm.from().get(i), names.sources);
    }
  }

  private void raise(String file, String place, AlarmFile.Condition raise) {
    severity(file, place + "/severity", raise.severity());
    List<String> others = raise.when() == null ? List.of() : raise.when().alarmsFiring();
    for (int i = 0; i < others.size(); i++) {
      known("unknown-alarm", file, place + "/when/alarmsFiring/" + i, others.get(i), names.alarms);
    }
  }

  private void playbook(String file, PlaybookFile playbook) {
    severity(file, "/severity", playbook.severity());
    for (int i = 0; i < playbook.flags().size(); i++) {
      flag(file, "/flags/" + i, playbook.flags().get(i));
    }
    for (int i = 0; i < playbook.diagnostics().size(); i++) {
      String guide = playbook.diagnostics().get(i);
      known("unknown-guide", file, "/diagnostics/" + i, guide, names.guides);
    }
    checks(file, "/checks", playbook.checks());
  }

  private void checks(String file, String place, List<CheckEntry> checks) {
    for (int i = 0; i < checks.size(); i++) {
      String list = checks.get(i).parameters().get("checklist");
      String here = place + "/" + i + "/parameters/checklist";
      known("unknown-checklist", file, here, list, names.checklists);
      if (checks.get(i).kind().equals("http-probe")
          && !checks.get(i).parameters().containsKey("url")) {
        faults.error(file, place + "/" + i, "probe-without-url", "id", checks.get(i).id());
      }
    }
  }

  private void rest() {
    for (int i = 0; i < reading.sources.size(); i++) {
      String environment = reading.sources.get(i).environment();
      known(
          "unknown-environment",
          "sources.yaml",
          "/" + i + "/environment",
          environment,
          names.environments);
    }
    for (int i = 0; i < reading.checklists.size(); i++) {
      recipients("checklists.yaml", "/" + i + "/announce", reading.checklists.get(i).announce());
    }
    for (int i = 0; i < reading.templates.size(); i++) {
      roles("templates.yaml", "/" + i + "/approvers", reading.templates.get(i).approvers());
    }
    if (reading.freeze != null) {
      roles("freeze.yaml", "/announcedBy", reading.freeze.announcedBy());
      var exceptions = reading.freeze.exceptions();
      if (exceptions != null) {
        severities("freeze.yaml", "/exceptions/severities", exceptions.severities());
        roles("freeze.yaml", "/exceptions/approvals", exceptions.approvals());
      }
    }
    if (reading.emergencyAccess != null) {
      String ask = reading.emergencyAccess.requestIn();
      recipients("emergency-access.yaml", "/tell", reading.emergencyAccess.tell());
      if (ask != null) {
        recipient("emergency-access.yaml", "/requestIn", ask);
      }
    }
    if (reading.alarmRules != null) {
      var windows = reading.alarmRules.maintenance();
      for (int i = 0; i < windows.size(); i++) {
        for (int s = 0; s < windows.get(i).services().size(); s++) {
          String here = "/maintenance/" + i + "/services/" + s;
          service("alarm-rules.yaml", here, windows.get(i).services().get(s));
        }
      }
    }
  }

  private void recipients(String file, String place, List<String> recipients) {
    for (int i = 0; i < recipients.size(); i++) {
      recipient(file, place + "/" + i, recipients.get(i));
    }
  }

  private void recipient(String file, String place, String recipient) {
    String id = recipient.substring(recipient.indexOf(':') + 1);
    if (recipient.startsWith("role:")) {
      role(file, place, id);
    } else {
      known("unknown-channel", file, place, id, names.channels);
    }
  }

  private void roles(String file, String place, List<String> roles) {
    for (int i = 0; i < roles.size(); i++) {
      role(file, place + "/" + i, roles.get(i));
    }
  }

  private void severities(String file, String place, List<String> codes) {
    for (int i = 0; i < codes.size(); i++) {
      severity(file, place + "/" + i, codes.get(i));
    }
  }

  private void severity(String file, String place, @Nullable String code) {
    known("unknown-severity", file, place, code, names.severities);
  }

  private void role(String file, String place, @Nullable String id) {
    known("unknown-role", file, place, id, names.roles);
  }

  private void flag(String file, String place, @Nullable String flag) {
    known("unknown-flag", file, place, flag, names.flags);
  }

  private void service(String file, String place, @Nullable String service) {
    known("unknown-service", file, place, service, names.services);
  }

  private void scenario(String file, String place, @Nullable String scenario) {
    known("unknown-scenario", file, place, scenario, names.scenarios);
  }

  private void known(
      String code, String file, String place, @Nullable String name, @Nullable Set<String> known) {
    if (name != null && known != null && !known.contains(name)) {
      String all = known.isEmpty() ? "–" : String.join(", ", known);
      faults.error(file, place, code, "value", name, "known", all);
    }
  }
}
