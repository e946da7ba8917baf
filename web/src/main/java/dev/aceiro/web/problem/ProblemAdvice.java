package dev.aceiro.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Turns whatever a request ended in into a problem: as JSON for programs, as the error page for
 * people.
 */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  private final ProblemDetails details;

  ProblemAdvice(ProblemDetails details) {
    this.details = details;
  }

  @ExceptionHandler(Exception.class)
  @Nullable ResponseEntity<Object> handle(
      Exception exception, HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    if (exception instanceof AccessDeniedException
        || exception instanceof AuthenticationException) {
      throw exception;
    }
    if (exception instanceof AsyncRequestNotUsableException || response.isCommitted()) {
      return null;
    }
    Problem problem = problemOf(exception);
    if (problem.status().is5xxServerError() && !(exception instanceof Problem)) {
      log.error("{} {} failed", request.getMethod(), request.getRequestURI(), exception);
    }
    return answer(problem, exception, request, response);
  }

  private @Nullable ResponseEntity<Object> answer(
      Problem problem,
      Exception exception,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (Audience.of(request) == Audience.PERSON) {
      details.send(problem, request, response);
      return null;
    }
    ResponseEntity<Object> answer = details.answer(problem, request);
    if (exception instanceof ErrorResponse standard) {
      standard
          .getHeaders()
          .forEach(
              (name, values) -> {
                if (!name.equalsIgnoreCase("Content-Type")) {
                  values.forEach(value -> response.setHeader(name, value));
                }
              });
    }
    return answer;
  }

  private static Problem problemOf(Exception exception) {
    return switch (exception) {
      case Problem problem -> problem;
      case NoResourceFoundException missing -> Problem.of(HttpStatus.NOT_FOUND, "NOT_FOUND");
      case NoHandlerFoundException nowhere -> Problem.of(HttpStatus.NOT_FOUND, "NOT_FOUND");
      case HttpRequestMethodNotSupportedException method ->
          Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED")
              .with("method", method.getMethod());
      case HttpMediaTypeNotSupportedException type ->
          Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE")
              .with("supported", list(type.getSupportedMediaTypes()));
      case HttpMediaTypeNotAcceptableException type ->
          Problem.of(HttpStatus.NOT_ACCEPTABLE, "NOT_ACCEPTABLE")
              .with("supported", list(type.getSupportedMediaTypes()));
      case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
      case MissingRequestHeaderException header ->
          Problem.badRequest("INVALID_REQUEST")
              .at(Fault.of("header:" + header.getHeaderName(), "MISSING"));
      case MissingServletRequestParameterException parameter ->
          Problem.badRequest("INVALID_REQUEST")
              .at(Fault.of("query:" + parameter.getParameterName(), "MISSING"));
      case MethodArgumentTypeMismatchException mismatch -> mismatch(mismatch);
      case ErrorResponse standard -> ofStatus(standard.getStatusCode());
      default -> Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL").because(exception);
    };
  }

  static Problem ofStatus(HttpStatusCode code) {
    HttpStatus status = HttpStatus.resolve(code.value());
    if (status == null) {
      status = code.is4xxClientError() ? HttpStatus.BAD_REQUEST : HttpStatus.INTERNAL_SERVER_ERROR;
    }
    return switch (status) {
      case NOT_FOUND -> Problem.of(status, "NOT_FOUND");
      case METHOD_NOT_ALLOWED -> Problem.of(status, "METHOD_NOT_ALLOWED").with("method", "");
      case UNAUTHORIZED -> Problem.of(status, "NOT_SIGNED_IN");
      case FORBIDDEN -> Problem.of(status, "FORBIDDEN");
      case CONTENT_TOO_LARGE -> BodyLimit.tooLarge();
      case SERVICE_UNAVAILABLE -> Problem.of(status, "UNAVAILABLE");
      default ->
          status.is4xxClientError()
              ? Problem.of(status, "INVALID_REQUEST")
              : Problem.of(status, "INTERNAL");
    };
  }

  private static Problem mismatch(MethodArgumentTypeMismatchException mismatch) {
    Class<?> wanted = mismatch.getRequiredType();
    Fault fault =
        Fault.of("query:" + mismatch.getName(), "WRONG_TYPE")
            .with("expected", wanted == null ? "" : Expected.of(wanted));
    return Problem.badRequest("INVALID_REQUEST").at(fault);
  }

  private static Problem unreadable(HttpMessageNotReadableException unreadable) {
    // the reader of JSON wraps what reading the body throws
    if (unreadable.getCause() instanceof DatabindException wrapped
        && wrapped.getCause() instanceof Problem problem) {
      return problem;
    }
    return switch (unreadable.getCause()) {
      case UnrecognizedPropertyException unknown -> {
        Fault fault = Fault.of(pointer(unknown), "UNKNOWN").with("known", known(unknown));
        yield Problem.badRequest("INVALID_REQUEST").at(fault);
      }
      case MismatchedInputException mismatch -> {
        Class<?> wanted = mismatch.getTargetType();
        Fault fault =
            Fault.of(pointer(mismatch), "WRONG_TYPE")
                .with("expected", wanted == null ? "" : Expected.of(wanted));
        yield Problem.badRequest("INVALID_REQUEST").at(fault);
      }
      case JacksonException syntax -> {
        var where = syntax.getLocation();
        Problem problem = Problem.badRequest("MALFORMED_JSON");
        yield where == null
            ? problem.with("line", "?").with("column", "?")
            : problem
                .with("line", Integer.toString(where.getLineNr()))
                .with("column", Integer.toString(where.getColumnNr()));
      }
      case null -> Problem.badRequest("BODY_MISSING");
      default -> Problem.badRequest("BODY_MISSING");
    };
  }

  private static String known(UnrecognizedPropertyException unknown) {
    var names = unknown.getKnownPropertyIds();
    return names == null
        ? ""
        : names.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
  }

  private static String pointer(JacksonException exception) {
    String path =
        exception.getPath().stream()
            .map(
                step ->
                    step.getPropertyName() == null
                        ? Integer.toString(step.getIndex())
                        : step.getPropertyName())
            .map(step -> step.replace("~", "~0").replace("/", "~1"))
            .collect(Collectors.joining("/"));
    return "/" + path;
  }

  private static String list(List<MediaType> types) {
    return types.stream().map(MediaType::toString).collect(Collectors.joining(", "));
  }
}
