package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Before;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Effect;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Receipt;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecution;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;

/** Stops an execution of a pipeline: what runs ends first, unless it is to be abandoned. */
@Component
final class CodepipelineStopExecution extends AwsOneShot<CodepipelineStopExecution.Target> {
  private static final String EXECUTION = "execution";
  private static final String STATUS = "status";

  /** Which execution, and how. */
  record Target(
      @Doc(
              value = Pipelines.PIPELINE,
              example = "plooral-api",
              pattern = Pipelines.NAME,
              estate = "pipeline.name")
          String pipeline,
      @Doc(
              value = "Execution to stop; absent where only one is in progress.",
              example = "b59babff-5f34-4d4c-8e3d-0123456789ab",
              pattern = Pipelines.EXECUTION_ID)
          @Nullable String execution,
      @Doc(
              value =
                  "Whether what runs is abandoned, which may leave tasks undone or out of sequence;"
                      + " absent for no.",
              example = "false")
          @Nullable Boolean abandon,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {
    boolean abandoned() {
      return Boolean.TRUE.equals(abandon);
    }
  }

  CodepipelineStopExecution(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "codepipeline.stop-execution",
            Target.class,
            Risk.DISRUPTIVE,
            List.of(
                "codepipeline:ListPipelineExecutions",
                "codepipeline:GetPipelineExecution",
                "codepipeline:StopPipelineExecution"),
            List.of("002 §2.4")));
  }

  /** An execution that stops already is not stopped again. */
  @Override
  public boolean harmlessToRepeat() {
    return true;
  }

  @Override
  public Before capture(Target target) {
    Place place = place(target);
    String id = Objects.requireNonNullElseGet(target.execution(), () -> onlyOne(target));
    PipelineExecution execution = Pipelines.execution(aws(), place, target.pipeline(), id);
    String status = String.valueOf(execution.statusAsString());
    boolean stops = stops(status);
    if (!stops && execution.status() != PipelineExecutionStatus.IN_PROGRESS) {
      throw new ActionRefusedException(
          "codepipeline.not-in-progress", EXECUTION, id, STATUS, status);
    }
    Before.Builder before =
        Before.of(id + " of " + Pipelines.named(target.pipeline(), place), call(target, id), risk())
            .byHand(byHand(target, id))
            .relevant(EXECUTION, id)
            .relevant(STATUS, status)
            .changes(STATUS, status, "Stopped")
            .raw(Trees.of(execution));
    if (target.abandoned()) {
      before.fact("warning.abandoned", id);
    }
    return stops ? before.already().build() : before.build();
  }

  private String onlyOne(Target target) {
    List<String> running =
        Pipelines.executions(aws(), place(target), target.pipeline()).stream()
            .filter(one -> one.status() == PipelineExecutionStatus.IN_PROGRESS)
            .map(PipelineExecutionSummary::pipelineExecutionId)
            .toList();
    if (running.size() != 1) {
      throw new ActionRefusedException(
          "codepipeline.not-one-in-progress",
          "pipeline",
          target.pipeline(),
          "executions",
          Settings.list(running));
    }
    return running.getFirst();
  }

  private static boolean stops(String status) {
    return status.equals("Stopping") || status.equals("Stopped");
  }

  @Override
  public Before imagine(Target target) {
    String id = Objects.requireNonNullElse(target.execution(), "(the one in progress)");
    return Before.of(
            id + " of " + Pipelines.named(target.pipeline(), imaginedPlace(target)),
            call(target, id),
            risk())
        .byHand(byHand(target, id))
        .changes(STATUS, null, "Stopped")
        .build();
  }

  private static String call(Target target, String id) {
    return "codepipeline:StopPipelineExecution {\"pipelineName\":\"%s\",\"pipelineExecutionId\":\"%s\",\"abandon\":%s}"
        .formatted(target.pipeline(), id, target.abandoned());
  }

  private String byHand(Target target, String id) {
    return "aws codepipeline stop-pipeline-execution%s --pipeline-name %s --pipeline-execution-id %s%s"
        .formatted(
            imaginedPlace(target).option(),
            target.pipeline(),
            id,
            target.abandoned() ? " --abandon" : " --no-abandon");
  }

  @Override
  public Receipt apply(Target target, Before before, Call call) {
    String id = before.relevant().get(EXECUTION);
    try {
      aws()
          .write(
              Service.PIPELINES,
              place(target),
              "codepipeline:StopPipelineExecution",
              pipelines ->
                  pipelines.stopPipelineExecution(
                      r ->
                          r.pipelineName(target.pipeline())
                              .pipelineExecutionId(id)
                              .abandon(target.abandoned())
                              .reason("Aceiro " + call.incident() + " " + call.action())));
    } catch (ActionRefusedException refused) {
      if (!"DuplicatedStopRequestException".equals(refused.params().get("error"))) {
        throw refused;
      }
    }
    return Receipt.accepted(EXECUTION, id);
  }

  @Override
  public Effect effect(Target target, Before before, Call call) {
    return stops(status(target, before))
        ? Effect.unproven(EXECUTION, before.relevant().get(EXECUTION))
        : Effect.absent();
  }

  @Override
  public Progress verify(Target target, Before before, Call call) {
    String id = before.relevant().get(EXECUTION);
    String status = status(target, before);
    return switch (status) {
      case "Stopped" -> Progress.done(false, "codepipeline.stopped", EXECUTION, id);
      case "InProgress", "Stopping" ->
          Progress.running("codepipeline.in-progress", EXECUTION, id, STATUS, status);
      default ->
          Progress.failed(false, "codepipeline.not-in-progress", EXECUTION, id, STATUS, status);
    };
  }

  private String status(Target target, Before before) {
    return String.valueOf(
        Pipelines.execution(
                aws(),
                place(target),
                target.pipeline(),
                before.relevant().getOrDefault(EXECUTION, ""))
            .statusAsString());
  }
}
