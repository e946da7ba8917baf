package dev.aceiro.web.console;

import dev.aceiro.web.console.Desk.Answer;
import dev.aceiro.web.console.FormView.FieldView;
import dev.aceiro.web.console.FormView.Option;
import dev.aceiro.web.incident.Declaration;
import dev.aceiro.web.incident.Openings;
import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.security.Asker;
import dev.aceiro.workflows.incident.Refusal;
import dev.aceiro.workflows.incident.RefusalCode;
import dev.aceiro.workflows.policy.ResponsePlan;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Opening an incident by hand, or a drill. */
@Controller
class DeclarePage {
  private static final int LONGEST_TITLE = 200;
  private static final int FASTEST = Openings.FASTEST;

  private final Desk desk;
  private final Readers readers;

  DeclarePage(Desk desk, Readers readers) {
    this.desk = desk;
    this.readers = readers;
  }

  @GetMapping("/declare")
  String form(
      @RequestParam(required = false) @Nullable String profile,
      @RequestParam MultiValueMap<String, String> given,
      HttpServletRequest request,
      Model model) {
    show(plan(profile), given, null, UUID.randomUUID().toString(), readers.of(request), model);
    return "console/declare";
  }

  @PostMapping("/declare")
  String declare(
      @RequestParam(required = false) @Nullable String profile,
      @RequestParam MultiValueMap<String, String> said,
      Asker asker,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ResponsePlan plan = plan(profile);
    Reader reader = readers.of(request).in(plan.zone());
    String key = one(said, "key");
    Refusal refusal = check(said, key, reader);
    Answer answer =
        refusal != null || key == null
            ? new Answer.Refused(
                refusal == null ? refusal(RefusalCode.FIELD_MISSING, "key") : refusal)
            : desk.declare(declaration(plan, said, reader), asker, key);
    return switch (answer) {
      case Answer.Taken taken ->
          "redirect:/incidents/" + taken.incident() + "?said=declare&revision=" + taken.revision();
      case Answer.Refused refused -> {
        response.setStatus(HttpServletResponse.SC_CONFLICT);
        show(plan, said, refused.refusal(), UUID.randomUUID().toString(), reader, model);
        yield "console/declare";
      }
      case Answer.Unknown unknown -> {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", "5");
        show(plan, said, null, key == null ? UUID.randomUUID().toString() : key, reader, model);
        model.addAttribute("trouble", reader.say("decision.unknown"));
        yield "console/declare";
      }
    };
  }

  private ResponsePlan plan(@Nullable String profile) {
    return desk.plans().stream()
        .filter(plan -> profile == null || profile.isEmpty() || plan.profile().equals(profile))
        .findFirst()
        .orElseThrow(
            () -> Problem.notFound("NO_SUCH_PROFILE", "profile", profile == null ? "" : profile));
  }

  private static @Nullable Refusal check(
      MultiValueMap<String, String> said, @Nullable String key, Reader reader) {
    if (key == null || key.length() > LONGEST_TITLE) {
      return refusal(RefusalCode.FIELD_MISSING, "key");
    }
    String title = one(said, "title");
    if (title == null) {
      return refusal(RefusalCode.FIELD_MISSING, "title");
    }
    if (title.length() > LONGEST_TITLE) {
      Refusal tooLong = refusal(RefusalCode.FIELD_TOO_LONG, "title");
      tooLong.params().put("max", String.valueOf(LONGEST_TITLE));
      return tooLong;
    }
    Instant started = started(said, reader);
    boolean wrong =
        one(said, "startedAt") != null && (started == null || started.isAfter(reader.now()));
    if (wrong) {
      Refusal invalid = refusal(RefusalCode.FIELD_INVALID, "startedAt");
      invalid.params().put("expected", "PAST");
      return invalid;
    }
    int speed = speed(said);
    if (speed < 1 || speed > FASTEST) {
      Refusal invalid = refusal(RefusalCode.FIELD_INVALID, "speed");
      invalid.params().put("expected", "SPEED");
      return invalid;
    }
    return null;
  }

  private static Refusal refusal(RefusalCode code, String field) {
    TreeMap<String, String> params = new TreeMap<>();
    params.put("field", field);
    return new Refusal(code, params);
  }

  private static Declaration declaration(
      ResponsePlan plan, MultiValueMap<String, String> said, Reader reader) {
    String title = one(said, "title");
    boolean drill = one(said, "drill") != null;
    return new Declaration(
        plan.profile(),
        title == null ? "" : title,
        one(said, "severity"),
        one(said, "scenario"),
        one(said, "environment"),
        said.getOrDefault("services", List.of()),
        started(said, reader),
        drill,
        drill ? speed(said) : 1);
  }

