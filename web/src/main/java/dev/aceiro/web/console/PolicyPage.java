package dev.aceiro.web.console;

import dev.aceiro.web.problem.Problem;
import dev.aceiro.workflows.policy.ApprovalRule;
import dev.aceiro.workflows.policy.Clocks;
import dev.aceiro.workflows.policy.Contact;
import dev.aceiro.workflows.policy.MandatoryRule;
import dev.aceiro.workflows.policy.Milestone;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What an organisation has agreed on: severities and their clocks, who is told when, who may what.
 */
@Controller
class PolicyPage {
  private final Desk desk;
  private final Readers readers;

  PolicyPage(Desk desk, Readers readers) {
    this.desk = desk;
    this.readers = readers;
  }

  /**
   * A profile in words.
   *
   * @param others the profiles there are
   */
  record PolicyView(
      String id,
      String organisation,
      String zone,
      String version,
      List<String> clockNames,
      List<SeverityView> severities,
      List<RungView> ladder,
      List<RuleView> escalations,
      List<RoleView> roles,
      List<ApprovalView> approvals,
      List<EntryView.Detail> after,
      List<PlaybookView> playbooks,
      List<FormView.Option> others) {}

  /** A severity and its clocks, in the order of {@link PolicyView#clockNames}. */
  record SeverityView(
      String code,
      String look,
      String label,
      String definition,
      List<String> clocks,
      String tell) {}

  /** A rung of the ladder. */
  record RungView(String after, String channels) {}

  /** An escalation. */
  record RuleView(String when, String severities, String to, String source) {}

  /** A role and who holds it. */
  record RoleView(String label, boolean lead, String people, String channels) {}

  /** What an action of a risk needs. */
  record ApprovalView(String risk, String count, String roles) {}

  /** A playbook. */
  record PlaybookView(String title, String scenario, int actions, int checks) {}

  @GetMapping("/policy")
  String policy(
      @RequestParam(required = false) @Nullable String profile,
      HttpServletRequest request,
      Model model) {
    ResponsePlan plan =
        desk.plans().stream()
            .filter(one -> profile == null || one.profile().equals(profile))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.notFound("NO_SUCH_PROFILE", "profile", profile == null ? "" : profile));
    Reader reader = readers.of(request).in(plan.zone());
    model.addAttribute("policy", view(plan, reader));
    model.addAttribute(
        "text", desk.document(plan).map(said -> PolicyText.of(said, reader)).orElse(null));
    return "console/policy";
  }

  private PolicyView view(ResponsePlan plan, Reader reader) {
    Names names = new Names(plan, null, reader);
    return new PolicyView(
        plan.profile(),
        plan.organisation(),
        plan.zone(),
        plan.version().length() > 12 ? plan.version().substring(0, 12) : plan.version(),
        List.of(
            reader.word("clock", "notify"),
            reader.word("clock", "acknowledge"),
            reader.word("clock", "investigate"),
            reader.word("clock", "contain-target"),
            reader.word("clock", "contain-limit"),
            reader.word("clock", "communicate"),
            reader.word("clock", "update")),
        plan.severities().stream()
            .map(
                severity ->
                    new SeverityView(
                        severity.code(),
                        IncidentViews.look(severity.code()),
                        severity.label(),
                        severity.definition(),
                        clocks(severity.clocks()),
                        severity.tell().stream()
                            .map(names::recipient)
                            .collect(Collectors.joining(", "))))
            .toList(),
        plan.ladder().stream()
            .map(
                rung ->
                    new RungView(
                        rung.after().isZero()
                            ? reader.say("time.at-once")
                            : Reader.length(rung.after()),
                        channels(rung.channels(), reader)
                            + (rung.severities().isEmpty()
                                ? ""
                                : " · " + String.join(", ", rung.severities()))))
            .toList(),
        plan.escalations().stream()
            .map(
                rule ->
                    new RuleView(
                        ClockViews.trigger(rule.when(), reader),
                        String.join(", ", rule.severities()),
                        rule.to().stream().map(names::recipient).collect(Collectors.joining(", ")),
                        rule.source()))
            .toList(),
        plan.roles().stream().map(role -> role(role, reader)).toList(),
        plan.approvals().stream()
            .map(
                rule ->
                    new ApprovalView(
                        reader.word("risk", rule.risk().name()),
                        approvals(rule, reader),
                        rule.roles().stream().map(names::role).collect(Collectors.joining(", "))))
            .toList(),
        after(plan, reader),
        plan.playbooks().stream()
            .map(
                playbook ->
                    new PlaybookView(
                        playbook.title(),
                        playbook.scenario(),
                        playbook.actions().size(),
                        playbook.checks().size()))
            .toList(),
        desk.plans().stream()
            .map(
                one ->
                    new FormView.Option(
                        one.profile(), one.organisation(), one.profile().equals(plan.profile())))
            .toList());
  }

  private static String approvals(ApprovalRule rule, Reader reader) {
    String needed = reader.say("policy.approvals", "n", rule.count());
    Integer atOnce = rule.atOncePerEnvironment();
    return atOnce == null ? needed : needed + ", " + reader.say("policy.at-once", "n", atOnce);
  }

  private static List<String> clocks(Clocks of) {
    List<String> lengths = new ArrayList<>();
    for (Duration length :
        java.util.Arrays.asList(
            of.notifyWithin(),
            of.acknowledgeWithin(),
            of.investigateWithin(),
            of.containTarget(),
            of.containLimit(),
            of.communicateAfterContainment(),
            of.updateLimit())) {
      lengths.add(length == null ? "" : Reader.length(length));
    }
    return lengths;
  }

  private static RoleView role(Role role, Reader reader) {
    return new RoleView(
        role.label(),
        role.lead(),
        role.contacts().stream().map(Contact::name).collect(Collectors.joining(", ")),
        channels(role.channels(), reader));
  }

  private static String channels(List<String> kinds, Reader reader) {
    return kinds.stream()
        .map(kind -> reader.word("channel", kind))
        .collect(Collectors.joining(", "));
  }

  private static List<EntryView.Detail> after(ResponsePlan plan, Reader reader) {
    List<EntryView.Detail> after = new ArrayList<>();
    after.add(
        new EntryView.Detail(
            reader.say("policy.observation"),
            Reader.length(plan.observation().min())
                + " – "
                + Reader.length(plan.observation().max())));
    after.add(
        new EntryView.Detail(
            reader.say("policy.postmortem"),
            plan.postmortem().mandatory().stream()
                .map(PolicyPage::mandatory)
                .collect(Collectors.joining(", "))));
    milestone(after, reader, "policy.draft", plan.postmortem().draft());
    milestone(after, reader, "policy.review", plan.postmortem().review());
    milestone(after, reader, "policy.items", plan.postmortem().actions());
    after.add(
        new EntryView.Detail(
            reader.say("policy.approval-valid"), Reader.length(plan.approvalValidFor())));
    return after;
  }

  private static String mandatory(MandatoryRule rule) {
    return rule.flag() == null ? String.join(", ", rule.severities()) : rule.flag();
  }

  private static void milestone(
      List<EntryView.Detail> after, Reader reader, String name, @Nullable Milestone milestone) {
    if (milestone != null) {
      Duration notBefore = milestone.notBefore();
      String dueBy = Reader.length(milestone.dueBy());
      after.add(
          new EntryView.Detail(
              reader.say(name),
              notBefore == null ? dueBy : Reader.length(notBefore) + " – " + dueBy));
    }
  }
}
