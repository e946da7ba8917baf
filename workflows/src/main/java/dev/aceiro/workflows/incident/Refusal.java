package dev.aceiro.workflows.incident;

import dev.aceiro.workflows.estate.Estate;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Why a decision is not taken.
 *
 * @param code the reason
 * @param params the code's parameters
 */
public record Refusal(RefusalCode code, SortedMap<String, String> params) {

  static Refusal of(RefusalCode code, @Nullable String... namesAndValues) {
    return new Refusal(code, Params.of(namesAndValues));
  }

  /** Why nobody may act on what a parameter names. */
  public static Refusal of(Estate.Stranger stranger) {
    return of(
        stranger.parameter().equals(Estate.ENVIRONMENT)
            ? RefusalCode.TARGET_IN_OTHER_ENVIRONMENT
            : RefusalCode.TARGET_OUTSIDE_ESTATE,
        "parameter",
        stranger.parameter(),
        "value",
        stranger.value(),
        "known",
        String.join(", ", stranger.known()));
  }

  /**
   * {@code {"code":"…","params":{…}}}: the only form in which a validator's answer survives the way
   * to the caller.
   */
  public String toJson() {
    StringBuilder json = new StringBuilder("{\"code\":\"").append(code).append("\",\"params\":{");
    String comma = "";
    for (var param : params.entrySet()) {
      json.append(comma)
          .append(quoted(param.getKey()))
          .append(':')
          .append(quoted(param.getValue()));
      comma = ",";
    }
    return json.append("}}").toString();
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u00")
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
