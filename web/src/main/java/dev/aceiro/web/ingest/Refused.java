package dev.aceiro.web.ingest;

import dev.aceiro.web.problem.Fault;
import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.words.CleanText;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/**
 * Why a request is not answered 202. Sources repeat after 5xx and not after 4xx: what may succeed
 * later is 5xx, and only what can never be an alarm of this source is 4xx.
 */
final class Refused {

  private static final Duration RETRY = Duration.ofSeconds(5);

  private Refused() {}

  static Problem sourceUnknown(String profile, String source) {
    return Problem.of(HttpStatus.NOT_FOUND, "SOURCE_UNKNOWN")
        .with("profile", CleanText.line(profile, 64))
        .with("source", CleanText.line(source, 64));
  }

  static Problem mediaType() {
    return Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE")
        .with("supported", "application/json, text/plain");
  }

  static Problem tooLarge(int kilobytes) {
    return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "ALARM_TOO_LARGE")
        .with("max", kilobytes + " KB");
  }

  static Problem malformed() {
    return Problem.badRequest("ALARM_MALFORMED");
  }

  static Problem field(String pointer, String expected) {
    return Problem.badRequest("INVALID_REQUEST")
        .at(Fault.of(CleanText.line(pointer, 100), "INVALID").with("expected", expected));
  }

  static Problem version(String said) {
    return Problem.badRequest("WEBHOOK_VERSION_UNSUPPORTED")
        .with("version", CleanText.line(said, 20));
  }

  static Problem tokenMissing() {
    return Problem.of(HttpStatus.UNAUTHORIZED, "SOURCE_TOKEN_MISSING");
  }

  static Problem tokenWrong() {
    return Problem.of(HttpStatus.UNAUTHORIZED, "SOURCE_TOKEN_WRONG");
  }

  static Problem rawDelivery() {
    return Problem.of(HttpStatus.FORBIDDEN, "SNS_RAW_DELIVERY");
  }

  static Problem notSigned() {
    return Problem.of(HttpStatus.FORBIDDEN, "SNS_NOT_SIGNED");
  }

  static Problem signatureVersion(String said) {
    return Problem.of(HttpStatus.FORBIDDEN, "SNS_SIGNATURE_VERSION")
        .with("version", CleanText.line(said, 20));
  }

  static Problem signatureWrong() {
    return Problem.of(HttpStatus.FORBIDDEN, "SNS_SIGNATURE_WRONG");
  }

  static Problem topic(String said) {
    return Problem.of(HttpStatus.FORBIDDEN, "SNS_TOPIC_UNEXPECTED")
        .with("topic", CleanText.line(said, 256));
  }

  static Problem certificateAddress(String said) {
    return Problem.of(HttpStatus.FORBIDDEN, "SNS_CERTIFICATE_ADDRESS")
        .with("address", CleanText.line(said, 256));
  }

  static Problem certificateInvalid() {
    return Problem.of(HttpStatus.FORBIDDEN, "SNS_CERTIFICATE_INVALID");
  }

  static Problem certificateUnreachable(Throwable cause) {
    return later("SNS_CERTIFICATE_UNREACHABLE").because(cause);
  }

  static Problem confirmationFailed(Throwable cause) {
    return later("SNS_CONFIRMATION_FAILED").because(cause);
  }

  static Problem notStored(Throwable cause) {
    return later("ALARM_NOT_STORED").because(cause);
  }

  private static Problem later(String code) {
    return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, code).retryAfter(RETRY);
  }
}
