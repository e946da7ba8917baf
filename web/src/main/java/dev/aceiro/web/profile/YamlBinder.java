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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of what a file says. What is not {@code @Nullable} must be said, but for lists and
 * maps, which are empty where nothing is said.
 */
final class YamlBinder {
  private static final ObjectMapper MAPPER = mapper();

  private YamlBinder() {}

  /** What a file says as one record, or null after adding what is wrong with it to the faults. */
  static <T> @Nullable T bind(String file, JsonNode root, Class<T> type, Faults faults) {
    return bind(file, root, MAPPER.constructType(type), faults);
  }

  /**
   * What a file says as a list of records; empty after adding what is wrong with it to the faults.
   */
  static <T> List<T> bindAll(String file, JsonNode root, Class<T> type, Faults faults) {
    List<T> all =
        bind(file, root, MAPPER.getTypeFactory().constructCollectionType(List.class, type), faults);
    return all == null ? List.of() : all;
  }

  /** The schema has let it pass: what is refused here, the schema should have refused. */
  private static <T> @Nullable T bind(String file, JsonNode root, JavaType type, Faults faults) {
    try {
      return MAPPER.readerFor(type).readValue(root);
    } catch (InvalidFormatException wrong) {
      // Looks right and is none, such as the 31st of a short month.
      String form = wrong.getTargetType() == Duration.class ? "form.duration" : "form.instant";
      faults.error(file, path(wrong), form, "value", String.valueOf(wrong.getValue()));
    } catch (JsonMappingException wrong) {
      faults.error(file, path(wrong), "schema", "problem", wrong.getOriginalMessage());
    } catch (IOException | IllegalArgumentException wrong) {
      faults.error(file, "", "schema", "problem", String.valueOf(wrong.getMessage()));
    }
    return null;
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
