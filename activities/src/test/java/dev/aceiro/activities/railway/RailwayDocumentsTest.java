package dev.aceiro.activities.railway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.introspection.IntrospectionResultToSchema;
import graphql.parser.Parser;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.SchemaPrinter;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether Railway would understand us, by the schema that it publishes. */
class RailwayDocumentsTest {
  /** Where the schema lies that {@code railwayapp/cli} publishes; skipped where it does not. */
  private static final String PLACE = "aceiro.railway.schema";

  @ParameterizedTest
  @MethodSource("documents")
  void everyDocumentIsValid(String document) throws IOException {
    assertThat(
            new Validator().validateDocument(published(), Parser.parse(document), Locale.ENGLISH))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyDocumentIsValidByOurExcerpt(String document) {
    assertThat(
            new Validator()
                .validateDocument(
                    UnExecutableSchemaGenerator.makeUnExecutableSchema(
                        new SchemaParser().parse(FakeRailway.excerpt())),
                    Parser.parse(document),
                    Locale.ENGLISH))
        .isEmpty();
  }

  static Iterable<String> documents() {
    return Documents.ALL;
  }

  @Test
  void everyDocumentThatThereIsIsChecked() {
    assertThat(Documents.ALL)
        .hasSameSizeAs(
            Arrays.stream(Documents.class.getDeclaredFields())
                .filter(field -> field.getType() == String.class)
                .toList());
  }

  @Test
  void aDocumentThatSelectsWhatIsNoObjectWouldBeFound() throws IOException {
    assertThat(
            new Validator()
                .validateDocument(
                    published(),
                    Parser.parse("mutation { deploymentRollback(id: \"d\") { id } }"),
                    Locale.ENGLISH))
        .isNotEmpty();
  }

  /** The server that the other tests ask has what Railway has, with the same types. */
  @Test
  void theExcerptIsOne() throws IOException {
    GraphQLSchema published = published();
    GraphQLSchema excerpt =
        UnExecutableSchemaGenerator.makeUnExecutableSchema(
            new SchemaParser().parse(FakeRailway.excerpt()));
    for (GraphQLNamedType type : excerpt.getAllTypesAsList()) {
      if (type.getName().startsWith("__")) {
        continue;
      }
      if (type instanceof GraphQLObjectType object) {
        object
            .getFieldDefinitions()
            .forEach(
                field -> {
                  GraphQLFieldDefinition other =
                      published.getObjectType(type.getName()).getFieldDefinition(field.getName());
                  assertThat(text(other.getType())).isEqualTo(text(field.getType()));
                  field
                      .getArguments()
                      .forEach(
                          argument ->
                              assertThat(text(other.getArgument(argument.getName()).getType()))
                                  .isEqualTo(text(argument.getType())));
                });
      }
      if (type instanceof GraphQLInputObjectType input) {
        GraphQLInputObjectType other = published.getTypeAs(type.getName());
        input
            .getFieldDefinitions()
            .forEach(
                field ->
                    assertThat(text(other.getFieldDefinition(field.getName()).getType()))
                        .isEqualTo(text(field.getType())));
      }
    }
  }

  private static String text(GraphQLType type) {
    return GraphQLTypeUtil.simplePrint(type);
  }

  @SuppressWarnings("unchecked")
  private static GraphQLSchema published() throws IOException {
    Path place = Path.of(System.getProperty(PLACE, "../../shared/railway/schema.json"));
    boolean there = Files.exists(place);
    if (System.getProperty("aceiro.require", "").contains("railway")) {
      assertThat(there).as(place + " is required").isTrue();
    }
    assumeTrue(there, "no " + place);
    Map<String, Object> answer = new ObjectMapper().readValue(place.toFile(), Map.class);
    String definition =
        new SchemaPrinter()
            .print(
                new IntrospectionResultToSchema()
                    .createSchemaDefinition((Map<String, Object>) answer.get("data")));
    return UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(definition));
  }
}
