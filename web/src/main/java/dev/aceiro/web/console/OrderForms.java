package dev.aceiro.web.console;

import dev.aceiro.web.console.FormView.FieldView;
import dev.aceiro.web.console.Orders.Failed;
import dev.aceiro.web.operation.Reason;
import dev.aceiro.web.problem.Fault;
import dev.aceiro.web.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Orders as forms: a line for what they are about, a text for why. */
final class OrderForms {
  private static final int LONGEST_ID = 40;

  private OrderForms() {}

  /**
   * One form.
   *
   * @param id which order
   * @param tone of its button
   * @param fields their names
   * @param failed the order just refused, of whichever form; null where there was none
   */
  static FormView form(
      String id, String tone, List<String> fields, Reader reader, @Nullable Failed failed) {
    return form(id, id, tone, fields, reader, failed);
  }

  /** One of several forms of the same order, by an id of its own. */
  static FormView form(
      String id,
      String order,
      String tone,
      List<String> fields,
      Reader reader,
      @Nullable Failed failed) {
    Failed mine = failed != null && failed.form().equals(id) ? failed : null;
    List<FieldView> views = new ArrayList<>();
    for (String field : fields) {
      views.add(field(id, field, reader, mine));
    }
    return new FormView(
        id,
        id,
        reader.say("order." + order + ".title"),
        reader.say("order." + order + ".submit"),
        tone,
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
  static String words(Problem problem, Reader reader) {
    for (Fault fault : problem.faults()) {
      String said = "refusal.FIELD_" + fault.code() + ".form";
      if (reader.knows(said)) {
        Map<String, String> params = new TreeMap<>(fault.params());
        params.put("field", reader.say("order.field." + fault.pointer().substring(1)));
        return reader.say(said, params);
      }
    }
    String said = problem.words();
    return reader.say(
        said == null ? "problem." + problem.code() + ".detail" : said, problem.params());
  }
}
