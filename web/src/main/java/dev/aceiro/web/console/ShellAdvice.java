package dev.aceiro.web.console;

import dev.aceiro.web.security.Asker;
import dev.aceiro.web.security.Askers;
import dev.aceiro.web.security.LocalPeople;
import dev.aceiro.web.words.Languages;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.WebUtils;

/** Puts around every page of the console what is the same on all of them. */
@ControllerAdvice(basePackageClasses = ShellAdvice.class)
class ShellAdvice {
  /** Cookie in which a browser keeps {@code light} or {@code dark}. */
  static final String THEME = "aceiro-theme";

  private static final Set<String> PAGES = Set.of("GET", "HEAD", "POST");

  private final Desk desk;
  private final LocalPeople people;
  private final StatusViews status;
  private final Readers readers;
  private final StopViews stops;

  ShellAdvice(Desk desk, LocalPeople people, StatusViews status, Readers readers, StopViews stops) {
    this.desk = desk;
    this.people = people;
    this.status = status;
    this.readers = readers;
    this.stops = stops;
  }

  @ModelAttribute
  void shell(Model model, HttpServletRequest request) {
    if (!PAGES.contains(request.getMethod())) {
      return;
    }
    Reader reader = readers.of(request);
    model.addAttribute("reader", reader);
    Asker asker = Askers.current();
    boolean local = asker instanceof Asker.Somebody || asker instanceof Asker.LocalPerson;
    model.addAttribute(
        "shell",
        new Shell(
            label(asker),
            local ? people(asker) : List.of(),
            local,
            asker instanceof Asker.Member,
            status.notices(reader),
            stops.all(reader),
            back(request),
            reader.locale().toLanguageTag(),
            other(reader.locale()).toLanguageTag(),
            theme(WebUtils.getCookie(request, THEME))));
  }

  private List<Shell.Person> people(Asker asker) {
    return people.all().stream()
        .map(person -> new Shell.Person(person.id(), label(person), is(person, asker)))
        .toList();
  }

  /** Nobody named is the first responder of the first profile, as everywhere else. */
  private boolean is(Asker.LocalPerson person, Asker asker) {
    if (asker instanceof Asker.LocalPerson) {
      return person.equals(asker);
    }
    return desk.plans().stream()
        .findFirst()
        .map(
            plan ->
                plan.profile().equals(person.profile())
                    && plan.firstResponder().equals(person.role()))
        .orElse(false);
  }

  private String label(Asker asker) {
    if (asker instanceof Asker.Somebody) {
      return desk.plans().stream()
          .findFirst()
          .map(plan -> label(new Asker.LocalPerson(plan.profile(), plan.firstResponder())))
          .orElse(asker.name());
    }
    if (asker instanceof Asker.LocalPerson person) {
      return desk.plans().stream()
          .filter(plan -> plan.profile().equals(person.profile()))
          .map(plan -> plan.role(person.role()))
          .filter(role -> role != null)
          .map(role -> role.label())
          .findFirst()
          .orElse(person.id());
    }
    return asker.name();
  }

  private static Locale other(Locale present) {
    return Languages.SPOKEN.stream()
        .filter(locale -> !locale.getLanguage().equals(present.getLanguage()))
        .findFirst()
        .orElse(Locale.ENGLISH);
  }

  private static String back(HttpServletRequest request) {
    if (!request.getMethod().equals("GET")) {
      return "/";
    }
    String query = request.getQueryString();
    return request.getRequestURI().substring(request.getContextPath().length())
        + (query == null ? "" : "?" + query);
  }

  static @Nullable String theme(@Nullable Cookie cookie) {
    return cookie != null && (cookie.getValue().equals("light") || cookie.getValue().equals("dark"))
        ? cookie.getValue()
        : null;
  }
}
