package dev.aceiro.web.api;

import dev.aceiro.web.problem.Fault;
import dev.aceiro.web.problem.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header by which a repetition is known. */
final class IdempotencyKey {
  static final String HEADER = "Idempotency-Key";

  private static final Pattern VALID = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]{0,198}");

  private IdempotencyKey() {}

  /**
   * The key.
   *
   * @throws Problem 400 where it is missing or cannot be one
   */
  static String required(@Nullable String header) {
    if (header == null || header.isBlank()) {
      throw Problem.badRequest("IDEMPOTENCY_KEY_MISSING")
          .at(Fault.of("header:" + HEADER, "MISSING"));
    }
    return valid(header);
  }

  /**
   * The key, or null where there is none.
   *
   * @throws Problem 400 where it cannot be one
   */
  static @Nullable String optional(@Nullable String header) {
    return header == null || header.isBlank() ? null : valid(header);
  }

  private static String valid(String header) {
    if (!VALID.matcher(header).matches()) {
      throw Problem.badRequest("INVALID_REQUEST")
          .at(
              Fault.of("header:" + HEADER, "INVALID")
                  .with("expected", "1-199 printable ASCII characters"));
    }
    return header;
  }
}
