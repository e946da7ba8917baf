package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Before;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Effect;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Receipt;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Stops one task; its service starts another in its place. What the task has in memory and on its
 * own disk is lost, and with it evidence. The reason carries the call's token, so that the effect
 * can be told from another hand's.
 */
@Component
final class EcsStopTask extends AwsOneShot<EcsStopTask.Target> {
  private static final String STOPPED = "STOPPED";

  /** Which task. */
  record Target(
      @Doc(
              value = EcsServices.CLUSTER,
              example = "plooral-cluster",
              pattern = EcsServices.NAME,
              estate = "ecs-service.cluster")
          String cluster,
      @Doc(
              value = "Id or ARN of the task.",
              example = "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
              pattern = "[0-9a-f-]{32,36}|arn:aws[a-z-]*:ecs:[A-Za-z0-9:/_-]+")
          String task,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  EcsStopTask(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "ecs.stop-task",
            Target.class,
            Risk.DISRUPTIVE,
            List.of("ecs:DescribeTasks", "ecs:StopTask"),
            List.of("002 §1.2")));
  }

  private Task task(Target target) {
    return aws()
        .read(
            Service.ECS,
            place(target),
            "ecs:DescribeTasks",
            ecs -> ecs.describeTasks(r -> r.cluster(target.cluster()).tasks(target.task())))
        .tasks()
        .stream()
        .findFirst()
        .orElseThrow(() -> new ActionRefusedException("ecs.task-not-found", "task", target.task()));
  }

  private static boolean stopping(Task task) {
    return STOPPED.equals(task.desiredStatus()) || STOPPED.equals(task.lastStatus());
  }

  @Override
  public Before capture(Target target) {
    Task task = task(target);
    Before.Builder before =
        Before.of(task.taskArn(), call(target), risk())
            .byHand(byHand(target))
            .relevant("task", task.taskArn())
            .relevant("stopping", String.valueOf(stopping(task)))
            .fact("taskDefinition", task.taskDefinitionArn())
            .fact("startedAt", task.startedAt() == null ? null : task.startedAt().toString())
            .fact("warning.evidence-lost", task.taskArn())
            .changes("task", task.lastStatus(), STOPPED)
            .raw(Trees.of(task));
    return (stopping(task) ? before.already() : before).build();
  }

  @Override
  public Before imagine(Target target) {
    return Before.of(
            target.cluster() + "/" + target.task() + " (" + imaginedPlace(target) + ")",
            call(target),
            risk())
        .byHand(byHand(target))
        .changes("task", null, STOPPED)
        .build();
  }

  private static String call(Target target) {
    return "ecs:StopTask {\"cluster\":\"%s\",\"task\":\"%s\"}"
        .formatted(target.cluster(), target.task());
  }

  private String byHand(Target target) {
    return "aws ecs stop-task%s --cluster %s --task %s"
        .formatted(imaginedPlace(target).option(), target.cluster(), target.task());
  }

  private static String reason(Call call) {
    return call.incident() + " " + call.action() + " aceiro " + call.token().substring(0, 16);
  }

  @Override
  public Receipt apply(Target target, Before before, Call call) {
    aws()
        .write(
            Service.ECS,
            place(target),
            "ecs:StopTask",
            ecs ->
                ecs.stopTask(
                    r -> r.cluster(target.cluster()).task(target.task()).reason(reason(call))));
    return Receipt.accepted("task", target.task());
  }

  @Override
  public Effect effect(Target target, Before before, Call call) {
    Task task = task(target);
    if (!stopping(task)) {
      return Effect.absent();
    }
    return reason(call).equals(task.stoppedReason())
        ? Effect.ours("task", target.task())
        : Effect.unproven("task", target.task(), "said", task.stoppedReason());
  }

  @Override
  public Progress verify(Target target, Before before, Call call) {
    Task task = task(target);
    return STOPPED.equals(task.lastStatus())
        ? Progress.done(false, "ecs.task-stopped", "task", target.task())
        : Progress.running("ecs.task-stopping", "status", task.lastStatus());
  }
}
