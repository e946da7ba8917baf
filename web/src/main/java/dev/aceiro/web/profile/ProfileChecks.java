package dev.aceiro.web.profile;

import dev.aceiro.workflows.alarm.CatalogueEntry;
import dev.aceiro.workflows.alarm.Raise;
import dev.aceiro.workflows.incident.Decisions;
import dev.aceiro.workflows.playbook.Check;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.policy.Channel;
import dev.aceiro.workflows.policy.EscalationRule;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Role;
import dev.aceiro.workflows.policy.Severity;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What no single file can know: that names lead somewhere, that everybody is reached, that clocks
 * are in order.
 */
final class ProfileChecks {
  private static final Pattern SLACK_PLACE = Pattern.compile("#[^\\s#@]+|[CG][A-Z0-9]+");
  private static final Pattern SLACK_READER =
      Pattern.compile("[UWDCG][A-Z0-9]+|#[^\\s#@]+|[^@\\s]+@[^@\\s]+");
  private static final Set<String> KINDS = Set.of("slack", "email", "sms", "pagerduty", "phone");
  private static final Set<String> LANGUAGES = Set.of("pt-BR", "en");
  private static final Set<String> CLOCKS = Set.of("acknowledge", "investigate", "contain");

  private final Profile profile;
  private final ResponsePlan plan;
  private final Locator at;
  private final List<Fault> faults;

  ProfileChecks(Profile profile, Locator at, List<Fault> faults) {
    this.profile = profile;
    this.plan = profile.plan();
    this.at = at;
    this.faults = faults;
  }

  void run() {
    organisation();
    severities();
    escalations();
    roles();
    channels();
    decisions();
    postmortem();
    recovery();
    alarms();
    playbooks();
    sources();
  }

  private void organisation() {
    String file = ProfileReader.ORGANISATION;
    try {
      ZoneId.of(plan.zone());
    } catch (DateTimeException unknown) {
      fault(
          file,
          "/timezone",
          "'%s' is no time zone such as America/Sao_Paulo".formatted(plan.zone()));
    }
    if (!LANGUAGES.contains(plan.language())) {
      fault(file, "/language", "'%s' is not pt-BR or en".formatted(plan.language()));
    }
    severity(file, "/defaultSeverity", plan.defaultSeverity());
    role(file, "/firstResponder", plan.firstResponder());
  }

  private void severities() {
    String file = "severities.yaml";
    if (plan.severities().isEmpty()) {
      fault(file, "", "there must be a severity");
    }
    Set<String> codes = new TreeSet<>();
    for (int i = 0; i < plan.severities().size(); i++) {
      Severity severity = plan.severities().get(i);
      String place = "/" + i;
      unique(codes, severity.code(), file, place + "/code");
      recipients(file, place + "/tell", severity.tell());
      if (severity.tell().isEmpty()) {
        fault(
            file,
            place,
            "nobody would hear of a %s: 'tell' must name somebody".formatted(severity.code()));
      }
      Duration target = severity.clocks().containTarget();
      Duration limit = severity.clocks().containLimit();
      if (target != null && limit != null && limit.compareTo(target) < 0) {
        fault(file, place + "/clocks/contain/limit", "the limit ends before the target");
      }
      Duration every = severity.clocks().updateEvery();
      Duration latest = severity.clocks().updateLimit();
      if (every != null && latest != null && latest.compareTo(every) < 0) {
        fault(file, place + "/clocks/update/limit", "the limit ends before the reminder");
      }
    }
  }

