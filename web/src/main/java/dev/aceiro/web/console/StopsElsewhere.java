package dev.aceiro.web.console;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * What stops containment, for the pages outside the console: those of errors and of signing in.
 * Strangers see them too, so they say what is stopped, and not who did it and why.
 */
@ControllerAdvice(basePackages = {"dev.aceiro.web.problem", "dev.aceiro.web.security"})
class StopsElsewhere {
  private final StopViews stops;
  private final Readers readers;

  StopsElsewhere(StopViews stops, Readers readers) {
    this.stops = stops;
    this.readers = readers;
  }

  @ModelAttribute
  void stops(Model model, HttpServletRequest request) {
    model.addAttribute(
        "stops", stops.all(readers.of(request)).stream().map(Shell.Stop::what).toList());
  }
}
