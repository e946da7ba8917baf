package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Before;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Effect;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Receipt;
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Risk;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;

/**
 * Stops the deployment that is in flight and rolls the service back to what ran before it. ECS does
 * so even where the service has no rollback configured.
 */
@Component
final class EcsStopDeployment extends AwsOneShot<EcsStopDeployment.Target> {
  private static final List<ServiceDeploymentStatus> IN_FLIGHT =
      List.of(ServiceDeploymentStatus.PENDING, ServiceDeploymentStatus.IN_PROGRESS);
  private static final List<ServiceDeploymentStatus> STOPPING =
      List.of(
          ServiceDeploymentStatus.STOP_REQUESTED,
          ServiceDeploymentStatus.ROLLBACK_REQUESTED,
          ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS);

  /** Which service. */
  record Target(
      @Doc(
              value = EcsServices.CLUSTER,
              example = "plooral-cluster",
              pattern = EcsServices.NAME,
              estate = "ecs-service.cluster")
          String cluster,
      @Doc(
              value = EcsServices.SERVICE,
              example = "plooral-api-service",
              pattern = EcsServices.NAME,
              estate = "ecs-service.service")
          String service,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  private final EcsServices ecs;

  EcsStopDeployment(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "ecs.stop-deployment",
            Target.class,
            Risk.DISRUPTIVE,
            Nature.ROLLBACK,
            List.of(
                "ecs:DescribeServices",
                "ecs:ListServiceDeployments",
                "ecs:DescribeServiceDeployments",
                "ecs:StopServiceDeployment"),
            List.of("000-T2", "002 §2.4")));
    this.ecs = new EcsServices(aws.clients(), aws.calls());
  }

  @Override
  public Before capture(Target target) {
    var service = ecs.service(place(target), target.cluster(), target.service());
    EcsServices.refuseForeignController(service);
    ServiceDeploymentBrief running =
        aws()
            .read(
                Service.ECS,
                place(target),
                "ecs:ListServiceDeployments",
                client ->
                    client.listServiceDeployments(
                        r ->
                            r.cluster(target.cluster())
                                .service(target.service())
                                .status(IN_FLIGHT)))
            .serviceDeployments()
            .stream()
            .filter(deployment -> IN_FLIGHT.contains(deployment.status()))
            .findFirst()
            .orElseThrow(
                () ->
                    new ActionRefusedException(
                        "ecs.nothing-in-progress", "service", target.service()));
    return Before.of(
            EcsServices.name(service.serviceArn()), call(running.serviceDeploymentArn()), risk())
        .relevant("deployment", running.serviceDeploymentArn())
        .fact("deployment", running.serviceDeploymentArn())
        .fact("startedAt", running.startedAt() == null ? null : running.startedAt().toString())
        .changes("deployment", running.statusAsString(), "rolled back")
        .raw(Trees.of(running))
        .build();
  }

  @Override
  public Before imagine(Target target) {
    return Before.of(
            target.cluster() + "/" + target.service() + " (" + imaginedPlace(target) + ")",
            call("(the one in flight)"),
            risk())
        .changes("deployment", null, "rolled back")
        .build();
  }

  private static String call(String deployment) {
    return "ecs:StopServiceDeployment {\"serviceDeploymentArn\":\"%s\",\"stopType\":\"ROLLBACK\"}"
        .formatted(deployment);
  }

  private static String deployment(Before before) {
    return before.relevant().getOrDefault("deployment", "");
  }

  private ServiceDeployment current(Target target, Before before) {
    String arn = deployment(before);
    return aws()
        .read(
            Service.ECS,
            place(target),
            "ecs:DescribeServiceDeployments",
            client -> client.describeServiceDeployments(r -> r.serviceDeploymentArns(arn)))
        .serviceDeployments()
        .stream()
        .findFirst()
        .orElseThrow(
            () -> new ActionRefusedException("ecs.deployment-not-found", "deployment", arn));
  }

  @Override
  public Receipt apply(Target target, Before before, Call call) {
    String arn = deployment(before);
    aws()
        .write(
            Service.ECS,
            place(target),
            "ecs:StopServiceDeployment",
            client ->
                client.stopServiceDeployment(
                    r ->
                        r.serviceDeploymentArn(arn)
                            .stopType(StopServiceDeploymentStopType.ROLLBACK)));
    return Receipt.accepted("deployment", arn);
  }

  /** Whoever asked for it: ECS does not say, and rolls back by itself as well. */
  @Override
  public Effect effect(Target target, Before before, Call call) {
    ServiceDeployment deployment = current(target, before);
    return IN_FLIGHT.contains(deployment.status())
        ? Effect.absent()
        : Effect.unproven("status", deployment.statusAsString());
  }

  @Override
  public Progress verify(Target target, Before before, Call call) {
    ServiceDeployment deployment = current(target, before);
    Instant finished = deployment.finishedAt();
    if (STOPPING.contains(deployment.status()) || IN_FLIGHT.contains(deployment.status())) {
      return Progress.running("ecs.rolling-back", "status", deployment.statusAsString());
    }
    return deployment.status() == ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL
        ? Progress.done(
            false, "ecs.rolled-back", "at", finished == null ? null : finished.toString())
        : Progress.failed(
            false,
            "ecs.not-rolled-back",
            "status",
            deployment.statusAsString(),
            "said",
            deployment.statusReason());
  }
}