  private void escalations() {
    String file = "escalations.yaml";
    Set<String> ids = new TreeSet<>();
    for (int i = 0; i < plan.escalations().size(); i++) {
      EscalationRule rule = plan.escalations().get(i);
      String place = "/" + i;
      unique(ids, rule.id(), file, place + "/id");
      for (int s = 0; s < rule.severities().size(); s++) {
        severity(file, place + "/severities/" + s, rule.severities().get(s));
      }
      if (rule.severities().isEmpty()) {
        fault(file, place, "a rule for no severity never fires: 'severities' must name one");
      }
      if (rule.to().isEmpty()) {
        fault(file, place, "a rule that tells nobody is none: 'tell' must name somebody");
      }
      recipients(file, place + "/tell", rule.to());
      kinds(file, place + "/via", rule.via());
      flag(file, place + "/when/flag", rule.when().flag());
      flag(file, place + "/when/ifFlag", rule.when().ifFlag());
      flag(file, place + "/when/unlessFlag", rule.when().unlessFlag());
      String clock = rule.when().clock();
      if (clock != null && !CLOCKS.contains(clock)) {
        fault(
            file,
            place + "/when/multipleOf",
            "'%s' is not one of acknowledge, investigate, contain".formatted(clock));
      }
      if (rule.scenario() != null && plan.playbook(rule.scenario()) == null) {
        fault(file, place + "/scenario", "no playbook answers '%s'".formatted(rule.scenario()));
      }
    }
  }

  private void roles() {
    Set<String> ids = new TreeSet<>();
    for (int i = 0; i < plan.roles().size(); i++) {
      Role role = plan.roles().get(i);
      unique(ids, role.id(), "roles.yaml", "/" + i + "/id");
      kinds("roles.yaml", "/" + i + "/channels", role.channels());
      if (!role.id().matches("[a-z0-9-]+")) {
        fault("roles.yaml", "/" + i + "/id", "a role's id has small letters, digits and hyphens");
      }
      contacts(role);
    }
  }

  private void contacts(Role role) {
    for (int i = 0; i < role.contacts().size(); i++) {
      String slack = role.contacts().get(i).slack();
      if (slack != null && !SLACK_READER.matcher(slack).matches()) {
        fault(
            "contacts.yaml",
            "/" + role.id() + "/" + i + "/slack",
            "'%s' is nothing Slack takes: the id of a member (U…), or the e-mail address of their account"
                .formatted(slack));
      }
    }
  }

  private void channels() {
    String file = "channels.yaml";
    Set<String> ids = new TreeSet<>();
    for (int i = 0; i < plan.channels().size(); i++) {
      Channel channel = plan.channels().get(i);
      unique(ids, channel.id(), file, "/channels/" + i + "/id");
      kinds(file, "/channels/" + i + "/kind", List.of(channel.kind()));
      if (channel.kind().equals("slack") && !SLACK_PLACE.matcher(channel.address()).matches()) {
        fault(
            file,
            "/channels/" + i + "/address",
            "'%s' is nothing Slack takes: the name of a channel (#…), or its id (C…)"
                .formatted(channel.address()));
      }
    }
    if (plan.ladder().isEmpty()) {
      fault(file, "", "nobody would be paged: the ladder needs a rung");
    }
    for (int i = 0; i < plan.ladder().size(); i++) {
      kinds(file, "/ladder/" + i + "/channels", plan.ladder().get(i).channels());
      if (i > 0 && plan.ladder().get(i).after().compareTo(plan.ladder().get(i - 1).after()) < 0) {
        fault(file, "/ladder/" + i + "/after", "a rung comes after the one before it");
      }
    }
  }

  private void decisions() {
    String file = "decisions.yaml";
    plan.decisions()
        .forEach(
            (decision, roles) -> {
              if (Decisions.find(decision) == null) {
                fault(
                    file,
                    "/decisions/" + decision,
                    "there is no decision '%s'".formatted(decision));
              }
              for (int i = 0; i < roles.size(); i++) {
                role(file, "/decisions/" + decision + "/" + i, roles.get(i));
              }
            });
    for (int i = 0; i < plan.approvals().size(); i++) {
      List<String> roles = plan.approvals().get(i).roles();
      for (int r = 0; r < roles.size(); r++) {
        role(file, "/approvals/" + i + "/roles/" + r, roles.get(r));
      }
    }
  }

