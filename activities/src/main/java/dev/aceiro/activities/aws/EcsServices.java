package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.Progress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Reads services of ECS. */
final class EcsServices {
  /** Of a parameter that names a cluster. */
  static final String CLUSTER = "Name or ARN of the cluster.";

  /** Of a parameter that names a service. */
  static final String SERVICE = "Name or ARN of the service.";

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

  /** Refuses a service that is not active, or that something else deploys. */
  static void refuseForeignController(Service service) {
    if (!"ACTIVE".equals(service.status())) {
      throw new ActionRefusedException(
          "ecs.service-not-active", "service", service.serviceName(), "status", service.status());
    }
    if (service.deploymentController() != null
        && service.deploymentController().type() != DeploymentControllerType.ECS) {
      throw new ActionRefusedException(
          "ecs.controller-unsupported",
          "service",
          service.serviceName(),
          "controller",
          service.deploymentController().typeAsString());
    }
  }

  /** How far the rollout of the primary deployment has come. */
  static Progress rollout(Service service) {
    Deployment primary = primary(service);
    String done = String.valueOf(primary.runningCount());
    String of = String.valueOf(primary.desiredCount());
    DeploymentRolloutState rollout = primary.rolloutState();
    if (rollout == DeploymentRolloutState.FAILED) {
      return Progress.failed(
          true,
          "ecs.rollout-failed",
          "deployment",
          primary.id(),
          "failed",
          String.valueOf(primary.failedTasks()),
          "said",
          primary.rolloutStateReason());
    }
    boolean complete =
        rollout == null
            ? service.deployments().size() == 1 && primary.runningCount() >= primary.desiredCount()
            : rollout == DeploymentRolloutState.COMPLETED;
    return complete
        ? Progress.done(
            true, "ecs.rollout-complete", "deployment", primary.id(), "done", done, "of", of)
        : Progress.running(
            "ecs.rollout",
            "deployment",
            primary.id(),
            "done",
            done,
            "of",
            of,
            "failed",
            String.valueOf(primary.failedTasks()));
  }

  /** Container and image of each image that may be another one tomorrow under the same name. */
  static List<String> mutableImages(TaskDefinition definition) {
    return definition.containerDefinitions().stream()
        .filter(container -> container.image() != null && !container.image().contains("@sha256:"))
        .map(container -> container.name() + "=" + container.image())
        .toList();
  }

  /** The name under which Application Auto Scaling knows a service. */
  static String scalable(String serviceArn) {
    Matcher parts = SERVICE_ARN.matcher(serviceArn);
    return "service/" + (parts.matches() ? parts.group(3) : serviceArn);
  }

  /** As people read it: {@code cluster/service (region, account)}. */
  static String name(String serviceArn) {
    Matcher parts = SERVICE_ARN.matcher(serviceArn);
    return parts.matches()
        ? parts.group(3) + " (" + parts.group(1) + ", " + parts.group(2) + ")"
        : serviceArn;
  }
}
