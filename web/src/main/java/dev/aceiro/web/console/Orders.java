package dev.aceiro.web.console;

import dev.aceiro.activities.store.QuarantineReview;
import dev.aceiro.web.operation.QuarantineOffice;
import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.security.Asker;
import dev.aceiro.web.security.Operators;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What operators find on the status page: their orders as forms, and what is in quarantine. */
@Component
class Orders {
  /** The form that resumes one incident. */
  static final String RESUME = "resume";

  /** The form that resumes all of them. */
  static final String RESUME_ALL = "resume-all";

  /** The form that says that somebody has looked. */
  static final String ACKNOWLEDGE = "acknowledge-quarantine";

  private final ObjectProvider<QuarantineOffice> office;
  private final Operators operators;

  Orders(ObjectProvider<QuarantineOffice> office, Operators operators) {
    this.office = office;
    this.operators = operators;
  }

  /**
   * An order that was not carried out.
   *
   * @param form the form it was typed into
   * @param typed what was typed, by the name of the input
   * @param problem why not
   */
  record Failed(String form, Map<String, String> typed, Problem problem) {}

  /**
   * The operators' part of the page.
   *
   * @param operator whether the reader may give orders
   * @param one the form that resumes one incident
   * @param all the form that resumes all of them
   * @param quarantine what nobody has looked at, the youngest first
   * @param away why the quarantine cannot be read; null where it can
   */
  record OrdersView(
      boolean operator,
      FormView one,
      FormView all,
      List<KeptView> quarantine,
      @Nullable String away) {}

  /**
   * Something in quarantine.
   *
   * @param kind what sort of thing it is, in words
   * @param where its incident, or the alarm's source
   * @param why PostgreSQL's code and words; empty for an alarm
   */
  record KeptView(
      String id,
      String kind,
      String what,
      String where,
      @Nullable String incident,
      String why,
      String since,
      String sinceTitle) {}

  /**
   * The operators' part of the page; null where this process keeps no record.
   *
   * @param failed the order just refused; null where there was none
   */
  @Nullable OrdersView view(Reader reader, Asker asker, @Nullable Failed failed) {
    QuarantineOffice open = office.getIfAvailable();
    if (open == null) {
      return null;
    }
    List<KeptView> kept = List.of();
    String away = null;
    try {
      kept = open.list(false).stream().map(item -> kept(item, reader)).toList();
    } catch (Problem unreadable) {
      away = OrderForms.words(unreadable, reader);
    }
    return new OrdersView(
        operators.include(asker),
        OrderForms.form(RESUME, "plain", List.of("incident", "reason"), reader, failed),
        OrderForms.form(RESUME_ALL, "danger", List.of("reason"), reader, failed),
        kept,
        away);
  }

  /** The form under one item. */
  FormView acknowledgement(Reader reader, @Nullable Failed failed) {
    return OrderForms.form(ACKNOWLEDGE, "plain", List.of("reason"), reader, failed);
  }

  KeptView kept(QuarantineReview.Item item, Reader reader) {
    boolean alarm = item.kind() == QuarantineReview.Kind.ALARM;
    String incident = item.incident();
    String profile = item.profile();
    return new KeptView(
        item.id(),
        reader.say("quarantine.kind." + item.kind()),
        item.what(),
        alarm
            ? (profile == null ? "" : profile + "/") + item.detail()
            : incident == null ? "" : incident,
        incident,
        alarm ? "" : item.sqlstate() + ": " + item.detail(),
        reader.ago(item.at()),
        reader.full(item.at()) + " · " + Reader.utc(item.at()));
  }
}
