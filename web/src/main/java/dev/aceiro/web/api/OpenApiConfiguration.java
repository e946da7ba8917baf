package dev.aceiro.web.api;

import dev.aceiro.web.words.Words;
import dev.aceiro.workflows.incident.Decision;
import dev.aceiro.workflows.incident.Decisions;
import dev.aceiro.workflows.incident.Field;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MapSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The published description of the API. Each decision is an operation of its own, made from the
 * decision itself.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
  private static final String DECISIONS = "/api/v1/incidents/{id}/decisions/";
  private static final String PROBLEM = "application/problem+json";
  private static final String PROBLEM_SCHEMA = "Problem";

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Aceiro")
                .version("v1")
                .description(
                    "Incident response that cannot forget. Errors are problem details (RFC 9457) with a stable"
                        + " code, in pt-BR or en by Accept-Language. Times are RFC 3339, UTC."));
  }

  @Bean
  NullableFields nullableFields() {
    return new NullableFields();
  }

  @Bean
  OpenApiCustomizer decisionsAndProblems(Words words) {
    return api -> {
      api.getComponents().addSchemas(PROBLEM_SCHEMA, problem());
      Paths paths = api.getPaths();
      PathItem generic = paths.remove(DECISIONS + "{decision}");
      if (generic != null) {
        for (Decision decision : Decisions.all()) {
          paths.addPathItem(
              DECISIONS + decision.id(), new PathItem().post(operation(decision, generic, words)));
        }
      }
      paths.forEach((path, item) -> item.readOperations().forEach(OpenApiConfiguration::problems));
    };
  }

  private static Operation operation(Decision decision, PathItem generic, Words words) {
    ApiResponses responses = new ApiResponses();
    responses.addApiResponse("200", generic.getPost().getResponses().get("200"));
    responses.addApiResponse(
        "400", problemResponse("A field is missing, unknown, too long or not what it should be."));
    responses.addApiResponse("404", problemResponse("There is no such incident."));
    responses.addApiResponse(
        "409", problemResponse("Refused, with the code and the words of the refusal."));
    responses.addApiResponse(
        "422", problemResponse("This key has been used before with another body."));
    responses.addApiResponse(
        "503", problemResponse("Nobody knows whether it holds: repeat it with the same key."));
    return new Operation()
        .operationId("decide-" + decision.id())
        .addTagsItem("decisions")
        .summary(words.word("decision", decision.id(), Locale.ENGLISH))
        .description("May be said in: " + stages(decision) + ".")
        .parameters(parameters())
        .requestBody(body(decision))
        .responses(responses);
  }

  private static String stages(Decision decision) {
    return String.join(", ", decision.stages().stream().map(Enum::name).toList());
  }

  private static List<Parameter> parameters() {
    return List.of(
        new PathParameter()
            .name("id")
            .required(true)
            .schema(new StringSchema())
            .example("INC-1042"),
        new HeaderParameter()
            .name(IdempotencyKey.HEADER)
            .required(true)
            .description("By which a repetition is known.")
            .schema(new StringSchema().maxLength(199)));
  }

  private static RequestBody body(Decision decision) {
    ObjectSchema schema = new ObjectSchema();
    schema.setAdditionalProperties(false);
    List<String> required = new ArrayList<>();
    for (Field field : decision.fields()) {
      schema.addProperty(field.name(), schema(field));
      if (field.required()) {
        required.add(field.name());
      }
    }
    schema.setRequired(required.isEmpty() ? null : required);
    return new RequestBody()
        .required(!required.isEmpty())
        .content(new Content().addMediaType("application/json", new MediaType().schema(schema)));
  }

  private static Schema<?> schema(Field field) {
    return switch (field.type()) {
      case LINE, TEXT, CHOICE -> new StringSchema().maxLength(field.maxLength());
      case INSTANT -> new StringSchema().format("date-time");
      case LIST -> new ArraySchema().items(new StringSchema().maxLength(field.maxLength()));
      case MAP -> {
        MapSchema map = new MapSchema();
        map.setAdditionalProperties(new StringSchema().maxLength(field.maxLength()));
        yield map;
      }
    };
  }

  private static void problems(Operation operation) {
    operation
        .getResponses()
        .addApiResponse("default", problemResponse("Anything else, as a problem detail."));
  }

  private static ApiResponse problemResponse(String description) {
    return new ApiResponse()
        .description(description)
        .content(
            new Content()
                .addMediaType(
                    PROBLEM,
                    new MediaType()
                        .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM_SCHEMA))));
  }

  private static Schema<?> problem() {
    ObjectSchema fault = new ObjectSchema();
    fault.addProperty(
        "pointer", new StringSchema().description("JSON pointer, header:Name or query:name"));
    fault.addProperty("code", new StringSchema());
    fault.addProperty("detail", new StringSchema());
    ObjectSchema problem = new ObjectSchema();
    problem.addProperty("type", new StringSchema().format("uri"));
    problem.addProperty("title", new StringSchema());
    problem.addProperty("status", new io.swagger.v3.oas.models.media.IntegerSchema());
    problem.addProperty("detail", new StringSchema());
    problem.addProperty("instance", new StringSchema().format("uri-reference"));
    problem.addProperty("code", new StringSchema().description("Stable; programs may rely on it."));
    problem.addProperty("params", new MapSchema().additionalProperties(new StringSchema()));
    problem.addProperty("faults", new ArraySchema().items(fault));
    problem.setRequired(List.of("type", "title", "status", "code"));
    return problem;
  }
}
