package dev.aceiro.workflows.incident;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of a decision: forms, checks and the API's description come from here.
 *
 * @param name as in the API
 * @param type what it takes
 * @param required whether it must be said
 * @param maxLength of one text, in characters
 * @param choices for {@link Type#CHOICE}: what may be said for an incident
 */
public record Field(
    String name,
    Type type,
    boolean required,
    int maxLength,
    Function<Incident, List<String>> choices) {

  /** The longest name of an entry, in characters. */
  static final int LONGEST_NAME = 200;

  /** What a field takes. */
  public enum Type {
    /** One line. */
    LINE,
    /** Several lines. */
    TEXT,
    /** One of the choices. */
    CHOICE,
    /** RFC 3339, UTC. */
    INSTANT,
    /** A list of texts. */
    LIST,
    /** Texts by name. */
    MAP
  }

  static Field line(String name) {
    return new Field(name, Type.LINE, true, 500, incident -> List.of());
  }

  static Field text(String name) {
    return new Field(name, Type.TEXT, true, 4000, incident -> List.of());
  }

  static Field longText(String name) {
    return new Field(name, Type.TEXT, true, 16000, incident -> List.of());
  }

  static Field choice(String name, Function<Incident, List<String>> choices) {
    return new Field(name, Type.CHOICE, true, 200, choices);
  }

  static Field instant(String name) {
    return new Field(name, Type.INSTANT, true, 40, incident -> List.of());
  }

  static Field list(String name) {
    return new Field(name, Type.LIST, true, 200, incident -> List.of());
  }

  static Field map(String name) {
    return new Field(name, Type.MAP, true, 2000, incident -> List.of());
  }

  Field optional() {
    return new Field(name, type, false, maxLength, choices);
  }

  /** Why what was said for this field cannot be taken, or null. */
  @Nullable Refusal refuse(Incident incident, Body body) {
    Refusal form = refuseForm(body);
    if (form != null) {
      return form;
    }
    if (absent(body)) {
      return required ? Refusal.of(RefusalCode.FIELD_MISSING, "field", name) : null;
    }
    boolean fits =
        switch (type) {
          case CHOICE -> choices.apply(incident).contains(body.text(name));
          case INSTANT -> body.instant(name) != null;
          default -> true;
        };
    return fits ? null : invalid();
  }

  /** Why what was said for this field could be taken by no incident, or null. */
  @Nullable Refusal refuseForm(Body body) {
    Object value = body.values().get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Map<?, ?> != (type == Type.MAP)
        || (value instanceof List<?> && type != Type.LIST)) {
      return invalid();
    }
    return !absent(body) && tooLong(body)
        ? Refusal.of(RefusalCode.FIELD_TOO_LONG, "field", name, "max", String.valueOf(maxLength))
        : null;
  }

  private boolean absent(Body body) {
    return switch (type) {
      case LIST -> body.list(name).isEmpty();
      case MAP -> body.map(name).isEmpty();
      default -> body.optional(name) == null;
    };
  }

  private boolean tooLong(Body body) {
    return switch (type) {
      case LIST ->
          body.list(name).size() > 50
              || body.list(name).stream().anyMatch(text -> text.length() > maxLength);
      case MAP ->
          body.map(name).size() > 30
              || body.map(name).entrySet().stream()
                  .anyMatch(
                      entry ->
                          entry.getKey().length() > LONGEST_NAME
                              || entry.getValue().length() > maxLength);
      default -> body.text(name).length() > maxLength;
    };
  }

  private Refusal invalid() {
    return Refusal.of(RefusalCode.FIELD_INVALID, "field", name, "expected", type.name());
  }
}
