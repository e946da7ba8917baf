package dev.aceiro.web.console;

import dev.aceiro.workflows.incident.Refusal;
import dev.aceiro.workflows.incident.RefusalCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * What somebody typed into a form that was not taken, to be shown again as it was.
 *
 * @param form the form's id; empty for none
 * @param said the values by the name of their input
 * @param refusal why it was not taken; null where nobody knows whether it was
 * @param key the idempotency key to say it with again; null for a new one
 */
record Typed(
    String form,
    MultiValueMap<String, String> said,
    @Nullable Refusal refusal,
    @Nullable String key) {

  /** Nothing typed. */
  static Typed nothing() {
    return new Typed("", new LinkedMultiValueMap<>(), null, null);
  }

  boolean into(String id) {
    return form.equals(id) && !form.isEmpty();
  }

  List<String> values(String input) {
    return said.getOrDefault(input, List.of());
  }

  /** Whether the refusal is about that field. */
  boolean faults(String field) {
    if (refusal == null) {
      return false;
    }
    boolean aboutFields =
        switch (refusal.code()) {
          case FIELD_MISSING, FIELD_INVALID, FIELD_TOO_LONG, TRIAGE_INCOMPLETE -> true;
          default -> false;
        };
    String about = refusal.params().get("field");
    return aboutFields && about != null && (about.equals(field) || about.startsWith(field + "."));
  }

  boolean unknown() {
    return !form.isEmpty() && refusal == null;
  }

  Map<String, String> params() {
    return refusal == null ? Map.of() : refusal.params();
  }

  boolean keyReused() {
    return refusal != null && refusal.code() == RefusalCode.KEY_REUSED;
  }
}
