package dev.aceiro.web.console;

import dev.aceiro.web.console.Guidance.GuideView;
import dev.aceiro.web.profile.yaml.AlarmFile;
import dev.aceiro.web.profile.yaml.CheckEntry;
import dev.aceiro.web.profile.yaml.EscalationEntry;
import dev.aceiro.web.profile.yaml.GuideFile;
import dev.aceiro.web.profile.yaml.PlaybookFile;
import dev.aceiro.web.profile.yaml.ProfileDocument;
import dev.aceiro.web.profile.yaml.Sourced;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a profile's folder says in whole sentences, for whoever reads the policy.
 *
 * @param slos what users are promised
 * @param playbooks the written answers
 * @param alarms what each alarm means
 * @param guides how to find out what is wrong
 * @param checklists lists that people go through
 * @param deviations where it differs from the documents, and why
 */
record PolicyText(
    List<String> slos,
    List<BookView> playbooks,
    List<AlarmView> alarms,
    List<GuideView> guides,
    List<ListView> checklists,
    List<Deviation> deviations) {

  /** A playbook in full. */
  record BookView(
      String title,
      String scenario,
      @Nullable String severity,
      @Nullable String source,
      List<String> symptoms,
      List<StepView> steps,
      List<String> checks,
      List<String> fixes,
      @Nullable String rollbackPlan,
      List<GuideView> guides) {}

  /** A containment step. */
  record StepView(String title, String type, @Nullable String instruction, @Nullable String note) {}

  /** What an alarm means. */
  record AlarmView(
      String name, String severity, @Nullable String threshold, @Nullable String source) {}

  /** A list that people go through. */
  record ListView(String title, List<String> items, @Nullable String source) {}

  /** Where the profile differs from a document. */
  record Deviation(String what, String why, @Nullable String source) {}

  static PolicyText of(ProfileDocument document, Reader reader) {
    return new PolicyText(
        document.organisation().slos().stream()
            .map(
                slo ->
                    reader.say(
                        "policy.slo",
                        "sli",
                        slo.sli(),
                        "target",
                        percent(slo.target()),
                        "window",
                        Reader.length(slo.window())))
            .toList(),
        document.playbooks().stream().map(book -> book(book, document)).toList(),
        document.alarms().stream()
            .map(
                alarm ->
                    new AlarmView(
                        alarm.name(), alarm.severity(), alarm.threshold(), alarm.source()))
            .toList(),
        document.guides().stream().map(Guidance::guide).toList(),
        document.checklists().stream()
            .map(
                list ->
                    new ListView(
                        list.title(),
                        list.items().stream().map(item -> item.text()).toList(),
                        list.source()))
            .toList(),
        deviations(document));
  }

  private static String percent(BigDecimal share) {
    return share.movePointRight(2).stripTrailingZeros().toPlainString() + " %";
  }

  private static BookView book(PlaybookFile book, ProfileDocument document) {
    return new BookView(
        book.title(),
        book.scenario(),
        book.severity(),
        book.source(),
        book.symptoms(),
        book.actions().stream()
            .map(
                step ->
                    new StepView(
                        step.title(),
                        step.type(),
                        step.parameters().get("instruction"),
                        step.note()))
            .toList(),
        book.checks().stream().map(CheckEntry::title).toList(),
        book.fixes(),
        book.rollbackPlan(),
        document.guides().stream()
            .filter(guide -> book.diagnostics().contains(guide.id()))
            .map(Guidance::guide)
            .toList());
  }

  private static List<Deviation> deviations(ProfileDocument document) {
    List<Deviation> all = new ArrayList<>();
    document.severities().forEach(one -> add(all, one.code() + " " + one.label(), one));
    document.escalations().forEach(one -> add(all, one.id(), one));
    for (AlarmFile alarm : document.alarms()) {
      add(all, alarm.name(), alarm);
      alarm.raise().forEach(one -> add(all, alarm.name() + " → " + one.severity(), one));
    }
    for (PlaybookFile book : document.playbooks()) {
      add(all, book.title(), book);
      book.actions().forEach(one -> add(all, book.title() + " · " + one.title(), one));
      book.checks().forEach(one -> add(all, book.title() + " · " + one.title(), one));
      for (EscalationEntry rule : book.escalations()) {
        add(all, book.title() + " · " + rule.id(), rule);
      }
    }
    for (GuideFile guide : document.guides()) {
      add(all, guide.title(), guide);
      guide.steps().forEach(one -> add(all, guide.title() + " · " + one.look(), one));
    }
    document.recovery().criteria().forEach(one -> add(all, one.title(), one));
    document.templates().forEach(one -> add(all, one.id(), one));
    document.checklists().forEach(one -> add(all, one.title(), one));
    return all;
  }

  private static void add(List<Deviation> all, String what, Sourced sourced) {
    String why = sourced.deviation();
    if (why != null) {
      all.add(new Deviation(what, why, sourced.source()));
    }
  }
}
