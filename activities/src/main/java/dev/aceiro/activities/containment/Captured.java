package dev.aceiro.activities.containment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.aceiro.activities.store.Digests;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.WorkOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A before-state in its three forms: the raw one that is kept encrypted, the difference that people
 * read before they approve, and the digest that their approval is bound to.
 */
final class Captured {
  /** The most bytes a difference may have (UTF-8). */
  static final int DIFF_BYTES = 16 * 1024;

  private static final String CUT = "…\n";
  private static final int FACTS = 24;
  private static final int FACT_CHARACTERS = 400;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

  private Captured() {}

  /** SHA-256 (hex) over type, target, the values that count, and the call that would be made. */
  static String digest(String type, Before before) {
    SortedMap<String, Object> covered = new TreeMap<>();
    covered.put("type", type);
    covered.put("target", before.target());
    covered.put("found", new TreeMap<>(before.relevant()));
    covered.put("call", before.call());
    return Digests.sha256(write(covered));
  }

  /** The same token for the same call, and for no other. */
  static String token(WorkOrder order) {
    return Digests.sha256(
        String.join(
                "/",
                order.incidentWorkflowId(),
                order.action(),
                order.kind().name(),
                String.valueOf(order.attempt()),
                String.valueOf(order.call()))
            .getBytes(StandardCharsets.UTF_8));
  }

  static byte[] write(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a before-state that is no JSON", e);
    }
  }

  static Before read(byte[] raw) {
    try {
      return JSON.readValue(raw, Before.class);
    } catch (IOException e) {
      throw new IllegalStateException("an artefact that is no before-state", e);
    }
  }

  /** What the incident gets to know. */
  static Capture capture(
      String digest, Before before, boolean undoable, Nature nature, Instant at) {
    SortedMap<String, String> facts = new TreeMap<>();
    before.facts().entrySet().stream()
        .limit(FACTS)
        .forEach(
            fact -> {
              String value = Objects.requireNonNull(Redaction.of(fact.getKey(), fact.getValue()));
              facts.put(fact.getKey(), Redaction.shortened(value, FACT_CHARACTERS));
            });
    facts.put("call", Redaction.shortened(Redaction.of(before.call()), FACT_CHARACTERS));
    return new Capture(
        digest, Redaction.of(before.target()), before.risk(), undoable, facts, at, nature);
  }

  /** What people read before they approve: redacted, at most {@link #DIFF_BYTES}. */
  static String diff(Before before) {
    StringBuilder text = new StringBuilder();
    text.append("@ ").append(Redaction.of(before.target())).append('\n');
    text.append("> ").append(Redaction.of(before.call())).append('\n');
    for (Difference difference : before.differences()) {
      String was = Redaction.of(difference.name(), difference.before());
      String becomes = Redaction.of(difference.name(), difference.after());
      if (Objects.equals(difference.before(), difference.after())) {
        text.append("  ").append(difference.name()).append(": ").append(was).append('\n');
        continue;
      }
      if (was != null) {
        text.append("- ").append(difference.name()).append(": ").append(was).append('\n');
      }
      if (becomes != null) {
        text.append("+ ").append(difference.name()).append(": ").append(becomes).append('\n');
      }
    }
    return cut(text.toString());
  }

  private static String cut(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= DIFF_BYTES) {
      return text;
    }
    int end = DIFF_BYTES - CUT.getBytes(StandardCharsets.UTF_8).length;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8) + CUT;
  }
}
