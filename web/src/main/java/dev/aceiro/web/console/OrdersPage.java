package dev.aceiro.web.console;

import dev.aceiro.activities.store.QuarantineReview;
import dev.aceiro.web.console.Orders.Failed;
import dev.aceiro.web.engine.EngineResume;
import dev.aceiro.web.operation.QuarantineOffice;
import dev.aceiro.web.operation.Resumptions;
import dev.aceiro.web.problem.Fault;
import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.problem.ProblemDetails;
import dev.aceiro.web.security.Asker;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Takes an operator's orders from the status page, with the rights and the words of the API. */
@Controller
class OrdersPage {
  private final StatusPage page;
  private final Readers readers;
  private final Orders orders;
  private final ObjectProvider<Resumptions> resumptions;
  private final ObjectProvider<QuarantineOffice> office;

  OrdersPage(
      StatusPage page,
      Readers readers,
      Orders orders,
      ObjectProvider<Resumptions> resumptions,
      ObjectProvider<QuarantineOffice> office) {
    this.page = page;
    this.readers = readers;
    this.orders = orders;
    this.resumptions = resumptions;
    this.office = office;
  }

  @PostMapping("/status/resumption")
  String one(
      @RequestParam Map<String, String> typed,
      Asker asker,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    try {
      String incident = FormBody.said(typed, "incident").toUpperCase(Locale.ROOT);
      if (incident.isEmpty()) {
        throw Problem.badRequest("INVALID_REQUEST").at(Fault.of("/incident", "MISSING"));
      }
      EngineResume.Outcome outcome =
          here(resumptions).one(incident, FormBody.said(typed, "reason"), asker);
      return done(Map.of("ordered", outcome.name(), "incident", incident));
    } catch (Problem problem) {
      return again(new Failed(Orders.RESUME, typed, problem), asker, request, response, model);
    }
  }

  @PostMapping("/status/resumption-of-all")
  String all(
      @RequestParam Map<String, String> typed,
      Asker asker,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    try {
      EngineResume.Resumed resumed = here(resumptions).all(FormBody.said(typed, "reason"), asker);
      return done(
          Map.of(
              "ordered",
              resumed.failed() == 0 ? "ALL" : "SOME",
              "n",
              String.valueOf(resumed.resumed()),
              "failed",
              String.valueOf(resumed.failed())));
    } catch (Problem problem) {
      return again(new Failed(Orders.RESUME_ALL, typed, problem), asker, request, response, model);
    }
  }

  @GetMapping("/status/quarantine/{id}")
  String kept(@PathVariable String id, Asker asker, HttpServletRequest request, Model model) {
    return show(id, null, asker, request, model);
  }

  @PostMapping("/status/quarantine/{id}/acknowledgement")
  String acknowledge(
      @PathVariable String id,
      @RequestParam Map<String, String> typed,
      Asker asker,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    try {
      here(office).acknowledge(id, FormBody.said(typed, "reason"), asker);
      return done(Map.of("ordered", "ACKNOWLEDGED", "item", id));
    } catch (Problem problem) {
      if (problem.status() != HttpStatus.BAD_REQUEST) {
        throw problem;
      }
      ProblemDetails.head(problem, response);
      return show(id, new Failed(Orders.ACKNOWLEDGE, typed, problem), asker, request, model);
    }
  }

  private String show(
      String id, @Nullable Failed failed, Asker asker, HttpServletRequest request, Model model) {
    Reader reader = page.reader(request);
    QuarantineOffice.Content found = here(office).content(id, asker);
    model.addAttribute("kept", orders.kept(found.item(), reader));
    model.addAttribute("came", found.content());
    QuarantineReview.Acknowledgement seen = found.item().acknowledgement();
    if (seen != null) {
      model.addAttribute("seen", reader.say("quarantine.seen", "by", seen.by(), "why", seen.why()));
    }
    model.addAttribute("form", orders.acknowledgement(reader, failed));
    return "console/quarantine";
  }

  /** The page the form was on, with what was typed and why the order was not carried out. */
  private String again(
      Failed failed,
      Asker asker,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ProblemDetails.head(failed.problem(), response);
    return page.show(page.reader(request), asker, failed, model);
  }

  private static String done(Map<String, String> outcome) {
    UriComponentsBuilder where = UriComponentsBuilder.fromPath("/status");
    new TreeMap<>(outcome).forEach((name, value) -> where.queryParam(name, "{" + name + "}"));
    return "redirect:" + where.fragment("orders").encode().buildAndExpand(outcome).toUri();
  }

  private static <T> T here(ObjectProvider<T> part) {
    T found = part.getIfAvailable();
    if (found == null) {
      throw Problem.of(HttpStatus.NOT_FOUND, "NOT_FOUND");
    }
    return found;
  }
}
