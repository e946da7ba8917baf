package dev.aceiro.web.profile;

import dev.aceiro.web.profile.BrokenProfilesTest.Break;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One way to break the small organisation's folder for each message. */
final class BreakTable {
  static final List<Break> ALL =
      List.of(
          new Break(
              "file-missing",
              "recovery.yaml",
              null,
              null,
              "recovery.yaml: the file is missing; every profile has one."),
          new Break(
              "file-unknown",
              "severity.yaml",
              null,
              "[]",
              "severity.yaml: nobody reads this file; there are organisation.yaml, severities.yaml,"
                  + " escalations.yaml, roles.yaml, contacts.yaml, channels.yaml, sources.yaml,"
                  + " decisions.yaml, recovery.yaml, postmortem.yaml, templates.yaml, estate.yaml,"
                  + " alarm-rules.yaml, triage.yaml, checklists.yaml, freeze.yaml,"
                  + " emergency-access.yaml and the folders alarms, playbooks and guides."),
          new Break(
              "file-empty",
              "triage.yaml",
              null,
              "# nothing\n",
              "triage.yaml: the file says nothing; write [] for an empty list or remove what is"
                  + " optional."),
          new Break(
              "file-documents",
              "triage.yaml",
              null,
              "fields: []\n---\nfields: []\n",
              "triage.yaml:3: the file must be one document: remove what follows the line ---."),
          new Break(
              "yaml", "triage.yaml", null, "fields: [\n", "triage.yaml:2: this is not YAML: "),
          new Break(
              "said-twice",
              "triage.yaml",
              "suspendDeploys: true",
              "suspendDeploys: true\nsuspendDeploys: false",
              "triage.yaml:3 /suspendDeploys: 'suspendDeploys' is said twice; say it once."),
          new Break(
              "type",
              "playbooks/shop-down.yaml",
              "status: \"200\"",
              "status: 200",
              "playbooks/shop-down.yaml:12 /checks/0/parameters/status: this is not a text; put a"
                  + " text that looks like a number or like true in quotes."),
          new Break(
              "required",
              "severities.yaml",
              "  label: Slow\n",
              "",
              "severities.yaml:19 /1: 'label' must be said."),
          new Break(
              "alarm-without-severity",
              "alarms/ShopDown.yaml",
              "severity: P1\n",
              "",
              "alarms/ShopDown.yaml:1: 'severity' must be said: nobody would know how bad the"
                  + " incident is that this alarm opens."),
          new Break(
              "unknown-key",
              "recovery.yaml",
              "criteria:",
              "wishes:",
              "recovery.yaml:1 /wishes: nobody knows 'wishes'; there are: criteria, deviation,"
                  + " observation, ours, source."),
          new Break(
              "misspelt-key",
              "severities.yaml",
              "investigateWithin",
              "investigatWithin",
              "severities.yaml:10 /0/clocks/investigatWithin: nobody knows 'investigatWithin'; did"
                  + " you mean 'investigateWithin'? There are: acknowledgeWithin,"
                  + " communicateAfterContainment, contain, deviation, externalUpdate,"
                  + " investigateWithin, notifyWithin, ours, source, update."),
          new Break(
              "not-one-of",
              "playbooks/shop-down.yaml",
              "kind: http-probe",
              "kind: guess",
              "playbooks/shop-down.yaml:12 /checks/0/kind: 'guess' is not one of alarms-cleared,"
                  + " http-probe, checklist."),
          new Break(
              "form.duration",
              "recovery.yaml",
              "24h",
              "one day",
              "recovery.yaml:3 /observation/min: 'one day' is not a duration such as 90s, 15m, 2h,"
                  + " 7d or PT15M."),
          new Break(
              "form.instant",
              "freeze.yaml",
              "2030-11-30T00",
              "2030-11-31T00",
              "freeze.yaml:1 /windows/0/until: '2030-11-31T00:00:00-03:00' is not an instant with"
                  + " its zone such as 2026-03-10T03:00:00-03:00."),
          new Break(
              "form.severityCode",
              "alarms/ShopDown.yaml",
              "severity: P1",
              "severity: high",
              "alarms/ShopDown.yaml:5 /severity: 'high' is not a severity's code such as P0."),
          new Break(
              "form.id",
              "contacts.yaml",
              "on-call:",
              "On call:",
              "contacts.yaml:1 /On call: 'On call' is not a name of small letters, digits and"
                  + " hyphens such as platform-lead."),
          new Break(
              "form.flag",
              "playbooks/shop-down.yaml",
              "flags: [BUSINESS_IMPACT]",
              "flags: [impact]",
              "playbooks/shop-down.yaml:5 /flags/0: 'impact' is not a flag in capitals such as"
                  + " BUSINESS_IMPACT."),
          new Break(
              "form.code",
              "roles.yaml",
              "canonical: RESPONDER",
              "canonical: responder",
              "roles.yaml:1 /0/canonical: 'responder' is not a word in capitals such as"
                  + " INCIDENT_COMMANDER."),
          new Break(
              "form.recipient",
              "postmortem.yaml",
              "role:manager",
              "manager",
              "postmortem.yaml:9 /tell/0: 'manager' is neither role:ID nor channel:ID, such as"
                  + " role:platform-lead."),
          new Break(
              "form.email",
              "contacts.yaml",
              "max@acme.example",
              "max",
              "contacts.yaml:4 /manager/0/email: 'max' is not an e-mail address."),
          new Break(
              "form.phone",
              "contacts.yaml",
              "\"+5511900000001\"",
              "\"190\"",
              "contacts.yaml:2 /on-call/0/phone: '190' is not a telephone number such as"
                  + " +5511999990000."),
          new Break(
              "form.slack",
              "contacts.yaml",
              "email: max@acme.example",
              "slack: \"@max\"",
              "contacts.yaml:4 /manager/0/slack: '@max' is nothing Slack takes: the id of a member"
                  + " such as U012AB3CD, or the e-mail address of their account."),
          new Break(
              "slack-place",
              "channels.yaml",
              "\"#alerts\"",
              "\"@alerts\"",
              "channels.yaml:2 /channels/0/address: '@alerts' is nothing Slack takes: the name of a"
                  + " channel such as #prod-alerts, or its id such as C012AB3CD."),
          new Break(
              "form.secret",
              "sources.yaml",
              "env:ACME_TOKEN",
              "hunter2",
              "sources.yaml:1 /0/secret: a secret is a reference, env:NAME, file:PATH or"
                  + " property:NAME, never the token itself."),
          new Break(
              "form.type",
              "playbooks/shop-down.yaml",
              "type: shop.restart",
              "type: Restart!",
              "playbooks/shop-down.yaml:10 /actions/0/type: 'Restart!' is not an action's type such"
                  + " as ecs.force-new-deployment or manual."),
          new Break(
              "form.fields",
              "templates.yaml",
              "fields: [lastUpdate]",
              "fields: [Last update]",
              "templates.yaml:3 /0/fields/0: 'Last update' is not a field's name such as"
                  + " nextSteps."),
          new Break(
              "empty-text",
              "severities.yaml",
              "label: Slow",
              "label: \"\"",
              "severities.yaml:20 /1/label: something must be said here."),
          new Break(
              "empty-list",
              "channels.yaml",
              "channels: [phone]",
              "channels: []",
              "channels.yaml:5 /ladder/1/channels: the list needs at least one entry."),
          new Break(
              "empty-mapping",
              "postmortem.yaml",
              "{flag: SECURITY}",
              "{}",
              "postmortem.yaml:4 /mandatory/2: at least one of its keys must be said."),
          new Break(
              "repeated",
              "organisation.yaml",
              "BUSINESS_IMPACT]",
              "BUSINESS_IMPACT, SECURITY]",
              "organisation.yaml:6 /flags: an entry is repeated; name each once."),
          new Break(
              "too-low",
              "alarms/ShopDown.yaml",
              "count: 2",
              "count: 1",
              "alarms/ShopDown.yaml:11 /start/count: 1 is too low; the limit is 2."),
          new Break(
              "too-high",
              "organisation.yaml",
              "target: 0.999",
              "target: 99.9",
              "organisation.yaml:9 /slos/0/target: 99.9 is too high; the limit is 1."),
          new Break(
              "needs",
              "escalations.yaml",
              ", times: 2",
              "",
              "escalations.yaml:8 /1/when/multipleOf: 'multipleOf' means nothing without 'times';"
                  + " say both or neither."),
          new Break(
              "exactly-one",
              "escalations.yaml",
              "{sinceProgress: 30m}",
              "{sinceProgress: 30m, elapsed: 1h}",
              "escalations.yaml:3 /0/when: exactly one of elapsed, sinceProgress, multipleOf, flag,"
                  + " outcome, frequency must be said."),
          new Break(
              "unknown-zone",
              "organisation.yaml",
              "America/Sao_Paulo",
              "Brasilia",
              "organisation.yaml:2 /timezone: 'Brasilia' is no time zone such as"
                  + " America/Sao_Paulo."),
          new Break(
              "unknown-severity",
              "organisation.yaml",
              "defaultSeverity: P1",
              "defaultSeverity: P9",
              "organisation.yaml:4 /defaultSeverity: severities.yaml has no severity 'P9'; it has:"
                  + " P0, P1."),
          new Break(
              "unknown-role",
              "escalations.yaml",
              "role:manager",
              "role:boss",
              "escalations.yaml:4 /0/tell/0: roles.yaml has no role 'boss'; it has: manager,"
                  + " on-call."),
          new Break(
              "unknown-channel",
              "severities.yaml",
              "tell: [channel:alerts]",
              "tell: [channel:alarms]",
              "severities.yaml:23 /1/tell/0: channels.yaml has no channel 'alarms'; it has:"
                  + " alerts."),
          new Break(
              "unknown-flag",
              "postmortem.yaml",
              "flag: SECURITY",
              "flag: SECURE",
              "postmortem.yaml:4 /mandatory/2/flag: organisation.yaml has no flag 'SECURE'; it has:"
                  + " BUSINESS_IMPACT, CAUSE_FOUND, SECURITY."),
          new Break(
              "unknown-service",
              "alarms/ShopDown.yaml",
              "service: shop",
              "service: store",
              "alarms/ShopDown.yaml:3 /service: estate.yaml has no service 'store'; it has: shop."),
          new Break(
              "unknown-environment",
              "sources.yaml",
              "environment: prod",
              "environment: hml",
              "sources.yaml:1 /0/environment: estate.yaml has no environment 'hml'; it has: prod."),
          new Break(
              "unknown-scenario",
              "alarms/ShopDown.yaml",
              "scenario: shop-down",
              "scenario: shop-up",
              "alarms/ShopDown.yaml:4 /scenario: no playbook answers 'shop-up'; there are playbooks"
                  + " for: shop-down."),
          new Break(
              "unknown-guide",
              "playbooks/shop-down.yaml",
              "diagnostics: [logs]",
              "diagnostics: [traces]",
              "playbooks/shop-down.yaml:8 /diagnostics/0: the folder guides has no guide 'traces';"
                  + " it has: logs."),
          new Break(
              "unknown-checklist",
              "playbooks/shop-down.yaml",
              "checklist: after",
              "checklist: before",
              "playbooks/shop-down.yaml:13 /checks/1/parameters/checklist: checklists.yaml has no"
                  + " checklist 'before'; it has: after."),
          new Break(
              "unknown-source",
              "alarms/ShopDown.yaml",
              "from: [generic]",
              "from: [nagios]",
              "alarms/ShopDown.yaml:6 /from/0: sources.yaml has no source 'nagios'; it has:"
                  + " generic."),
          new Break(
              "unknown-document",
              "alarms/ShopDown.yaml",
              "source: 100 §4",
              "source: 200 §4",
              "alarms/ShopDown.yaml:2 /source: organisation.yaml names no document with which '200"
                  + " §4' begins; it names: 100."),
          new Break(
              "unknown-rule",
              "playbooks/shop-down.yaml",
              "replaces: [late]",
              "replaces: [early]",
              "playbooks/shop-down.yaml:16 /escalations/0/replaces/0: there is no escalation"
                  + " 'early'; there are: late, restart-failed, stuck, too-often."),
          new Break(
              "unknown-decision",
              "decisions.yaml",
              "end-observation:",
              "end-observations:",
              "decisions.yaml:2 /decisions/end-observations: there is no decision"
                  + " 'end-observations'; there are: acknowledge, "),
          new Break(
              "unknown-field",
              "templates.yaml",
              "{title}. {lastUpdate}\"\n    en",
              "{headline}. {lastUpdate}\"\n    en",
              "templates.yaml:5 /0/text/pt-BR: nobody fills in the field 'headline'; name it under"
                  + " fields, or use one of: cause, duration, environment, id, lastUpdate, link,"
                  + " organisation, resolvedAt, scenario, services, severity, startedAt, status,"
                  + " summary, title."),
          new Break(
              "field-unused",
              "templates.yaml",
              "fields: [lastUpdate]",
              "fields: [lastUpdate, eta]",
              "templates.yaml:3 /0/fields/1: no text names the field 'eta'; use it in braces or"
                  + " remove it."),
          new Break(
              "cause-never",
              "organisation.yaml",
              "CAUSE_FOUND, ",
              "",
              "templates.yaml:9 /1/assertsCause: nobody could ever choose 'cause': it asserts a"
                  + " cause, and organisation.yaml has no flag CAUSE_FOUND."),
          new Break(
              "probe-without-url",
              "playbooks/shop-down.yaml",
              "url: \"https://shop.acme.example\", ",
              "",
              "playbooks/shop-down.yaml:12 /checks/0: the check 'page' asks an address: give it the"
                  + " parameter url."),
          new Break(
              "twice",
              "escalations.yaml",
              "id: late",
              "id: stuck",
              "escalations.yaml:6 /1/id: there is already a 'stuck' in escalations.yaml; names are"
                  + " unique."),
          new Break(
              "clock-order",
              "severities.yaml",
              "{target: 15m, limit: 30m}",
              "{target: 45m, limit: 30m}",
              "severities.yaml:11 /0/clocks/contain/limit: contain.limit (PT30M) ends before"
                  + " contain.target (PT45M), which must precede it; lengthen the one or shorten"
                  + " the other."),
          new Break(
              "approval-too-long",
              "decisions.yaml",
              "approvalValidFor: 15m",
              "approvalValidFor: 1d",
              "decisions.yaml:5 /approvalValidFor: an approval that counts for PT24H says nothing"
                  + " about what is there then: at most PT4H."),
          new Break(
              "no-time",
              "alarm-rules.yaml",
              "quietFor: 10m",
              "quietFor: 0m",
              "alarm-rules.yaml:2 /flapping/quietFor: this is no time at all; it must be longer"
                  + " than zero."),
          new Break(
              "no-time",
              "severities.yaml",
              "    update: {every: 30m,",
              "    update: {every: 0s,",
              "severities.yaml:13 /0/clocks/update/every: this is no time at all; it must be longer"
                  + " than zero."),
          new Break(
              "ends-before-it-begins",
              "alarm-rules.yaml",
              "01T02:00",
              "01T00:00",
              "alarm-rules.yaml:4 /maintenance/0/until: this ends before it begins; 'until' must be"
                  + " later than 'from'."),
          new Break(
              "severity-unheard",
              "severities.yaml",
              "  tell: [channel:alerts]\n",
              "",
              "severities.yaml:19 /1: nobody would hear of a P1: 'tell' must name somebody."),
          new Break(
              "tells-nobody",
              "escalations.yaml",
              "[P0, P1]\n  when: {sinceProgress: 30m}\n  tell: [role:manager]",
              "[P0, P1]\n  when: {sinceProgress: 30m}",
              "escalations.yaml:1 /0: 'stuck' tells nobody: name somebody under 'tell', or an"
                  + " effect."),
          new Break(
              "reaches-nobody",
              "contacts.yaml",
              ", email: max@acme.example",
              "",
              "escalations.yaml:4 /0/tell: 'stuck' reaches nobody: no contact of role:manager has"
                  + " an address for the channels it goes by; add one to contacts.yaml."),
          new Break(
              "ladder-unreached",
              "contacts.yaml",
              ", email: ann@acme.example, phone: \"+5511900000001\"",
              "",
              "channels.yaml:3 /ladder: the ladder reaches nobody: no contact of 'on-call' has an"
                  + " address for any of its channels; add one to contacts.yaml."),
          new Break(
              "severity-unpaged",
              "channels.yaml",
              "{after: 0s, channels: [email]}\n  - {after: 5m, channels: [phone]}",
              "{after: 0s, channels: [email], severities: [P0]}",
              "channels.yaml:3 /ladder: no rung of the ladder that reaches 'on-call' is for P1:"
                  + " nobody would be paged for it."),
          new Break(
              "rung-unreached",
              "contacts.yaml",
              ", phone: \"+5511900000001\"",
              "",
              "channels.yaml:5 /ladder/1: (warning) this rung reaches nobody: no contact of"
                  + " 'on-call' has an address for phone."),
          new Break(
              "contradiction",
              "escalations.yaml",
              "{sinceProgress: 30m}",
              "{sinceProgress: 30m, ifFlag: SECURITY, unlessFlag: SECURITY}",
              "escalations.yaml:3 /0/when/unlessFlag: 'stuck' can never fire: it asks for SECURITY"
                  + " and for its absence; remove one of the two."),
          new Break(
              "once-needs-flag",
              "escalations.yaml",
              "{sinceProgress: 30m}\n",
              "{sinceProgress: 30m}\n  oncePerIncident: true\n",
              "escalations.yaml:4 /0/oncePerIncident: 'stuck' cannot be told once per incident:"
                  + " only a rule with a flag is about what is known, the others count from the"
                  + " episode's beginning."),
          new Break(
              "clock-never",
              "severities.yaml",
              "    acknowledgeWithin: 5m\n",
              "",
              "escalations.yaml:8 /1/when/multipleOf: 'late' can never fire: none of its severities"
                  + " has the clock 'acknowledge'."),
          new Break(
              "outcome-never",
              "playbooks/shop-down.yaml",
              "action: shop.restart",
              "action: shop.stop",
              "playbooks/shop-down.yaml:16 /escalations/0/when/outcome/action: 'restart-failed' can"
                  + " never fire: no playbook it applies to offers the action 'shop.stop'."),
          new Break(
              "replaces-in-vain",
              "escalations.yaml",
              "id: late\n",
              "id: late\n  replaces: [stuck]\n",
              "escalations.yaml:7 /1/replaces/0: 'late' cannot replace 'stuck', which has the same"
                  + " precedence or a higher one: scenario over security over severity over"
                  + " default."),
          new Break(
              "always-replaced",
              "escalations.yaml",
              "  severities: [P0, P1]\n"
                  + "  when: {sinceProgress: 30m}\n"
                  + "  tell: [role:manager]\n"
                  + "  source: 100 §3\n"
                  + "- id: late\n"
                  + "  severities: [P0]\n",
              "  when: {sinceProgress: 30m}\n"
                  + "  tell: [role:manager]\n"
                  + "  source: 100 §3\n"
                  + "- id: late\n"
                  + "  replaces: [stuck]\n"
                  + "  severities: [P0, P1]\n",
              "escalations.yaml:1 /0: 'stuck' can never fire: late always replaces it; narrow the"
                  + " one or remove the other."),
          new Break(
              "rule-name-taken",
              "escalations.yaml",
              "id: stuck",
              "id: notify",
              "escalations.yaml:1 /0/id: 'notify' is the name of a rule that every profile has:"
                  + " what it tells would count as told; name it otherwise."),
          new Break(
              "rule-name-taken",
              "escalations.yaml",
              "id: stuck",
              "id: ladder-0",
              "escalations.yaml:1 /0/id: 'ladder-0' is the name of a rule that every profile has:"
                  + " what it tells would count as told; name it otherwise."),
          new Break(
              "always-later",
              "escalations.yaml",
              "- id: late\n",
              "- id: later\n"
                  + "  severities: [P1]\n"
                  + "  when: {elapsed: 2h}\n"
                  + "  tell: [role:manager]\n"
                  + "  source: 100 §3\n"
                  + "- id: sooner\n"
                  + "  when: {elapsed: 1h}\n"
                  + "  tell: [role:manager]\n"
                  + "  source: 100 §3\n"
                  + "- id: late\n",
              "escalations.yaml:8 /1/when: 'later' can never tell anybody: sooner always tells them"
                  + " earlier; make it the earlier one, or remove it."),
          new Break(
              "unknown-alarm",
              "alarms/ShopDown.yaml",
              "note: nobody can buy",
              "when: {alarmsFiring: [TillDown]}",
              "alarms/ShopDown.yaml:7 /raise/0/when/alarmsFiring/0: the folder alarms has no alarm"
                  + " 'TillDown'; it has: ShopDown."),
          new Break(
              "twice",
              "decisions.yaml",
              "[manager, on-call]}",
              "[manager, manager]}",
              "decisions.yaml:7 /holds/0/liftedBy/1: there is already a 'manager' in"
                  + " decisions.yaml; names are unique."),
          new Break(
              "hold-unliftable",
              "contacts.yaml",
              "person: max",
              "person: ann",
              "decisions.yaml:7 /holds/0: nobody could lift NO_ROLLBACK: each of its roles must say"
                  + " so, by a person of its own, and contacts.yaml has none left for on-call."),
          new Break(
              "hold-unliftable",
              "contacts.yaml",
              "  - {person: max, name: Max, email: max@acme.example}",
              "  []",
              "playbooks/shop-down.yaml:6 /holds: nobody could lift EVIDENCE_FIRST: each of its"
                  + " roles must say so, by a person of its own, and contacts.yaml has none left"
                  + " for manager."),
          new Break(
              "destructive-unapproved",
              "decisions.yaml",
              "{risk: DISRUPTIVE, count: 1, roles: [on-call, manager]}",
              "{risk: DESTRUCTIVE, count: 0}",
              "decisions.yaml:4 /approvals/0/count: what is DESTRUCTIVE never runs on nobody's"
                  + " word: "),
          new Break(
              "automatic-never-complete",
              "playbooks/shop-down.yaml",
              "checks:",
              "  - {type: ecs.scale, title: More, automatic: true, parameters: {count: \"2\"}}\n"
                  + "checks:",
              "playbooks/shop-down.yaml:11 /actions/1/parameters: an automatic step is proposed by"
                  + " nobody, so nobody says cluster, service: "),
          new Break(
              "automatic-outside-estate",
              "playbooks/shop-down.yaml",
              "checks:",
              "  - {type: sqs.visibility-timeout, title: Longer, automatic: true, parameters:"
                  + " {queue: other, seconds: \"60\"}}\n"
                  + "checks:",
              "playbooks/shop-down.yaml:11 /actions/1/parameters/queue: 'other' is not in"
                  + " estate.yaml, and nobody is asked before an automatic step: name one of"
                  + " till."),
          new Break(
              "raise-itself",
              "alarms/ShopDown.yaml",
              "note: nobody can buy",
              "when: {alarmsFiring: [ShopDown]}",
              "alarms/ShopDown.yaml:7 /raise/0/when/alarmsFiring: 'ShopDown' fires when it raises:"
                  + " name another alarm, or how long it persists."),
          new Break(
              "raise-never",
              "alarms/ShopDown.yaml",
              "{severity: P0, note: nobody can buy}",
              "{severity: P1, when: {persists: 10m}}",
              "alarms/ShopDown.yaml:7 /raise/0/severity: 'ShopDown' opens with P1: it cannot be"
                  + " raised to P1, which is no worse; name a worse one."),
          new Break(
              "matcher-never",
              "severities.yaml",
              "- {name: \"*Down\"}",
              "- {name: \"*\"}\n    - {name: \"*Down\"}",
              "severities.yaml:7 /0/matchers/1: this matcher is never asked: one before it takes"
                  + " every alarm."),
          new Break(
              "plan-too-large",
              "playbooks/shop-down.yaml",
              "diagnostics:",
              hints() + "diagnostics:",
              ": what an incident pins has "));

  private BreakTable() {}

  private static String hints() {
    return IntStream.range(0, 1500)
        .mapToObj(i -> "  - \"" + i + " " + "x".repeat(50) + "\"\n")
        .collect(Collectors.joining("", "hints:\n", ""));
  }
}
