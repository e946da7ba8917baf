package dev.aceiro.web.console;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How the installation is: engine, database, inbox, record, every integration. */
@Controller
class StatusPage {
  private final Desk desk;
  private final Readers readers;
  private final StatusViews status;

  StatusPage(Desk desk, Readers readers, StatusViews status) {
    this.desk = desk;
    this.readers = readers;
    this.status = status;
  }

  @GetMapping("/status")
  String status(HttpServletRequest request, Model model) {
    Reader reader = readers.of(request);
    if (!desk.plans().isEmpty()) {
      reader = reader.in(desk.plans().getFirst().zone());
    }
    model.addAttribute("parts", status.parts(reader));
    return "console/status";
  }
}
