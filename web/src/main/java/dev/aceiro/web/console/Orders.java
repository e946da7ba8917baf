package dev.aceiro.web.console;

import dev.aceiro.activities.store.QuarantineReview;
import dev.aceiro.web.console.FormView.FieldView;
import dev.aceiro.web.operation.QuarantineOffice;
import dev.aceiro.web.operation.Reason;
import dev.aceiro.web.problem.Fault;
import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.security.Asker;
import dev.aceiro.web.security.Operators;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  private static final int LONGEST_ID = 40;

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
      away = words(unreadable, reader);
    }
    return new OrdersView(
        operators.include(asker),
        form(RESUME, List.of("incident", "reason"), reader, failed),
        form(RESUME_ALL, List.of("reason"), reader, failed),
        kept,
        away);
  }

  /** The form under one item. */
  FormView acknowledgement(Reader reader, @Nullable Failed failed) {
    return form(ACKNOWLEDGE, List.of("reason"), reader, failed);
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

  private FormView form(String id, List<String> fields, Reader reader, @Nullable Failed failed) {
    Failed mine = failed != null && failed.form().equals(id) ? failed : null;
    List<FieldView> views = new ArrayList<>();
    for (String field : fields) {
      views.add(field(id, field, reader, mine));
    }
    return new FormView(
        id,
        id,
        reader.say("order." + id + ".title"),
        reader.say("order." + id + ".submit"),
        id.equals(RESUME_ALL) ? "danger" : "plain",
        List.of(),
        views,
        "",
        reader.zone().getId(),
        mine == null ? null : words(mine.problem(), reader),
        mine != null);
  }

  private static FieldView field(
      String form, String field, Reader reader, @Nullable Failed failed) {
    boolean reason = field.equals("reason");
    String fault =
        failed != null && isAbout(failed.problem(), field) ? words(failed.problem(), reader) : null;
    return new FieldView(
        form + "-" + field,
        field,
        reader.say("order.field." + field),
        null,
        reason ? "text" : "line",
        true,
        reason ? Reason.LONGEST : LONGEST_ID,
        List.of(),
        failed == null ? "" : failed.typed().getOrDefault(field, ""),
        fault);
  }

  private static boolean isAbout(Problem problem, String field) {
    return problem.faults().stream().anyMatch(fault -> fault.pointer().equals("/" + field));
  }

  /** Of a problem with a field what is wrong with it, as every form says it. */
  private static String words(Problem problem, Reader reader) {
    for (Fault fault : problem.faults()) {
      String said = "refusal.FIELD_" + fault.code() + ".form";
      if (reader.knows(said)) {
        Map<String, String> params = new TreeMap<>(fault.params());
        params.put("field", reader.say("order.field." + fault.pointer().substring(1)));
        return reader.say(said, params);
      }
    }
    return reader.say("problem." + problem.code() + ".detail", problem.params());
  }
}