  private static @Nullable String one(MultiValueMap<String, String> said, String name) {
    String text = said.getFirst(name);
    return text == null || text.isBlank() ? null : FormBody.clean(text);
  }

  private static int speed(MultiValueMap<String, String> said) {
    String text = one(said, "speed");
    try {
      return text == null ? 1 : Integer.parseInt(text);
    } catch (NumberFormatException notOne) {
      return 0;
    }
  }

  private static @Nullable Instant started(MultiValueMap<String, String> said, Reader reader) {
    String text = one(said, "startedAt");
    if (text == null) {
      return null;
    }
    ZoneId told = Readers.zone(one(said, "zone"));
    try {
      return Instant.parse(FormBody.instant(text, told == null ? reader.zone() : told));
    } catch (DateTimeParseException unreadable) {
      return null;
    }
  }

  private void show(
      ResponsePlan plan,
      MultiValueMap<String, String> said,
      @Nullable Refusal refusal,
      String key,
      Reader anywhere,
      Model model) {
    Reader reader = anywhere.in(plan.zone());
    Names names = new Names(plan, null, reader);
    MultiValueMap<String, String> present = new LinkedMultiValueMap<>(said);
    String trouble = refusal == null ? null : Forms.refusal(refusal, reader, names);
    List<FieldView> fields = fields(plan, present, refusal, trouble, reader);
    model.addAttribute(
        "form",
        new FormView(
            "declare",
            "declare",
            reader.say("declare.title"),
            reader.say("declare.submit"),
            "main",
            List.of(new FormView.Hidden("profile", plan.profile())),
            fields,
            key,
            reader.zone().getId(),
            trouble,
            true));
    model.addAttribute("drill", one(present, "drill") != null);
    String speed = one(present, "speed");
    model.addAttribute("speed", speed == null ? "60" : speed);
    model.addAttribute(
        "profiles",
        desk.plans().stream()
            .map(
                one ->
                    new Option(
                        one.profile(), one.organisation(), one.profile().equals(plan.profile())))
            .toList());
  }

  private static List<FieldView> fields(
      ResponsePlan plan,
      MultiValueMap<String, String> present,
      @Nullable Refusal refusal,
      @Nullable String trouble,
      Reader reader) {
    Names names = new Names(plan, null, reader);
    List<FieldView> fields = new ArrayList<>();
    Fields make = new Fields(present, refusal, trouble, reader);
    fields.add(make.field("title", "title", true, LONGEST_TITLE, List.of()));
    String severity = one(present, "severity");
    String chosen = severity == null ? plan.defaultSeverity() : severity;
    fields.add(
        make.field(
            "severity",
            "radio",
            true,
            10,
            plan.severities().stream()
                .map(
                    one ->
                        new Option(
                            one.code(),
                            one.code() + " · " + one.label(),
                            one.code().equals(chosen)))
                .toList()));
    fields.add(
        make.field(
            "scenario",
            "select",
            false,
            100,
            make.options(
                plan.playbooks().stream().map(playbook -> playbook.scenario()).toList(),
                names::scenario)));
    fields.add(
        make.field(
            "services",
            "checks",
            false,
            200,
            make.options("services", plan.services(), service -> service)));
    fields.add(
        make.field(
            "environment",
            "select",
            false,
            100,
            make.options("environment", plan.environments(), one -> one)));
    fields.add(make.field("startedAt", "when", false, 40, List.of()));
    return fields;
  }

  /** Makes the fields of this page, which is no decision of an incident: there is none yet. */
  private record Fields(
      MultiValueMap<String, String> present,
      @Nullable Refusal refusal,
      @Nullable String trouble,
      Reader reader) {

    List<Option> options(List<String> values, java.util.function.UnaryOperator<String> label) {
      return options("scenario", values, label);
    }

    List<Option> options(
        String field, List<String> values, java.util.function.UnaryOperator<String> label) {
      List<String> chosen = present.getOrDefault(field, List.of());
      return values.stream()
          .map(value -> new Option(value, label.apply(value), chosen.contains(value)))
          .toList();
    }

    FieldView field(String name, String control, boolean required, int max, List<Option> options) {
      boolean faulty = refusal != null && name.equals(refusal.params().get("field"));
      String value = one(present, name);
      String hint =
          control.equals("when")
              ? reader.say("hint.zone", "zone", reader.zone().getId())
              : reader.knows("hint.declare." + name) ? reader.say("hint.declare." + name) : null;
      return new FieldView(
          "declare-" + name,
          name,
          reader.say("field." + name),
          hint,
          control,
          required,
          max,
          options,
          value == null ? "" : value,
          faulty ? trouble : null);
    }
  }
}
