package dev.aceiro.web.api;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Publishes a component of a record that may be null as one that may be null. */
final class NullableFields implements ModelConverter {
  private static final String NULL = "null";

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    Schema<?> resolved = chain.next().resolve(type, context, chain);
    JavaType java = Json.mapper().constructType(type.getType());
    if (resolved != null && java != null && java.getRawClass().isRecord()) {
      Schema<?> model = model(resolved, context);
      if (model != null && model.getProperties() != null) {
        for (RecordComponent component : java.getRawClass().getRecordComponents()) {
          if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            model
                .getProperties()
                .computeIfPresent(component.getName(), (name, schema) -> nullable(schema));
          }
        }
      }
    }
    return resolved;
  }

  private static @Nullable Schema<?> model(Schema<?> resolved, ModelConverterContext context) {
    String reference = resolved.get$ref();
    Map<String, Schema> models = context.getDefinedModels();
    return reference == null
        ? resolved
        : models.get(reference.substring(reference.lastIndexOf('/') + 1));
  }

  private static Schema<?> nullable(Schema<?> schema) {
    if (schema.getAnyOf() != null || takesNull(schema)) {
      return schema;
    }
    if (schema.get$ref() == null && schema.getEnum() == null && schema.getTypes() != null) {
      Set<String> types = new LinkedHashSet<>(schema.getTypes());
      types.add(NULL);
      schema.setTypes(types);
      return schema;
    }
    Schema<Object> nothing = new JsonSchema();
    nothing.setTypes(Set.of(NULL));
    Schema<Object> either = new JsonSchema();
    either.setAnyOf(List.of(schema, nothing));
    return either;
  }

  private static boolean takesNull(Schema<?> schema) {
    return schema.getTypes() != null && schema.getTypes().contains(NULL);
  }
}
