package dev.aceiro.activities.railway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aceiro.activities.containment.ActionRefusedException;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What every handler of this package acts with: the project, its environment and its services. */
final class Railway {
  /** Of a parameter that names a service. */
  static final String SERVICE = "Name or id of the service.";

  /** What the name of a service looks like. */
  static final String NAME = "[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}";

  /** How long what the project consists of is held to be as it was read: requests are counted. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private static final int DEPLOYMENTS = 50;

  private final RailwaySettings settings;
  private final RailwayApi api;
  private volatile @Nullable Project known;

  private record Project(String id, String environment, JsonNode tree, long readAt) {}

  Railway(RailwaySettings settings, RailwayApi api) {
    this.settings = settings;
    this.api = api;
  }

  RailwaySettings settings() {
    return settings;
  }

  RailwayApi api() {
    return api;
  }

  /**
   * The service of that name.
   *
   * @throws ActionRefusedException if the project has none, or the installation means another one
   */
  Service service(String name) {
    Project project = project();
    String wanted = settings.services().getOrDefault(name, name);
    for (JsonNode service : nodes(project.tree().path("services"))) {
      if (wanted.equals(service.path("id").asText())
          || wanted.equalsIgnoreCase(service.path("name").asText())) {
        return new Service(
            project.id(),
            project.environment(),
            service.path("id").asText(),
            service.path("name").asText(),
            project.tree().path("name").asText());
      }
    }
    throw new ActionRefusedException(
        "railway.no-service",
        "service",
        name,
        "known",
        StreamSupport.stream(nodes(project.tree().path("services")).spliterator(), false)
            .map(one -> one.path("name").asText())
            .collect(Collectors.joining(", ")));
  }

  /** Which project the token is for, by its name; asks Railway. */
  String project(boolean anew) {
    if (anew) {
      known = null;
    }
    return project().tree().path("name").asText();
  }

  private Project project() {
    Project present = known;
    if (present != null && System.nanoTime() - present.readAt() < FRESH.toNanos()) {
      return present;
    }
    String id = settings.project();
    String environment = settings.environment();
    if (settings.tokenKind() == RailwaySettings.TokenKind.PROJECT) {
      JsonNode token =
          api.read("projectToken", Documents.TOKEN, RailwayApi.variables()).path("projectToken");
      String own = token.path("projectId").asText();
      if (id != null && !id.equals(own)) {
        throw new ActionRefusedException("railway.token-of-another-project", "project", id);
      }
      id = own;
      environment = environment == null ? token.path("environmentId").asText() : environment;
    }
    JsonNode tree =
        api.read("project", Documents.PROJECT, RailwayApi.variables("id", String.valueOf(id)))
            .path("project");
    Project read =
        new Project(
            String.valueOf(id),
            environment(tree, String.valueOf(environment)),
            tree,
            System.nanoTime());
    known = read;
    return read;
  }

  private static String environment(JsonNode project, String wanted) {
    for (JsonNode environment : nodes(project.path("environments"))) {
      String id = environment.path("id").asText();
      if (wanted.equals(id)
          || wanted
              .toLowerCase(Locale.ROOT)
              .equals(environment.path("name").asText().toLowerCase(Locale.ROOT))) {
        return id;
      }
    }
    throw new ActionRefusedException("railway.no-environment", "environment", wanted);
  }

  /** The deployments of a service, the newest first. */
  Deployments deployments(Service service) {
    ObjectNode variables =
        RailwayApi.variables("service", service.id(), "environment", service.environment());
    variables
        .put("first", DEPLOYMENTS)
        .putObject("input")
        .put("projectId", service.project())
        .put("environmentId", service.environment())
        .put("serviceId", service.id());
    return Deployments.of(api.read("deployments", Documents.DEPLOYMENTS, variables));
  }

  /** The nodes of a connection. */
  static Iterable<JsonNode> nodes(JsonNode connection) {
    return StreamSupport.stream(connection.path("edges").spliterator(), false)
            .map(edge -> edge.path("node"))
        ::iterator;
  }

  /**
   * A service in its environment.
   *
   * @param project id of its project
   * @param environment id of its environment
   * @param id its id
   * @param name its name
   * @param projectName the project's name
   */
  record Service(String project, String environment, String id, String name, String projectName) {

    /** As people read it. */
    String named() {
      return "railway " + projectName + "/" + name;
    }

    /** As documents name it. */
    ObjectNode variables() {
      return RailwayApi.variables("project", project, "environment", environment, "service", id);
    }

    /** As inputs of mutations name it. */
    ObjectNode input() {
      return RailwayApi.variables(
          "projectId", project, "environmentId", environment, "serviceId", id);
    }
  }
}
