package dev.aceiro.web.console;

import dev.aceiro.workflows.policy.Contact;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Role;
import dev.aceiro.workflows.policy.Severity;
import dev.aceiro.workflows.policy.Stage;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is open now, and what was. */
@Controller
class NowPage {
  private final Desk desk;
  private final Readers readers;
  private final StatusViews status;

  NowPage(Desk desk, Readers readers, StatusViews status) {
    this.desk = desk;
    this.readers = readers;
    this.status = status;
  }

  @GetMapping("/")
  String now(
      @RequestParam(defaultValue = "") String profile,
      @RequestParam(defaultValue = "") String severity,
      @RequestParam(defaultValue = "") String stage,
      @RequestParam(defaultValue = "") String drill,
      @RequestParam(defaultValue = "") String q,
      HttpServletRequest request,
      Model model) {
    Reader reader = here(request);
    Board.Filter filter = new Board.Filter(profile, severity, stage, drill, q.strip());
    model.addAttribute("board", Board.of(desk, filter, reader));
    model.addAttribute("filter", filter);
    model.addAttribute("choices", choices(reader));
    model.addAttribute("onCall", onCall());
    model.addAttribute("parts", status.parts(reader));
    return "console/now";
  }

  @GetMapping("/incidents")
  String incidents(
      @RequestParam(defaultValue = "") String profile,
      @RequestParam(defaultValue = "") String severity,
      @RequestParam(defaultValue = "") String drill,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable String after,
      HttpServletRequest request,
      Model model) {
    Reader reader = here(request);
    Board.Filter filter = new Board.Filter(profile, severity, "", drill, q.strip());
    Desk.Slice slice =
        desk.closed(
            new Desk.Query(
                empty(profile),
                empty(severity),
                drill.isEmpty() ? null : drill.equals("yes"),
                empty(q.strip()),
                empty(after)));
    model.addAttribute("open", Board.of(desk, filter, reader).cards());
    model.addAttribute("closed", slice.rows().stream().map(row -> row(row, reader)).toList());
    model.addAttribute("next", slice.next());
    model.addAttribute("first", after == null);
    model.addAttribute("filter", filter);
    model.addAttribute("choices", choices(reader));
    return "console/incidents";
  }

  private Reader here(HttpServletRequest request) {
    Reader reader = readers.of(request);
    return desk.plans().isEmpty() ? reader : reader.in(desk.plans().getFirst().zone());
  }

  private static @Nullable String empty(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  /** A closed incident in the list. */
  record RowView(
      String id,
      String title,
      String severity,
      String look,
      String profile,
      String end,
      boolean drill,
      String closed,
      String closedTitle,
      String took) {}

  private static RowView row(Desk.Row row, Reader reader) {
    var ended = row.closedAt() == null ? row.receivedAt() : row.closedAt();
    var resolved = row.resolvedAt();
    return new RowView(
        row.id(),
        row.title(),
        row.severity(),
        IncidentViews.look(row.severity()),
        row.profile(),
        reader.say(row.falseAlarm() ? "badge.false-alarm" : "list.resolved"),
        row.drill(),
        reader.minute(ended),
        Reader.utc(ended),
        resolved == null
            ? ""
            : Reader.length(java.time.Duration.between(row.receivedAt(), resolved)));
  }

  /**
   * What lists can be narrowed to.
   *
   * @param severities codes of any profile
   * @param stages an open incident's stages
   */
  record Choices(
      List<FormView.Option> profiles,
      List<FormView.Option> severities,
      List<FormView.Option> stages) {}

  private Choices choices(Reader reader) {
    List<ResponsePlan> plans = desk.plans();
    return new Choices(
        plans.stream()
            .map(plan -> new FormView.Option(plan.profile(), plan.organisation(), false))
            .toList(),
        plans.stream()
            .flatMap(plan -> plan.severities().stream().map(Severity::code))
            .distinct()
            .sorted()
            .map(code -> new FormView.Option(code, code, false))
            .toList(),
        Arrays.stream(Stage.values())
            .filter(stage -> stage != Stage.CLOSED)
            .map(
                stage ->
                    new FormView.Option(stage.name(), reader.title("stage", stage.name()), false))
            .toList());
  }

  /** Who is paged first, by organisation. */
  record OnCall(String organisation, String people) {}

  private List<OnCall> onCall() {
    return desk.plans().stream()
        .map(
            plan -> {
              Role role = plan.role(plan.firstResponder());
              String people =
                  role == null
                      ? ""
                      : role.contacts().stream()
                          .map(Contact::name)
                          .collect(Collectors.joining(", "));
              return new OnCall(plan.organisation(), people);
            })
        .toList();
  }
}
