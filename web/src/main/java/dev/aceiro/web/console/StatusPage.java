package dev.aceiro.web.console;

import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.security.Asker;
import dev.aceiro.web.status.Status;
import dev.aceiro.workflows.communication.Delivery;
import dev.aceiro.workflows.communication.TestPages;
import dev.aceiro.workflows.policy.Channel;
import dev.aceiro.workflows.policy.Contact;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Role;
import jakarta.servlet.http.HttpServletRequest;
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
import org.springframework.web.util.UriComponentsBuilder;

/** How the installation is, and whether a page would arrive. */
@Controller
class StatusPage {
  private static final List<String> KINDS = List.of("slack", "email");
  private static final int LONGEST_ADDRESS = 200;

  private final Desk desk;
  private final Readers readers;
  private final StatusViews views;
  private final Status status;
  private final ObjectProvider<TestPages> testPages;
  private final Orders orders;

  StatusPage(
      Desk desk,
      Readers readers,
      StatusViews views,
      Status status,
      ObjectProvider<TestPages> testPages,
      Orders orders) {
    this.desk = desk;
    this.readers = readers;
    this.views = views;
    this.status = status;
    this.testPages = testPages;
    this.orders = orders;
  }

  /**
   * A form that sends a test page.
   *
   * @param kind the channel's kind
   * @param live whether it can send
   * @param address whom the profile would write to, to begin with
   */
  record TestView(String kind, String label, boolean live, String address) {}

  @GetMapping("/status")
  String status(
      @RequestParam(required = false) @Nullable String tested,
      @RequestParam(required = false) @Nullable String outcome,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam Map<String, String> query,
      Asker asker,
      HttpServletRequest request,
      Model model) {
    Reader reader = reader(request);
    String ordered = query.get("ordered");
    if (ordered != null && reader.knows("ordered." + ordered)) {
      model.addAttribute("testLook", ordered.equals("SOME") ? "bad" : "good");
      model.addAttribute("said", reader.say("ordered." + ordered, query));
    }
    Delivery.Result result = result(outcome);
    if (result != null && tested != null && KINDS.contains(tested)) {
      model.addAttribute("testLook", result == Delivery.Result.FAILED ? "bad" : "good");
      model.addAttribute(
          "said",
          reader.say(
              "test-page." + result,
              "channel",
              reader.word("channel", tested),
              "why",
              reader.word("delivery-error", code == null ? "" : code)));
    }
    return show(reader, asker, null, model);
  }

  /** The page, with an order that was refused at its form. */
  String show(Reader reader, Asker asker, Orders.@Nullable Failed failed, Model model) {
    model.addAttribute("parts", views.parts(reader));
    model.addAttribute("report", status.now());
    model.addAttribute("tests", tests(reader));
    model.addAttribute("orders", orders.view(reader, asker, failed));
    return "console/status";
  }

  /** Who reads, in the first profile's zone unless the browser told another. */
  Reader reader(HttpServletRequest request) {
    Reader reader = readers.of(request);
    return desk.plans().isEmpty() ? reader : reader.in(desk.plans().getFirst().zone());
  }

  private static Delivery.@Nullable Result result(@Nullable String name) {
    for (Delivery.Result result : Delivery.Result.values()) {
      if (result.name().equals(name)) {
        return result;
      }
    }
    return null;
  }

  private List<TestView> tests(Reader reader) {
    TestPages pages = testPages.getIfAvailable();
    if (pages == null) {
      return List.of();
    }
    List<String> live = pages.liveKinds();
    List<TestView> tests = new ArrayList<>();
    for (String kind : KINDS) {
      tests.add(
          new TestView(
              kind, reader.say("test-page.address." + kind), live.contains(kind), usual(kind)));
    }
    return tests;
  }

  /** The first address of that kind that a profile would use. */
  private String usual(String kind) {
    for (ResponsePlan plan : desk.plans()) {
      for (Channel channel : plan.channels()) {
        if (channel.kind().equals(kind)) {
          return channel.address();
        }
      }
      Role role = plan.role(plan.firstResponder());
      for (Contact contact : role == null ? List.<Contact>of() : role.contacts()) {
        String email = contact.email();
        if (kind.equals("email") && email != null) {
          return email;
        }
      }
    }
    return "";
  }

  @PostMapping("/status/test-page")
  String test(
      @RequestParam String kind,
      @RequestParam String address,
      Asker asker,
      HttpServletRequest request) {
    boolean responds =
        desk.plans().stream()
            .anyMatch(plan -> !desk.actor(plan.profile(), asker).roles().isEmpty());
    if (!responds) {
      throw Problem.of(HttpStatus.FORBIDDEN, "FORBIDDEN");
    }
    TestPages pages = testPages.getIfAvailable();
    String to = address.strip();
    boolean sound =
        pages != null && KINDS.contains(kind) && !to.isEmpty() && to.length() <= LONGEST_ADDRESS;
    if (!sound || pages == null) {
      throw Problem.badRequest("INVALID_REQUEST");
    }
    String language = readers.of(request).locale().toLanguageTag();
    Delivery delivery = pages.send(kind, to, language, asker.name());
    return "redirect:"
        + UriComponentsBuilder.fromPath("/status")
            .queryParam("tested", "{kind}")
            .queryParam("outcome", "{outcome}")
            .queryParam("code", "{code}")
            .encode()
            .build(kind, delivery.outcome().name(), delivery.code());
  }
}
