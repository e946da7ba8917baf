package dev.aceiro.web.console;

import dev.aceiro.activities.store.KillSwitch;
import dev.aceiro.web.console.FormView.Option;
import dev.aceiro.web.console.Orders.Failed;
import dev.aceiro.web.operation.SwitchOffice;
import dev.aceiro.web.operation.SwitchOffice.Stopped;
import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.problem.ProblemDetails;
import dev.aceiro.web.security.Actors;
import dev.aceiro.web.security.Asker;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where people stop all containment and let it go on, with the rights and the words of the API. */
@Controller
class StopPage {
  private static final String PULL = "stop";
  private static final String RELEASE = "let-go-on";

  private final Readers readers;
  private final ObjectProvider<SwitchOffice> office;

  StopPage(Readers readers, ObjectProvider<SwitchOffice> office) {
    this.readers = readers;
    this.office = office;
  }

  /**
   * A switch that is pulled, with the form that releases it.
   *
   * @param scope what it stops
   * @param stop the words for it
   * @param form null for somebody who may not
   */
  record StopView(String scope, Shell.Stop stop, @Nullable FormView form) {}

  @GetMapping("/kill-switch")
  String page(Asker asker, HttpServletRequest request, Model model) {
    return show(null, asker, request, model);
  }

  @PostMapping("/kill-switch/pull")
  String pull(
      @RequestParam Map<String, String> typed,
      Asker asker,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    try {
      here()
          .pull(
              FormBody.said(typed, "scope"), FormBody.said(typed, "reason"), asker, Actors.CONSOLE);
      return "redirect:/kill-switch";
    } catch (Problem problem) {
      return again(new Failed(PULL, typed, problem), asker, request, response, model);
    }
  }

  @PostMapping("/kill-switch/release")
  String release(
      @RequestParam Map<String, String> typed,
      Asker asker,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    String scope = FormBody.said(typed, "scope");
    try {
      here().release(scope, FormBody.said(typed, "reason"), asker, Actors.CONSOLE);
      return "redirect:/kill-switch";
    } catch (Problem problem) {
      Failed failed = new Failed(released(scope), typed, problem);
      return again(failed, asker, request, response, model);
    }
  }

  private String again(
      Failed failed,
      Asker asker,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ProblemDetails.head(failed.problem(), response);
    return show(failed, asker, request, model);
  }

  private String show(
      @Nullable Failed failed, Asker asker, HttpServletRequest request, Model model) {
    Reader reader = readers.of(request);
    SwitchOffice open = here();
    List<Stopped> pulled = open.lastSeen();
    List<Option> free = new ArrayList<>();
    for (String scope : open.scopes()) {
      if (open.mayPull(scope, asker) && pulled.stream().noneMatch(p -> p.scope().equals(scope))) {
        free.add(new Option(scope, StopViews.scope(scope, reader), free.isEmpty()));
      }
    }
    model.addAttribute(
        "stops", pulled.stream().map(stop -> view(stop, open, asker, reader, failed)).toList());
    model.addAttribute("scopes", free);
    model.addAttribute("form", OrderForms.form(PULL, "danger", List.of("reason"), reader, failed));
    return "console/kill-switch";
  }

  private static StopView view(
      Stopped stop, SwitchOffice open, Asker asker, Reader reader, @Nullable Failed failed) {
    String id = released(stop.scope());
    FormView form = OrderForms.form(id, RELEASE, "main", List.of("reason"), reader, failed);
    return new StopView(
        stop.scope(),
        StopViews.view(stop, reader),
        open.mayRelease(stop.scope(), asker) ? form : null);
  }

  /** The form that releases that scope. */
  private static String released(String scope) {
    return RELEASE + "-" + (scope.equals(KillSwitch.EVERYWHERE) ? "all" : scope);
  }

  private SwitchOffice here() {
    SwitchOffice found = office.getIfAvailable();
    if (found == null) {
      throw Problem.of(HttpStatus.NOT_FOUND, "NOT_FOUND");
    }
    return found;
  }
}
