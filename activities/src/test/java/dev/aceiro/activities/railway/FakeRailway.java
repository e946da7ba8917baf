package dev.aceiro.activities.railway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Railway with one project, one environment and one service with a volume. */
final class FakeRailway implements AutoCloseable {
  static final String TOKEN = "the-project-token";

  private static final Pattern SCALAR = Pattern.compile("(?m)^scalar (\\w+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Map<String, Object>> deployments = new ArrayList<>();
  private final List<Map<String, Object>> backups = new ArrayList<>();
  private final Map<String, Object> variables = new LinkedHashMap<>();
  private final HttpServer server;
  private final GraphQL graphql;
  private boolean autoDeploys = true;
  private int number;

  FakeRailway() {
    String definition = excerpt();
    graphql =
        GraphQL.newGraphQL(
                new SchemaGenerator()
                    .makeExecutableSchema(new SchemaParser().parse(definition), wired(definition)))
            .build();
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/graphql/v2", this::answer);
    server.setExecutor(Executors.newFixedThreadPool(2));
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What it has of Railway's schema. */
  static String excerpt() {
    try (InputStream file =
        Objects.requireNonNull(
            FakeRailway.class.getResourceAsStream("/railway/excerpt.graphqls"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every scalar of a definition, taken as it comes. */
  private static RuntimeWiring.Builder withScalars(String definition) {
    RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring();
    Matcher scalars = SCALAR.matcher(definition);
    while (scalars.find()) {
      wiring.scalar(
          GraphQLScalarType.newScalar().name(scalars.group(1)).coercing(new AsItIs()).build());
    }
    return wiring;
  }

  private static final class AsItIs implements Coercing<Object, Object> {
    @Override
    public Object serialize(Object result, GraphQLContext context, Locale locale) {
      return result;
    }

    @Override
    public Object parseValue(Object input, GraphQLContext context, Locale locale) {
      return input;
    }

    @Override
    public Object parseLiteral(
        Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
      return input;
    }
  }

  private RuntimeWiring wired(String definition) {
    return withScalars(definition)
        .type(
            "Query",
            type ->
                type.dataFetcher(
                        "projectToken", e -> Map.of("projectId", "P", "environmentId", "E"))
                    .dataFetcher("project", e -> project())
                    .dataFetcher("environment", e -> environment())
                    .dataFetcher("serviceInstance", e -> Map.of("activeDeployments", active()))
                    .dataFetcher("deployments", e -> connection(List.copyOf(deployments)))
                    .dataFetcher("variables", e -> Map.copyOf(variables))
                    .dataFetcher(
                        "serviceInstanceAutoDeployStatus",
                        e -> Map.of("enabled", autoDeploys, "canEnable", true))
                    .dataFetcher("volumeInstanceBackupList", e -> List.copyOf(backups)))
        .type(
            "Mutation",
            type ->
                type.dataFetcher("deploymentRollback", this::rollback)
                    .dataFetcher("deploymentRestart", this::restart)
                    .dataFetcher("serviceInstanceDeployV2", e -> deploy(e.getArgument("commitSha")))
                    .dataFetcher("variableCollectionUpsert", this::upsert)
                    .dataFetcher("variableDelete", this::delete)
                    .dataFetcher("serviceInstanceAutoDeployUpdate", this::update)
                    .dataFetcher("volumeInstanceBackupCreate", e -> backup(e.getArgument("name"))))
        .build();
  }

  // ---- what is there ----

  private static Map<String, Object> connection(List<?> nodes) {
    return Map.of("edges", nodes.stream().map(node -> Map.of("node", node)).toList());
  }

  private static Map<String, Object> project() {
    return Map.of(
        "id",
        "P",
        "name",
        "etp-express",
        "environments",
        connection(List.of(Map.of("id", "E", "name", "production"))),
        "services",
        connection(
            List.of(Map.of("id", "W", "name", "Frontend"), Map.of("id", "S", "name", "Backend"))));
  }

  private static Map<String, Object> environment() {
    return Map.of(
        "id",
        "E",
        "name",
        "production",
        "volumeInstances",
        connection(
            List.of(
                Map.of(
                    "id",
                    "V",
                    "serviceId",
                    "S",
                    "sizeMB",
                    5000,
                    "currentSizeMB",
                    812.5,
                    "mountPath",
                    "/data",
                    "volume",
                    Map.of("id", "v", "name", "data")))));
  }

  private List<Map<String, Object>> active() {
    return deployments.stream().filter(one -> "SUCCESS".equals(one.get("status"))).toList();
  }

  synchronized Map<String, Object> live() {
    return active().getLast();
  }

  synchronized String commit() {
    return ((Map<?, ?>) live().get("meta")).get("commitHash").toString();
  }

  synchronized String variable(String name) {
    return String.valueOf(variables.get(name));
  }

  synchronized boolean autoDeploys() {
    return autoDeploys;
  }

  synchronized int backups() {
    return backups.size();
  }

  // ---- what changes it ----

  /** A new deployment of that commit takes the place of the one that serves. */
  synchronized String deploy(String commit) {
    active().forEach(one -> one.put("status", "REMOVED"));
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("id", "d" + ++number);
    one.put("status", "SUCCESS");
    one.put("createdAt", Instant.now().toString());
    one.put("statusUpdatedAt", Instant.now().toString());
    one.put("canRollback", true);
    one.put("meta", Map.of("commitHash", commit));
    deployments.add(one);
    return "d" + number;
  }

  synchronized void deployFails(String commit) {
    String live = live().get("id").toString();
    deploy(commit);
    deployments.getLast().put("status", "FAILED");
    deployments.getLast().put("canRollback", false);
    deployments.stream()
        .filter(one -> one.get("id").equals(live))
        .forEach(one -> one.put("status", "SUCCESS"));
  }

  private Object rollback(DataFetchingEnvironment e) {
    Map<String, Object> goal = of(e.getArgument("id"));
    deploy(((Map<?, ?>) goal.get("meta")).get("commitHash").toString());
    return true;
  }

  private Map<String, Object> of(String id) {
    return deployments.stream()
        .filter(one -> one.get("id").equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Deployment not found"));
  }

  private Object restart(DataFetchingEnvironment e) {
    restart(e.<String>getArgument("id"));
    return true;
  }

  synchronized void restart(String id) {
    of(id).put("statusUpdatedAt", Instant.now().plusNanos(++number).toString());
  }

  private Object upsert(DataFetchingEnvironment e) {
    Map<String, Object> input = e.getArgument("input");
    if (!Boolean.FALSE.equals(input.get("replace"))) {
      variables.clear();
    }
    ((Map<?, ?>) Objects.requireNonNull(input.get("variables")))
        .forEach((name, value) -> variables.put(name.toString(), value));
    deploy(commit());
    return true;
  }

  synchronized void set(String name, String value) {
    variables.put(name, value);
  }

  private Object delete(DataFetchingEnvironment e) {
    Map<String, Object> input = e.getArgument("input");
    variables.remove(String.valueOf(input.get("name")));
    deploy(commit());
    return true;
  }

  private Object update(DataFetchingEnvironment e) {
    Map<String, Object> input = e.getArgument("input");
    autoDeploys(Boolean.TRUE.equals(input.get("enabled")));
    return Map.of("enabled", autoDeploys);
  }

  synchronized void autoDeploys(boolean enabled) {
    autoDeploys = enabled;
  }

  synchronized Map<String, Object> backup(String name) {
    backups.add(
        Map.of(
            "id",
            "b" + ++number,
            "name",
            name,
            "createdAt",
            Instant.now().plusNanos(number).toString(),
            "usedMB",
            812));
    return Map.of("workflowId", "w" + number);
  }

  // ---- HTTP ----

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = JSON.readTree(exchange.getRequestBody());
      boolean known = TOKEN.equals(exchange.getRequestHeaders().getFirst("Project-Access-Token"));
      byte[] body = JSON.writeValueAsBytes(known ? executed(request) : Map.of());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(known ? 200 : 401, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @SuppressWarnings("unchecked")
  private synchronized Map<String, Object> executed(JsonNode request) {
    return graphql
        .execute(
            ExecutionInput.newExecutionInput(request.path("query").asText())
                .variables(JSON.convertValue(request.path("variables"), Map.class)))
        .toSpecification();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
