package dev.aceiro.web.console;

import dev.aceiro.web.console.Desk.Answer;
import dev.aceiro.web.console.Desk.Dossier;
import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.security.Asker;
import dev.aceiro.workflows.incident.Actor;
import dev.aceiro.workflows.incident.Body;
import dev.aceiro.workflows.incident.Decision;
import dev.aceiro.workflows.incident.Decisions;
import dev.aceiro.workflows.incident.Refusal;
import dev.aceiro.workflows.incident.RefusalCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** One incident: what to do now, everything around it, and every decision as a form. */
@Controller
class IncidentPage {
  private static final int LONGEST_KEY = 200;

  private final Desk desk;
  private final Readers readers;

  IncidentPage(Desk desk, Readers readers) {
    this.desk = desk;
    this.readers = readers;
  }

  @GetMapping("/incidents/{id}")
  String incident(
      @PathVariable String id,
      @RequestParam(defaultValue = "-1") long revision,
      @RequestParam(required = false) @Nullable String said,
      @RequestParam(required = false) @Nullable String line,
      @RequestParam(required = false) @Nullable String before,
      Asker asker,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Reader reader = readers.of(request);
    Decision decision = said == null ? null : Decisions.find(said);
    Dossier dossier;
    try {
      dossier = find(id, revision);
    } catch (Problem problem) {
      if (decision == null || problem.status() != HttpStatus.SERVICE_UNAVAILABLE) {
        throw problem;
      }
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      model.addAttribute("id", id);
      model.addAttribute("said", reader.say("decision." + decision.id() + ".done"));
      return "console/away";
    }
    show(dossier, asker, reader, Typed.nothing(), TimelineGroup.find(line), before, model);
    if (decision != null) {
      boolean recorded = dossier.state().revision() >= revision;
      model.addAttribute("said", reader.say("decision." + decision.id() + ".done"));
      model.addAttribute("recorded", recorded);
    } else if ("declare".equals(said)) {
      model.addAttribute("said", reader.say("declare.done", "id", dossier.state().id()));
      model.addAttribute("recorded", true);
    }
    return "console/incident";
  }

  @GetMapping("/incidents/{id}/propose")
  String propose(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> query,
      Asker asker,
      HttpServletRequest request,
      Model model) {
    Dossier dossier = find(id, -1);
    showProposal(dossier, asker, readers.of(request), Typed.nothing(), query, model);
    return "console/propose";
  }

  @GetMapping("/incidents/{id}/update")
  String update(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> query,
      Asker asker,
      HttpServletRequest request,
      Model model) {
    showWriting(find(id, -1), asker, readers.of(request), Typed.nothing(), query, false, model);
    return "console/update";
  }

  /** How the update reads with what was typed; nothing is sent. */
  @PostMapping("/incidents/{id}/update")
  String preview(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> said,
      Asker asker,
      HttpServletRequest request,
      Model model) {
    showWriting(find(id, -1), asker, readers.of(request), Typed.nothing(), said, true, model);
    return "console/update";
  }

  @PostMapping("/incidents/{id}/decisions/{decision}")
  String decide(
      @PathVariable String id,
      @PathVariable("decision") String name,
      @RequestParam MultiValueMap<String, String> said,
      Asker asker,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Decision decision = Decisions.find(name);
    if (decision == null) {
      throw Problem.notFound("NOT_FOUND", "decision", name);
    }
    Reader reader = readers.of(request);
    String form = said.getFirst("form");
    String key = said.getFirst("key");
    ZoneId told = Readers.zone(said.getFirst("zone"));
    Body body = FormBody.read(decision, said, told == null ? reader.zone() : told, reader.now());
    // Nothing is read before: without its database an incident still takes decisions.
    Answer answer =
        key == null || key.isBlank() || key.length() > LONGEST_KEY
            ? new Answer.Refused(missing("key"))
            : desk.decide(id, name, body, asker, key);
    return switch (answer) {
      case Answer.Taken taken -> after(taken, name);
      case Answer.Refused refused -> {
        response.setStatus(HttpServletResponse.SC_CONFLICT);
        // What follows is another saying: the key of this one is spent.
        Typed typed = new Typed(form == null ? "" : form, said, refused.refusal(), null);
        yield again(id, asker, reader, typed, model);
      }
      case Answer.Unknown unknown -> {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", "5");
        Typed typed = new Typed(form == null ? "" : form, said, null, key);
        yield again(id, asker, reader, typed, model);
      }
    };
  }

