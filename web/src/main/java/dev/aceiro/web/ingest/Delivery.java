package dev.aceiro.web.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One request of a source.
 *
 * @param body its bytes, at most 512 KB
 * @param headers a header's value by name, null if absent
 * @param receivedAt when it came (UTC)
 */
record Delivery(byte[] body, UnaryOperator<@Nullable String> headers, Instant receivedAt) {

  @Nullable String header(String name) {
    return headers.apply(name);
  }

  /** The body as text; bytes that are no UTF-8 become U+FFFD. */
  String text() {
    String text = new String(body, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
