package dev.aceiro.activities.containment;

import dev.aceiro.workflows.containment.ActionKind;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an action's parameters into its handler's record, and describes them to others. */
final class Parameters {
  private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*");

  private Parameters() {}

  /**
   * The record of these texts.
   *
   * @throws ActionRefusedException PARAMETER_FOREIGN, PARAMETER_MISSING or PARAMETER_INVALID with
   *     {@code parameter}
   */
  static <P extends Record> P read(Class<P> type, SortedMap<String, String> texts) {
    RecordComponent[] components = type.getRecordComponents();
    List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
    for (String name : texts.keySet()) {
      if (!names.contains(name)) {
        throw new ActionRefusedException(
            "PARAMETER_FOREIGN", "parameter", name, "known", String.join(", ", names));
      }
    }
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = value(components[i], texts.get(names.get(i)));
    }
    return create(type, components, values);
  }

  private static @Nullable Object value(RecordComponent component, @Nullable String given) {
    String name = component.getName();
    String text = given == null ? "" : given.strip();
    if (text.isEmpty()) {
      if (optional(component)) {
        return null;
      }
      throw new ActionRefusedException("PARAMETER_MISSING", "parameter", name);
    }
    Doc doc = doc(component);
    if (text.length() > doc.maxLength()
        || (!doc.pattern().isEmpty() && !Pattern.matches(doc.pattern(), text))) {
      throw invalid(name, doc);
    }
    try {
      return parse(component.getType(), text);
    } catch (IllegalArgumentException notOfThatType) {
      throw invalid(name, doc);
    }
  }

  private static ActionRefusedException invalid(String name, Doc doc) {
    return new ActionRefusedException(
        "PARAMETER_INVALID", "parameter", name, "example", doc.example());
  }

  private static Object parse(Class<?> type, String text) {
    if (type == String.class) {
      return text;
    }
    if (type == Integer.class || type == int.class) {
      return Integer.valueOf(text);
    }
    if (type == Boolean.class || type == boolean.class) {
      if (!text.equals("true") && !text.equals("false")) {
        throw new IllegalArgumentException(text);
      }
      return Boolean.valueOf(text);
    }
    if (type == List.class) {
      return List.of(SEPARATOR.split(text));
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> ((Enum<?>) constant).name().equals(text))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(text));
    }
    throw new IllegalStateException("no parameter can be a " + type.getName());
  }

  private static <P> P create(
      Class<P> type, RecordComponent[] components, @Nullable Object[] values) {
    try {
      Constructor<P> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof ActionRefusedException refused) {
        throw refused;
      }
      throw new ActionRefusedException("PARAMETER_INVALID", "parameter", "*");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  /** The JSON Schema (2020-12) of a record's parameters. */
  static Map<String, Object> schema(Class<? extends Record> type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      properties.put(component.getName(), property(component));
      if (!optional(component)) {
        required.add(component.getName());
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", required);
    schema.put("additionalProperties", false);
    return schema;
  }

  private static Map<String, Object> property(RecordComponent component) {
    Doc doc = doc(component);
    Map<String, Object> property = new LinkedHashMap<>();
    Class<?> type = component.getType();
    if (type == Integer.class || type == int.class) {
      property.put("type", "integer");
    } else if (type == Boolean.class || type == boolean.class) {
      property.put("type", "boolean");
    } else if (type == List.class
        && component.getGenericType() instanceof ParameterizedType of
        && of.getActualTypeArguments()[0] == String.class) {
      property.put("type", "array");
      property.put("items", Map.of("type", "string"));
    } else if (type == String.class || type.isEnum()) {
      property.put("type", "string");
      property.put("maxLength", doc.maxLength());
    } else {
      throw new IllegalStateException(component + " is no parameter");
    }
    if (type.isEnum()) {
      property.put(
          "enum",
          Arrays.stream(type.getEnumConstants())
              .map(constant -> ((Enum<?>) constant).name())
              .toList());
    }
    property.put("description", doc.value());
    if (!doc.estate().isEmpty()) {
      property.put(ActionKind.ESTATE, doc.estate());
    }
    if (!doc.example().isEmpty()) {
      property.put("examples", List.of(doc.example()));
    }
    if (!doc.pattern().isEmpty()) {
      property.put("pattern", "^(?:" + doc.pattern() + ")$");
    }
    return property;
  }

  private static boolean optional(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static Doc doc(RecordComponent component) {
    Doc doc = component.getAnnotation(Doc.class);
    if (doc == null) {
      throw new IllegalStateException(
          component.getDeclaringRecord() + "." + component.getName() + " has no @Doc");
    }
    return doc;
  }
}
