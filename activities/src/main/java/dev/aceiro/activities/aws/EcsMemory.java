package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Before;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Receipt;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Gives the tasks of an ECS service more (or less) memory: a new revision of the task definition
 * that differs in that alone, unless the newest one is such a revision already. Undone by going
 * back to the revision that was there.
 */
@Component
final class EcsMemory extends AwsSettingHandler<EcsMemory.Target> {
  private static final String MEMORY = "memory";
  private static final String DEFINITION = "taskDefinition";

  /** Which service, and how much memory. */
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
              value = "Memory of the whole task in MiB; Fargate takes only certain values per CPU.",
              example = "2048",
              pattern = "\\d{3,6}")
          Integer memory,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  private final EcsServices ecs;

  EcsMemory(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "ecs.memory",
            Target.class,
            Risk.DISRUPTIVE,
            List.of(
                "ecs:DescribeServices",
                "ecs:DescribeTaskDefinition",
                "ecs:RegisterTaskDefinition",
                "ecs:UpdateService",
                "iam:PassRole"),
            List.of("002 §3.1.3")));
    this.ecs = new EcsServices(aws.clients(), aws.calls());
  }

  private software.amazon.awssdk.services.ecs.model.Service service(Target target) {
    return ecs.service(place(target), target.cluster(), target.service());
  }

  @Override
  protected Settings find(Target target) {
    var service = service(target);
    EcsServices.refuseForeignController(service);
    TaskDefinition definition = ecs.taskDefinition(place(target), service.taskDefinition());
    if (definition.memory() == null) {
      throw new ActionRefusedException(
          "ecs.no-memory-of-the-task", DEFINITION, definition.taskDefinitionArn());
    }
    var raw = Trees.of(service);
    raw.set("describedTaskDefinition", Trees.of(definition));
    return Settings.of(EcsServices.name(service.serviceArn()))
        .value(MEMORY, definition.memory())
        .identity(DEFINITION, service.taskDefinition())
        .identity("service", service.serviceArn())
        .fact("cpu", definition.cpu())
        .fact("running", service.runningCount())
        .raw(raw)
        .build();
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    return Settings.values(MEMORY, target.memory());
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    String memory = values.getOrDefault(MEMORY, "");
    String present = now.identity().getOrDefault(DEFINITION, "");
    DescribeTaskDefinitionResponse described = described(target, present);
    TaskDefinition newest = described(target, described.taskDefinition().family()).taskDefinition();
    String revision =
        sameBut(described.taskDefinition(), newest, memory)
            ? newest.taskDefinitionArn()
            : registered(target, described, memory);
    update(target, revision);
  }

  private DescribeTaskDefinitionResponse described(Target target, String definition) {
    return read(
        Service.ECS,
        target,
        "ecs:DescribeTaskDefinition",
        client -> client.describeTaskDefinition(r -> r.taskDefinition(definition)));
  }

  private static boolean sameBut(TaskDefinition present, TaskDefinition newest, String memory) {
    return memory.equals(newest.memory())
        && request(present).memory(memory).build().equals(request(newest).build());
  }

  private String registered(Target target, DescribeTaskDefinitionResponse from, String memory) {
    RegisterTaskDefinitionRequest.Builder request = request(from.taskDefinition()).memory(memory);
    if (from.hasTags() && !from.tags().isEmpty()) {
      request.tags(from.tags());
    }
    return write(
            Service.ECS,
            target,
            "ecs:RegisterTaskDefinition",
            client -> client.registerTaskDefinition(request.build()))
        .taskDefinition()
        .taskDefinitionArn();
  }

  /** Everything of a definition that a new revision can be given. */
  private static RegisterTaskDefinitionRequest.Builder request(TaskDefinition of) {
    return RegisterTaskDefinitionRequest.builder()
        .family(of.family())
        .taskRoleArn(of.taskRoleArn())
        .executionRoleArn(of.executionRoleArn())
        .networkMode(of.networkMode())
        .containerDefinitions(of.containerDefinitions())
        .volumes(of.volumes())
        .placementConstraints(of.placementConstraints())
        .requiresCompatibilities(of.requiresCompatibilities())
        .cpu(of.cpu())
        .memory(of.memory())
        .pidMode(of.pidMode())
        .ipcMode(of.ipcMode())
        .proxyConfiguration(of.proxyConfiguration())
        .inferenceAccelerators(of.inferenceAccelerators())
        .ephemeralStorage(of.ephemeralStorage())
        .runtimePlatform(of.runtimePlatform())
        .enableFaultInjection(of.enableFaultInjection());
  }

  private void update(Target target, String definition) {
    write(
        Service.ECS,
        target,
        "ecs:UpdateService",
        client ->
            client.updateService(
                r ->
                    r.cluster(target.cluster())
                        .service(target.service())
                        .taskDefinition(definition)));
  }

  @Override
  public Receipt undo(Target target, Before before, Call call) {
    Settings now = find(target);
    if (!target.memory().toString().equals(now.values().get(MEMORY))) {
      throw new ActionRefusedException("CHANGED_SINCE", "target", now.target());
    }
    update(target, before.relevant().getOrDefault(DEFINITION, ""));
    return Receipt.accepted();
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
    return "ecs:RegisterTaskDefinition {…,\"memory\":\"%s\"}, then ecs:UpdateService {\"cluster\":\"%s\",\"service\":\"%s\",\"taskDefinition\":…}"
        .formatted(values.get(MEMORY), target.cluster(), target.service());
  }
}
