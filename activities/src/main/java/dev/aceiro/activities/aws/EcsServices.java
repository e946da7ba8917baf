package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Reads services of ECS. */
final class EcsServices {
  /** A name or an ARN, as parameters have it. */
  static final String NAME = "[A-Za-z0-9_-]{1,255}|arn:aws[a-z-]*:ecs:[A-Za-z0-9:/_-]+";

  private static final Pattern SERVICE_ARN =
      Pattern.compile("arn:[^:]+:ecs:([^:]+):([^:]+):service/(.+)");

  private final AwsClients clients;
  private final AwsCalls calls;

  EcsServices(AwsClients clients, AwsCalls calls) {
    this.clients = clients;
    this.calls = calls;
  }

  EcsClient reads(Place place) {
    return clients.reads(EcsClient.class, EcsClient::builder, place);
  }

  EcsClient writes(Place place) {
    return clients.writes(EcsClient.class, EcsClient::builder, place);
  }

  /**
   * The service as it is now.
   *
   * @throws ActionRefusedException if there is none
   */
  Service service(Place place, String cluster, String name) {
    DescribeServicesResponse answer =
        calls.call(
            "ecs:DescribeServices",
            () -> reads(place).describeServices(r -> r.cluster(cluster).services(name)));
    if (answer.services().isEmpty()) {
      throw new ActionRefusedException(
          "ecs.service-not-found", "service", name, "cluster", cluster, "place", place.toString());
    }
    return answer.services().getFirst();
  }

  TaskDefinition taskDefinition(Place place, String arn) {
    return calls
        .call(
            "ecs:DescribeTaskDefinition",
            () -> reads(place).describeTaskDefinition(r -> r.taskDefinition(arn)))
        .taskDefinition();
  }

  /**
   * The deployment that is to stay.
   *
   * @throws ActionRefusedException if there is none, as with services that others deploy
   */
  static Deployment primary(Service service) {
    return service.deployments().stream()
        .filter(deployment -> "PRIMARY".equals(deployment.status()))
        .findFirst()
        .orElseThrow(
            () ->
                new ActionRefusedException("ecs.no-deployment", "service", service.serviceName()));
  }

  /** Container and image of each image that may be another one tomorrow under the same name. */
  static List<String> mutableImages(TaskDefinition definition) {
    return definition.containerDefinitions().stream()
        .filter(container -> container.image() != null && !container.image().contains("@sha256:"))
        .map(container -> container.name() + "=" + container.image())
        .toList();
  }

  /** As people read it: {@code cluster/service (region, account)}. */
  static String name(String serviceArn) {
    Matcher parts = SERVICE_ARN.matcher(serviceArn);
    return parts.matches()
        ? parts.group(3) + " (" + parts.group(1) + ", " + parts.group(2) + ")"
        : serviceArn;
  }
}
