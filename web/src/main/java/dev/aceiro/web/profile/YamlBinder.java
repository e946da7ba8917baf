package dev.aceiro.web.profile;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.Serial;
import java.lang.reflect.Executable;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of what a file says. What is not {@code @Nullable} must be said, but for lists and
 * maps, which are empty where nothing is said; what no record knows is a fault.
 */
final class YamlBinder {
  private static final ObjectMapper MAPPER = mapper();

  private YamlBinder() {}

  /** What the file says as one record, or null after adding what is wrong with it to the faults. */
  static <T> @Nullable T bind(YamlFile file, Class<T> type, List<Fault> faults) {
    return bind(file, MAPPER.constructType(type), faults);
  }

  /**
   * What the file says as a list of records; empty after adding what is wrong with it to the
   * faults.
   */
  static <T> List<T> bindAll(YamlFile file, Class<T> type, List<Fault> faults) {
    List<T> all =
        bind(file, MAPPER.getTypeFactory().constructCollectionType(List.class, type), faults);
    return all == null ? List.of() : all;
  }

  private static <T> @Nullable T bind(YamlFile file, JavaType type, List<Fault> faults) {
    JsonNode root = file.root();
    if (root == null) {
      return null;
    }
    try {
      return MAPPER.readerFor(type).readValue(root);
    } catch (JsonMappingException wrong) {
      faults.add(file.fault(path(wrong), message(wrong)));
      return null;
    } catch (IOException | IllegalArgumentException wrong) {
      faults.add(file.fault("", String.valueOf(wrong.getMessage())));
      return null;
    }
  }

  private static String message(JsonMappingException wrong) {
    return switch (wrong) {
      case UnrecognizedPropertyException unknown ->
          "nobody knows '%s'; there are: %s"
              .formatted(unknown.getPropertyName(), known(unknown.getKnownPropertyIds()));
      case InvalidFormatException format ->
          "'%s' is not %s".formatted(format.getValue(), expected(format.getTargetType()));
      case MismatchedInputException mismatch ->
          mismatch.getOriginalMessage().startsWith("Missing required creator property")
              ? "'%s' must be said".formatted(lastName(mismatch))
              : "this is not " + expected(mismatch.getTargetType());
      default -> {
        Throwable cause = wrong.getCause();
        yield cause instanceof IllegalArgumentException && cause.getMessage() != null
            ? cause.getMessage()
            : wrong.getOriginalMessage();
      }
    };
  }

  private static String known(@Nullable Collection<Object> ids) {
    return ids == null
        ? ""
        : ids.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
  }

  private static String lastName(JsonMappingException wrong) {
    String message = wrong.getOriginalMessage();
    int start = message.indexOf('\'') + 1;
    return message.substring(start, message.indexOf('\'', start));
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "what is expected here";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(Object::toString)
              .collect(Collectors.joining(", "));
    }
    if (type == Duration.class) {
      return "a duration such as 15m, 2h, 7d or PT15M";
    }
    if (type == Instant.class) {
      return "an instant such as 2026-03-10T03:00:00-03:00";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    if (Map.class.isAssignableFrom(type) || type.isRecord()) {
      return "a mapping of names to values";
    }
    return type == String.class ? "a text" : "a " + type.getSimpleName();
  }

  private static String path(JsonMappingException wrong) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : wrong.getPath()) {
      String name = step.getFieldName();
      path.append('/')
          .append(
              name == null
                  ? Integer.toString(step.getIndex())
                  : name.replace("~", "~0").replace("/", "~1"));
    }
    return path.toString();
  }

  private static ObjectMapper mapper() {
    SimpleModule times = new SimpleModule();
    times.addDeserializer(Duration.class, new DurationReader());
    times.addDeserializer(Instant.class, new InstantReader());
    ObjectMapper mapper =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .annotationIntrospector(new SaidOrNullable())
            .addModule(times)
            .build();
    for (Class<?> empty : List.of(List.class, Map.class, SortedMap.class)) {
      mapper.configOverride(empty).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    }
    return mapper;
  }

  /** What a record's component asks for, by its nullness. */
  private static final class SaidOrNullable extends JacksonAnnotationIntrospector {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
      if (member instanceof AnnotatedParameter parameter
          && parameter.getOwner().getMember() instanceof Executable constructor
          && constructor.getDeclaringClass().isRecord()) {
        Class<?> type = parameter.getRawType();
        boolean nullable =
            constructor.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(
                Nullable.class);
        return !nullable
            && !Collection.class.isAssignableFrom(type)
            && !Map.class.isAssignableFrom(type)
            && !type.isPrimitive();
      }
      return super.hasRequiredMarker(member);
    }
  }

  /** {@code 15m}, {@code 2h}, {@code 7d} or ISO 8601. */
  private static final class DurationReader extends StdDeserializer<Duration> {
    @Serial private static final long serialVersionUID = 1L;

    DurationReader() {
      super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.getValueAsString("");
      try {
        return Durations.parse(text);
      } catch (DateTimeParseException none) {
        throw invalid(context, text, Duration.class);
      }
    }
  }

  /** RFC 3339. */
  private static final class InstantReader extends StdDeserializer<Instant> {
    @Serial private static final long serialVersionUID = 1L;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.getValueAsString("");
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeParseException none) {
        throw invalid(context, text, Instant.class);
      }
    }
  }

  private static JsonProcessingException invalid(
      DeserializationContext context, String text, Class<?> type) {
    return context.weirdStringException(text, type, "not of that form");
  }
}