  private static Refusal missing(String field) {
    TreeMap<String, String> params = new TreeMap<>();
    params.put("field", field);
    return new Refusal(RefusalCode.FIELD_MISSING, params);
  }

  private static String after(Answer.Taken taken, String decision) {
    String where =
        switch (decision) {
          case "take-role", "hand-over-role" -> "roles";
          case "send-update", "approve-update", "withdraw-update" -> "communications";
          case "lift-hold" -> "holds";
          case "note", "progress" -> "timeline";
          case "add-action-item", "complete-action-item", "drop-action-item" -> "postmortem";
          default -> "now";
        };
    return "redirect:"
        + UriComponentsBuilder.fromPath("/incidents/{id}")
            .queryParam("revision", taken.revision())
            .queryParam("said", decision)
            .fragment(where)
            .encode()
            .build(taken.incident());
  }

  /** The page the form was on, with what was typed and why it was not taken. */
  private String again(String id, Asker asker, Reader reader, Typed typed, Model model) {
    Dossier dossier = find(id, -1);
    if (typed.form().startsWith("propose-")) {
      MultiValueMap<String, String> query = new LinkedMultiValueMap<>(typed.said());
      query.set("type", typed.said().getFirst(Forms.FIELD + "type"));
      showProposal(dossier, asker, reader, typed, query, model);
      return "console/propose";
    }
    if (Writing.owns(typed.form())) {
      MultiValueMap<String, String> query = new LinkedMultiValueMap<>(typed.said());
      query.set("template", typed.said().getFirst(Forms.FIELD + "template"));
      showWriting(dossier, asker, reader, typed, query, false, model);
      return "console/update";
    }
    show(dossier, asker, reader, typed, null, null, model);
    return "console/incident";
  }

  private void showWriting(
      Dossier dossier,
      Asker asker,
      Reader reader,
      Typed typed,
      MultiValueMap<String, String> said,
      boolean preview,
      Model model) {
    Actor actor = desk.actor(dossier.state().profile(), asker);
    IncidentViews views = new IncidentViews(desk, dossier, actor, reader, typed);
    model.addAttribute("header", views.header());
    model.addAttribute("id", dossier.state().id());
    model.addAttribute("writing", Writing.of(views, desk, said, preview));
  }

  private Dossier find(String id, long revision) {
    return desk.incident(id, revision)
        .orElseThrow(() -> Problem.notFound("NO_SUCH_INCIDENT", "incident", id));
  }

  private void show(
      Dossier dossier,
      Asker asker,
      Reader reader,
      Typed typed,
      @Nullable TimelineGroup group,
      @Nullable String before,
      Model model) {
    Actor actor = desk.actor(dossier.state().profile(), asker);
    IncidentViews views = new IncidentViews(desk, dossier, actor, reader, typed);
    IncidentView page = views.page(group, before);
    model.addAttribute("incident", page);
    model.addAttribute("group", group == null ? "" : group.id());
    model.addAttribute("zone", views.reader().zone().getId());
    // A refusal must be seen even where its form is no longer offered.
    if (!typed.form().isEmpty() || typed.refusal() != null) {
      Refusal refusal = typed.refusal();
      model.addAttribute(
          "trouble",
          refusal == null ? reader.say("decision.unknown") : views.forms().refusal(refusal));
      model.addAttribute("troubled", typed.form());
    }
  }

  private void showProposal(
      Dossier dossier,
      Asker asker,
      Reader reader,
      Typed typed,
      MultiValueMap<String, String> query,
      Model model) {
    Actor actor = desk.actor(dossier.state().profile(), asker);
    IncidentViews views = new IncidentViews(desk, dossier, actor, reader, typed);
    model.addAttribute("header", views.header());
    model.addAttribute("id", dossier.state().id());
    model.addAttribute("proposal", Proposal.of(views, desk.actionTypes(), query));
  }
}