  private void postmortem() {
    String file = "postmortem.yaml";
    List<String> severities = plan.postmortem().mandatoryFor();
    for (int i = 0; i < severities.size(); i++) {
      severity(file, "/mandatoryFor/" + i, severities.get(i));
    }
    List<String> flags = plan.postmortem().mandatoryFlags();
    for (int i = 0; i < flags.size(); i++) {
      flag(file, "/mandatoryFlags/" + i, flags.get(i));
    }
    recipients(file, "/tell", plan.postmortem().tell());
    if (plan.postmortem().reviewWithin().compareTo(plan.postmortem().reviewNotBefore()) < 0) {
      fault(file, "/reviewWithin", "the review would be due before it may take place");
    }
  }

  private void recovery() {
    if (plan.observation().max().compareTo(plan.observation().min()) < 0) {
      fault(
          "recovery.yaml", "/observation/max", "the observation would end before it may be ended");
    }
  }

  private void alarms() {
    Set<String> names = new TreeSet<>();
    for (CatalogueEntry entry : profile.catalogue().entries()) {
      String file = "alarms/" + entry.name() + ".yaml";
      unique(names, entry.name(), file, "/name");
      severity(file, "/severity", entry.severity());
      for (int i = 0; i < entry.raise().size(); i++) {
        Raise raise = entry.raise().get(i);
        severity(file, "/raise/" + i + "/severity", raise.severity());
      }
      if (!plan.services().contains(entry.service())) {
        fault(file, "/service", "estate.yaml has no service '%s'".formatted(entry.service()));
      }
      if (entry.scenario() != null && plan.playbook(entry.scenario()) == null) {
        fault(file, "/scenario", "no playbook answers '%s'".formatted(entry.scenario()));
      }
    }
  }

  private void playbooks() {
    Set<String> scenarios = new TreeSet<>();
    for (Playbook playbook : plan.playbooks()) {
      String file = "playbooks/" + playbook.scenario() + ".yaml";
      unique(scenarios, playbook.scenario(), file, "/scenario");
      Set<String> checks = new TreeSet<>();
      for (int i = 0; i < playbook.checks().size(); i++) {
        Check check = playbook.checks().get(i);
        unique(checks, check.id(), file, "/checks/" + i + "/id");
      }
    }
  }

  private void sources() {
    Set<String> ids = new TreeSet<>();
    for (int i = 0; i < profile.sources().size(); i++) {
      unique(ids, profile.sources().get(i).id(), "sources.yaml", "/" + i + "/id");
    }
  }

  private void recipients(String file, String place, List<String> recipients) {
    for (int i = 0; i < recipients.size(); i++) {
      String recipient = recipients.get(i);
      String here = place + "/" + i;
      if (recipient.startsWith("role:")) {
        role(file, here, recipient.substring("role:".length()));
      } else if (recipient.startsWith("channel:")) {
        if (plan.channel(recipient.substring("channel:".length())) == null) {
          fault(file, here, "channels.yaml has no channel '%s'".formatted(recipient.substring(8)));
        }
      } else {
        fault(file, here, "'%s' is neither role:… nor channel:…".formatted(recipient));
      }
    }
  }

  private void kinds(String file, String place, List<String> kinds) {
    for (String kind : kinds) {
      if (!KINDS.contains(kind)) {
        fault(
            file, place, "'%s' is not one of slack, email, sms, pagerduty, phone".formatted(kind));
      }
    }
  }

  private void severity(String file, String place, String code) {
    if (!plan.hasSeverity(code)) {
      fault(file, place, "severities.yaml has no severity '%s'".formatted(code));
    }
  }

  private void role(String file, String place, String id) {
    if (plan.role(id) == null) {
      fault(file, place, "roles.yaml has no role '%s'".formatted(id));
    }
  }

  private void flag(String file, String place, @Nullable String flag) {
    if (flag != null && !plan.flags().contains(flag)) {
      fault(file, place, "organisation.yaml has no flag '%s'".formatted(flag));
    }
  }

  private void unique(Set<String> seen, String id, String file, String place) {
    if (!seen.add(id)) {
      fault(file, place, "there is already a '%s'".formatted(id));
    }
  }

  private void fault(String file, String place, String message) {
    faults.add(at.fault(file, place, message));
  }

  /** Knows on which line a place of a file is. */
  @FunctionalInterface
  interface Locator {
    Fault fault(String file, String place, String message);
  }
}
