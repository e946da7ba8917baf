package dev.aceiro.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ModelMap;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where the container sends what ended outside a controller. People get the template {@code error}
 * with {@code status}, {@code title}, {@code detail} and {@code code} in its model.
 */
@Controller
class ErrorPages implements ErrorController {
  /** Request attribute with the problem that led here. */
  static final String PROBLEM = ErrorPages.class.getName() + ".problem";

  private final ProblemDetails details;

  ErrorPages(ProblemDetails details) {
    this.details = details;
  }

  @RequestMapping("${server.error.path:${error.path:/error}}")
  @Nullable ModelAndView error(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problem problem = problem(request);
    if (Audience.of(request) == Audience.PROGRAM) {
      details.write(problem, request, response);
      return null;
    }
    ProblemDetail detail = details.detail(problem, request);
    ModelMap model = new ModelMap();
    model.put("status", problem.status().value());
    model.put("title", detail.getTitle());
    model.put("detail", detail.getDetail());
    model.put("code", ProblemDetails.wire(problem.code()));
    ModelAndView page = new ModelAndView("error", model);
    page.setStatus(problem.status());
    return page;
  }

  private static Problem problem(HttpServletRequest request) {
    if (request.getAttribute(PROBLEM) instanceof Problem problem) {
      return problem;
    }
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    return ProblemAdvice.ofStatus(
        HttpStatusCode.valueOf(status instanceof Integer code ? code : 404));
  }
}
