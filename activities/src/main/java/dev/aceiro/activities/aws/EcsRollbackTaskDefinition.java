package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * Rolls an ECS service back to a revision of its task definition: the one named, or the active one
 * before the present one.
 */
@Component
final class EcsRollbackTaskDefinition extends AwsSettingHandler<EcsRollbackTaskDefinition.Target> {
  private static final String DEFINITION = "taskDefinition";
  private static final Pattern ARN = Pattern.compile("(arn:.+:task-definition/[^:]+):(\\d+)");

  /** How many revisions back an active one is looked for. */
  private static final int LOOK_BACK = 20;

  /** Which service, and to which revision. */
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
              value = "Revision to go back to; absent for the active one before the present one.",
              example = "41",
              pattern = "\\d{1,9}")
          @Nullable Integer revision,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  private final EcsServices ecs;

  EcsRollbackTaskDefinition(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "ecs.rollback-task-definition",
            Target.class,
            Risk.DISRUPTIVE,
            Nature.ROLLBACK,
            List.of("ecs:DescribeServices", "ecs:DescribeTaskDefinition", "ecs:UpdateService"),
            List.of("000-C2", "002 §1.1", "002 §2.4")));
    this.ecs = new EcsServices(aws.clients(), aws.calls());
  }

  @Override
  protected Settings find(Target target) {
    Service service = ecs.service(place(target), target.cluster(), target.service());
    EcsServices.refuseForeignController(service);
    Settings.Builder found =
        Settings.of(EcsServices.name(service.serviceArn()))
            .value(DEFINITION, service.taskDefinition())
            .identity("service", service.serviceArn())
            .fact("running", service.runningCount())
            .raw(Trees.of(service));
    return found.build();
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    String present = found.get(DEFINITION);
    if (present == null) {
      return Settings.values(
          DEFINITION, target.revision() == null ? "(the revision before)" : target.revision());
    }
    Matcher parts = ARN.matcher(present);
    if (!parts.matches()) {
      throw new ActionRefusedException("ecs.no-revision", DEFINITION, present);
    }
    if (target.revision() != null) {
      return Settings.values(
          DEFINITION, active(target, parts.group(1) + ":" + target.revision()).taskDefinitionArn());
    }
    int revision = Integer.parseInt(parts.group(2));
    for (int back = 1; back <= LOOK_BACK && revision - back > 0; back++) {
      TaskDefinition earlier =
          ecs.taskDefinition(place(target), parts.group(1) + ":" + (revision - back));
      if (earlier.status() == TaskDefinitionStatus.ACTIVE) {
        return Settings.values(DEFINITION, earlier.taskDefinitionArn());
      }
    }
    throw new ActionRefusedException("ecs.no-earlier-revision", DEFINITION, present);
  }

  private TaskDefinition active(Target target, String arn) {
    TaskDefinition definition = ecs.taskDefinition(place(target), arn);
    if (definition.status() != TaskDefinitionStatus.ACTIVE) {
      throw new ActionRefusedException("ecs.revision-inactive", DEFINITION, arn);
    }
    return definition;
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    write(
        dev.aceiro.activities.aws.Service.ECS,
        target,
        "ecs:UpdateService",
        client ->
            client.updateService(
                r ->
                    r.cluster(target.cluster())
                        .service(target.service())
                        .taskDefinition(values.get(DEFINITION))));
  }

  @Override
  protected Progress progress(Target target, Settings now, SortedMap<String, String> wanted) {
    return EcsServices.rollout(ecs.service(place(target), target.cluster(), target.service()));
  }

  @Override
  protected String named(Target target) {
    return target.cluster() + "/" + target.service() + " (" + imaginedPlace(target) + ")";
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "ecs:UpdateService {\"cluster\":\"%s\",\"service\":\"%s\",\"taskDefinition\":\"%s\"}"
        .formatted(target.cluster(), target.service(), values.get(DEFINITION));
  }

  @Override
  protected String byHand(Target target, SortedMap<String, String> values) {
    return "aws ecs update-service%s --cluster %s --service %s --task-definition %s"
        .formatted(
            imaginedPlace(target).option(),
            target.cluster(),
            target.service(),
            values.get(DEFINITION));
  }
}
