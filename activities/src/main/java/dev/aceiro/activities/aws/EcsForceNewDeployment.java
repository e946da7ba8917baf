package dev.aceiro.activities.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Before;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Effect;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Receipt;
import dev.aceiro.workflows.containment.Risk;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Restarts an ECS service: new tasks of the same task definition replace the present ones.
 *
 * <p>Each call begins one more deployment, so it is never repeated. The effect is this call's if
 * one new deployment of the same task definition was created in the time in which the call was
 * under way. While the rollout is in progress it can be stopped and rolled back; once it is
 * complete there is nothing to undo.
 */
@Component
final class EcsForceNewDeployment extends AwsOneShot<EcsForceNewDeployment.Target> {
  /** By how much AWS's clock may differ from PostgreSQL's. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  private static final List<ServiceDeploymentStatus> STOPPED =
      List.of(
          ServiceDeploymentStatus.STOP_REQUESTED,
          ServiceDeploymentStatus.STOPPED,
          ServiceDeploymentStatus.ROLLBACK_REQUESTED,
          ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS,
          ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);

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

  private final AwsCalls calls;
  private final EcsServices ecs;

  EcsForceNewDeployment(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "ecs.force-new-deployment",
            Target.class,
            Risk.DISRUPTIVE,
            List.of(
                "ecs:DescribeServices",
                "ecs:DescribeTaskDefinition",
                "ecs:UpdateService",
                "ecs:ListServiceDeployments",
                "ecs:StopServiceDeployment"),
            List.of("002 §1.1", "002 §1.2")));
    this.calls = aws.calls();
    this.ecs = new EcsServices(aws.clients(), calls);
  }

  @Override
  public Before capture(Target target) {
    Place place = place(target);
    Service service = ecs.service(place, target.cluster(), target.service());
    EcsServices.refuseForeignController(service);
    Deployment primary = EcsServices.primary(service);
    TaskDefinition definition = ecs.taskDefinition(place, primary.taskDefinition());
    List<String> mutable = EcsServices.mutableImages(definition);
    long others =
        service.deployments().stream()
            .filter(deployment -> !primary.id().equals(deployment.id()))
            .count();
    ObjectNode raw = Trees.of(service);
    raw.set("describedTaskDefinition", Trees.of(definition));

    Before.Builder before =
        Before.of(
                EcsServices.name(service.serviceArn()),
                call(service.clusterArn(), service.serviceArn()),
                risk())
            .byHand(byHand(place, target))
            .relevant("service", service.serviceArn())
            .relevant("deployment", primary.id())
            .relevant("taskDefinition", primary.taskDefinition())
            .fact("deployment", primary.id())
            .fact("taskDefinition", primary.taskDefinition())
            .fact("running", String.valueOf(service.runningCount()))
            .fact("desired", String.valueOf(service.desiredCount()))
            .changes("deployment", primary.id(), "(a new one)")
            .changes(
                "tasks",
                service.runningCount() + " running",
                service.desiredCount() + " new ones in their place")
            .stays("taskDefinition", primary.taskDefinition())
            .raw(raw)
            .undoable(true);
    definition
        .containerDefinitions()
        .forEach(container -> before.stays("image of " + container.name(), container.image()));
    if (!mutable.isEmpty()) {
      before.fact("warning.mutable-tag", String.join(", ", mutable));
    }
    if (others > 0) {
      before.fact("warning.rollout-in-progress", String.valueOf(others));
    }
    if (service.desiredCount() == 0) {
      before.fact("warning.no-tasks", "0");
    }
    return before.build();
  }

  /** A deployment goes by; the revision that it runs stays. */
  @Override
  public SortedMap<String, String> standing(Before found) {
    SortedMap<String, String> standing = new TreeMap<>(found.relevant());
    standing.keySet().retainAll(List.of("taskDefinition"));
    return standing;
  }

  @Override
  public Before imagine(Target target) {
    Place place = imaginedPlace(target);
    return Before.of(
            target.cluster() + "/" + target.service() + " (" + place + ")",
            call(target.cluster(), target.service()),
            risk())
        .byHand(byHand(place, target))
        .changes("deployment", null, "(a new one)")
        .undoable(true)
        .build();
  }

  private static String call(String cluster, String service) {
    return "ecs:UpdateService {\"cluster\":\"%s\",\"service\":\"%s\",\"forceNewDeployment\":true}"
        .formatted(cluster, service);
  }

  private static String byHand(Place place, Target target) {
    return "aws ecs update-service%s --cluster %s --service %s --force-new-deployment"
        .formatted(place.option(), target.cluster(), target.service());
  }

