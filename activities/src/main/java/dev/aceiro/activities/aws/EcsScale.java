package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Before;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/**
 * Scales an ECS service to a number of tasks. Where the service scales by itself its bounds are
 * widened to that number first: otherwise the next scaling would undo it.
 */
@Component
final class EcsScale extends AwsSettingHandler<EcsScale.Target> {
  private static final String DESIRED = "desired";
  private static final String MINIMUM = "minimum";
  private static final String MAXIMUM = "maximum";

  /** Which service, and to how many tasks. */
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
      @Doc(value = "How many tasks there should be.", example = "6", pattern = "\\d{1,4}")
          Integer count,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  private final EcsServices ecs;

  EcsScale(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "ecs.scale",
            Target.class,
            Risk.REVERSIBLE,
            List.of(
                "ecs:DescribeServices",
                "ecs:UpdateService",
                "application-autoscaling:DescribeScalableTargets",
                "application-autoscaling:RegisterScalableTarget"),
            List.of("002 §1.1", "002 §1.2")));
    this.ecs = new EcsServices(aws.clients(), aws.calls());
  }

  @Override
  protected Settings find(Target target) {
    var service = ecs.service(place(target), target.cluster(), target.service());
    ScalableTarget bounds = bounds(target, EcsServices.scalable(service.serviceArn()));
    Settings.Builder found =
        Settings.of(EcsServices.name(service.serviceArn()))
            .value(DESIRED, service.desiredCount())
            .fact("running", service.runningCount())
            .identity("service", service.serviceArn())
            .raw(Trees.of(service));
    if (bounds != null) {
      found.value(MINIMUM, bounds.minCapacity()).value(MAXIMUM, bounds.maxCapacity());
    }
    if (target.count() == 0) {
      found.fact("warning.no-tasks", "0");
    }
    return found.build();
  }

  /** Between its bounds the scaler moves the count. */
  @Override
  public SortedMap<String, String> standing(Before found) {
    SortedMap<String, String> standing = super.standing(found);
    if (standing.containsKey(MINIMUM)) {
      standing.remove(DESIRED);
    }
    return standing;
  }

  private @Nullable ScalableTarget bounds(Target target, String resource) {
    return read(
            Service.SCALING,
            target,
            "application-autoscaling:DescribeScalableTargets",
            scaling ->
                scaling.describeScalableTargets(
                    r ->
                        r.serviceNamespace(ServiceNamespace.ECS)
                            .resourceIds(resource)
                            .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)))
        .scalableTargets()
        .stream()
        .findFirst()
        .orElse(null);
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    SortedMap<String, String> wanted = new TreeMap<>();
    wanted.put(DESIRED, target.count().toString());
    String minimum = found.get(MINIMUM);
    String maximum = found.get(MAXIMUM);
    if (minimum != null && maximum != null) {
      // A minimum below the count would let the next scale-in take the tasks away again.
      wanted.put(MINIMUM, target.count().toString());
      wanted.put(MAXIMUM, String.valueOf(Math.max(target.count(), Integer.parseInt(maximum))));
    }
    return wanted;
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    String arn = now.identity().getOrDefault("service", "");
    String minimum = values.get(MINIMUM);
    String maximum = values.get(MAXIMUM);
    if (minimum != null && maximum != null) {
      write(
          Service.SCALING,
          target,
          "application-autoscaling:RegisterScalableTarget",
          scaling ->
              scaling.registerScalableTarget(
                  r ->
                      r.serviceNamespace(ServiceNamespace.ECS)
                          .resourceId(EcsServices.scalable(arn))
                          .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                          .minCapacity(Integer.valueOf(minimum))
                          .maxCapacity(Integer.valueOf(maximum))));
    }
    write(
        Service.ECS,
        target,
        "ecs:UpdateService",
        client ->
            client.updateService(
                r ->
                    r.cluster(target.cluster())
                        .service(target.service())
                        .desiredCount(Integer.valueOf(values.getOrDefault(DESIRED, "0")))));
  }

  @Override
  protected Progress progress(Target target, Settings now, SortedMap<String, String> wanted) {
    String running = now.facts().getOrDefault("running", "0");
    String count = target.count().toString();
    return running.equals(count)
        ? Progress.done(true, "ecs.scaled", "done", running, "of", count)
        : Progress.running("ecs.rollout", "done", running, "of", count);
  }

  @Override
  protected String named(Target target) {
    return target.cluster() + "/" + target.service() + " (" + imaginedPlace(target) + ")";
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    String service =
        "ecs:UpdateService {\"cluster\":\"%s\",\"service\":\"%s\",\"desiredCount\":%s}"
            .formatted(target.cluster(), target.service(), values.get(DESIRED));
    return values.containsKey(MINIMUM)
        ? "application-autoscaling:RegisterScalableTarget {\"minCapacity\":%s,\"maxCapacity\":%s}, then %s"
            .formatted(values.get(MINIMUM), values.get(MAXIMUM), service)
        : service;
  }

  @Override
  protected String byHand(Target target, SortedMap<String, String> values) {
    return "aws ecs update-service%s --cluster %s --service %s --desired-count %s"
        .formatted(
            imaginedPlace(target).option(), target.cluster(), target.service(), target.count());
  }
}
