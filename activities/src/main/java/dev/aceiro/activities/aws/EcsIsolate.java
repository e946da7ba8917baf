package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;

/**
 * Isolates an ECS service by the security groups of its tasks. New tasks in the groups named take
 * the place of the present ones; subnets and public address stay.
 */
@Component
final class EcsIsolate extends AwsSettingHandler<EcsIsolate.Target> {
  private static final String GROUPS = "securityGroups";

  /** Which service, and which groups it is to have. */
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
      @Doc(
              value = "Security groups that the tasks are to have, and no other.",
              example = "sg-0a1b2c3d4e5f60718",
              pattern = "sg-[0-9a-f]+(\\s*,\\s*sg-[0-9a-f]+){0,4}")
          List<String> securityGroups,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  private final EcsServices ecs;

  EcsIsolate(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "ecs.isolate",
            Target.class,
            Risk.DISRUPTIVE,
            List.of("ecs:DescribeServices", "ecs:UpdateService"),
            List.of("000-C1")));
    this.ecs = new EcsServices(aws.clients(), aws.calls());
  }

  private software.amazon.awssdk.services.ecs.model.Service service(Target target) {
    return ecs.service(place(target), target.cluster(), target.service());
  }

  @Override
  protected Settings find(Target target) {
    var service = service(target);
    EcsServices.refuseForeignController(service);
    return Settings.of(EcsServices.name(service.serviceArn()))
        .value(GROUPS, Settings.list(network(service).securityGroups()))
        .identity("service", service.serviceArn())
        .identity("subnets", Settings.list(network(service).subnets()))
        .fact("running", service.runningCount())
        .fact("warning.tasks-are-replaced", service.runningCount())
        .raw(Trees.of(service))
        .build();
  }

  private static AwsVpcConfiguration network(
      software.amazon.awssdk.services.ecs.model.Service service) {
    NetworkConfiguration network = service.networkConfiguration();
    if (network == null || network.awsvpcConfiguration() == null) {
      throw new ActionRefusedException(
          "ecs.no-network-of-its-own", "service", service.serviceName());
    }
    return network.awsvpcConfiguration();
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    return Settings.values(GROUPS, Settings.list(target.securityGroups()));
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    AwsVpcConfiguration present = network(service(target));
    write(
        Service.ECS,
        target,
        "ecs:UpdateService",
        client ->
            client.updateService(
                r ->
                    r.cluster(target.cluster())
                        .service(target.service())
                        .networkConfiguration(
                            n ->
                                n.awsvpcConfiguration(
                                    present.toBuilder()
                                        .securityGroups(Settings.list(values.get(GROUPS)))
                                        .build()))));
  }

  @Override
  protected Progress progress(Target target, Settings now, SortedMap<String, String> wanted) {
    return EcsServices.rollout(service(target));
  }

  @Override
  protected String named(Target target) {
    return target.cluster() + "/" + target.service() + " (" + imaginedPlace(target) + ")";
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "ecs:UpdateService {\"cluster\":\"%s\",\"service\":\"%s\",\"securityGroups\":[%s]}"
        .formatted(target.cluster(), target.service(), values.get(GROUPS));
  }
}