  @Override
  public Receipt apply(Target target, Before before, Call call) {
    Place place = place(target);
    Service updated =
        calls
            .call(
                "ecs:UpdateService",
                () ->
                    ecs.writes(place)
                        .updateService(
                            r ->
                                r.cluster(target.cluster())
                                    .service(target.service())
                                    .forceNewDeployment(true)))
            .service();
    return updated.deployments().stream()
        .filter(deployment -> "PRIMARY".equals(deployment.status()))
        .findFirst()
        .map(deployment -> Receipt.accepted("deployment", deployment.id()))
        .orElseGet(Receipt::accepted);
  }

  /** The service takes no token and does not say who asked: a restart may be anybody's. */
  @Override
  public Effect effect(Target target, Before before, Call call) {
    List<Deployment> made = newDeployments(current(target), before);
    return made.isEmpty()
        ? Effect.absent()
        : Effect.unproven(
            "deployment", made.getFirst().id(), "deployments", String.valueOf(made.size()));
  }

  @Override
  public Progress verify(Target target, Before before, Call call) {
    Service service = current(target);
    Deployment primary = EcsServices.primary(service);
    if (newDeployments(service, before).isEmpty()) {
      return Progress.running(
          "ecs.rollout", "done", "0", "of", String.valueOf(service.desiredCount()));
    }
    if (!primary.taskDefinition().equals(before.relevant().get("taskDefinition"))) {
      return Progress.failed(
          false,
          "ecs.superseded",
          "deployment",
          primary.id(),
          "taskDefinition",
          primary.taskDefinition());
    }
    Progress rollout = EcsServices.rollout(service);
    // A rollout that is complete can only be followed by another one.
    return rollout.state() == Progress.State.DONE
        ? new Progress(Progress.State.DONE, false, rollout.code(), rollout.params())
        : rollout;
  }

  @Override
  public Receipt undo(Target target, Before before, Call call) {
    Place place = place(target);
    Instant earliest = primaryCreatedAt(before);
    ServiceDeploymentBrief running =
        deployments(target).stream()
            .filter(
                d ->
                    d.status() == ServiceDeploymentStatus.IN_PROGRESS
                        || d.status() == ServiceDeploymentStatus.PENDING)
            .filter(d -> d.createdAt() != null && d.createdAt().isAfter(earliest))
            .findFirst()
            .orElseThrow(
                () ->
                    new ActionRefusedException(
                        "ecs.nothing-in-progress", "service", target.service()));
    calls.call(
        "ecs:StopServiceDeployment",
        () ->
            ecs.writes(place)
                .stopServiceDeployment(
                    r ->
                        r.serviceDeploymentArn(running.serviceDeploymentArn())
                            .stopType(StopServiceDeploymentStopType.ROLLBACK)));
    return Receipt.accepted("deployment", running.serviceDeploymentArn());
  }

  @Override
  public Effect undoEffect(Target target, Before before, Call call) {
    List<ServiceDeploymentBrief> all = deployments(target);
    return all.stream()
        .filter(d -> STOPPED.contains(d.status()))
        .filter(d -> endedSince(d, call.claimedAt().minus(SKEW)))
        .findFirst()
        .map(d -> Effect.ours("deployment", d.serviceDeploymentArn()))
        .orElseGet(Effect::absent);
  }

  private static boolean endedSince(ServiceDeploymentBrief deployment, Instant since) {
    return deployment.finishedAt() == null || !deployment.finishedAt().isBefore(since);
  }

  private List<ServiceDeploymentBrief> deployments(Target target) {
    return calls
        .call(
            "ecs:ListServiceDeployments",
            () ->
                ecs.reads(place(target))
                    .listServiceDeployments(
                        r -> r.cluster(target.cluster()).service(target.service())))
        .serviceDeployments();
  }

  private Service current(Target target) {
    return ecs.service(place(target), target.cluster(), target.service());
  }

  private static Instant primaryCreatedAt(Before before) {
    for (JsonNode deployment : before.raw().path("deployments")) {
      if (deployment.path("status").asText().equals("PRIMARY")
          && deployment.hasNonNull("createdAt")) {
        return Instant.parse(deployment.path("createdAt").asText());
      }
    }
    return Instant.EPOCH;
  }

  /** Those that were not there when the state before was captured, the newest first. */
  private static List<Deployment> newDeployments(Service service, Before before) {
    Set<String> known = new HashSet<>();
    for (JsonNode deployment : before.raw().path("deployments")) {
      known.add(deployment.path("id").asText());
    }
    return service.deployments().stream().filter(d -> !known.contains(d.id())).toList();
  }
}
