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
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/**
 * Rolls a stage of a pipeline back to an execution that has succeeded in it.
 *
 * <p>The call takes no token and begins an execution, so it is never repeated, and which hand began
 * one is not to be told. It is not undone either: a roll-back cannot be the target of another one.
 */
@Component
final class CodepipelineRollbackStage extends AwsOneShot<CodepipelineRollbackStage.Target> {
  private static final String PIPELINE = "pipeline";
  private static final String EXECUTION = "execution";
  private static final String LATEST = "latestExecution";
  private static final String TO = "targetExecution";

  /** Which stage, and to which execution. */
  record Target(
      @Doc(
              value = Pipelines.PIPELINE,
              example = "plooral-api",
              pattern = Pipelines.NAME,
              estate = "pipeline.name")
          String pipeline,
      @Doc(value = Pipelines.STAGE, example = "Deploy", pattern = Pipelines.NAME) String stage,
      @Doc(
              value =
                  "Execution to go back to; absent for the latest that has succeeded there before"
                      + " the present one.",
              example = "b59babff-5f34-4d4c-8e3d-0123456789ab",
              pattern = Pipelines.EXECUTION_ID)
          @Nullable String execution,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  CodepipelineRollbackStage(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "codepipeline.rollback-stage",
            Target.class,
            Risk.DISRUPTIVE,
            Nature.ROLLBACK,
            List.of(
                "codepipeline:GetPipelineState",
                "codepipeline:ListPipelineExecutions",
                "codepipeline:GetPipelineExecution",
                "codepipeline:RollbackStage"),
            List.of("002 §1.1", "002 §2.4")));
  }

  @Override
  public Before capture(Target target) {
    Place place = place(target);
    StageState stage = Pipelines.stage(aws(), place, target.pipeline(), target.stage());
    String present =
        stage.latestExecution() == null ? null : stage.latestExecution().pipelineExecutionId();
    PipelineExecutionSummary to = chosen(target, present);
    String id = to.pipelineExecutionId();
    Before.Builder before =
        Before.of(
                target.stage() + " of " + Pipelines.named(target.pipeline(), place),
                call(target, id),
                risk())
            .byHand(byHand(target, id))
            .relevant(PIPELINE, target.pipeline())
            .relevant("present", present)
            .relevant(TO, id)
            .relevant(
                LATEST, Pipelines.latest(Pipelines.executions(aws(), place, target.pipeline())))
            .fact("targetRevision", revisions(to))
            .fact("warning.not-undone", target.stage())
            .changes(EXECUTION, present, id)
            .raw(Trees.of(stage));
    return before.build();
  }

  private PipelineExecutionSummary chosen(Target target, @Nullable String present) {
    return Pipelines.succeeded(aws(), place(target), target.pipeline(), target.stage()).stream()
        .filter(one -> one.executionType() != ExecutionType.ROLLBACK)
        .filter(
            one ->
                target.execution() == null
                    ? !one.pipelineExecutionId().equals(present)
                    : one.pipelineExecutionId().equals(target.execution()))
        .findFirst()
        .orElseThrow(
            () ->
                new ActionRefusedException(
                    "codepipeline.no-target",
                    PIPELINE,
                    target.pipeline(),
                    "stage",
                    target.stage(),
                    EXECUTION,
                    Objects.requireNonNullElse(target.execution(), "?")));
  }

  private static String revisions(PipelineExecutionSummary execution) {
    return String.join(
        ", ",
        execution.sourceRevisions().stream()
            .map(revision -> revision.actionName() + " " + revision.revisionId())
            .toList());
  }

  @Override
  public Before imagine(Target target) {
    String id = Objects.requireNonNullElse(target.execution(), "(the latest that succeeded)");
    return Before.of(
            target.stage() + " of " + Pipelines.named(target.pipeline(), imaginedPlace(target)),
            call(target, id),
            risk())
        .byHand(byHand(target, id))
        .changes(EXECUTION, null, id)
        .build();
  }

  private static String call(Target target, String execution) {
    return "codepipeline:RollbackStage {\"pipelineName\":\"%s\",\"stageName\":\"%s\",\"targetPipelineExecutionId\":\"%s\"}"
        .formatted(target.pipeline(), target.stage(), execution);
  }

  private String byHand(Target target, String execution) {
    return "aws codepipeline rollback-stage%s --pipeline-name %s --stage-name %s --target-pipeline-execution-id %s"
        .formatted(imaginedPlace(target).option(), target.pipeline(), target.stage(), execution);
  }

  @Override
  public Receipt apply(Target target, Before before, Call call) {
    try {
      String made =
          aws()
              .write(
                  Service.PIPELINES,
                  place(target),
                  "codepipeline:RollbackStage",
                  pipelines ->
                      pipelines.rollbackStage(
                          r ->
                              r.pipelineName(target.pipeline())
                                  .stageName(target.stage())
                                  .targetPipelineExecutionId(before.relevant().get(TO))))
              .pipelineExecutionId();
      return Receipt.accepted(EXECUTION, made);
    } catch (ActionRefusedException refused) {
      if ("UnableToRollbackStageException".equals(refused.params().get("error"))) {
        throw new ActionRefusedException(
            "codepipeline.cannot-roll-back", "said", refused.params().get("said"));
      }
      throw refused;
    }
  }

  @Override
  public Effect effect(Target target, Before before, Call call) {
    PipelineExecutionSummary made = made(target, before);
    return made == null ? Effect.absent() : Effect.unproven(EXECUTION, made.pipelineExecutionId());
  }

  @Override
  public Progress verify(Target target, Before before, Call call) {
    PipelineExecutionSummary made = made(target, before);
    return made == null
        ? Progress.running("codepipeline.in-progress", EXECUTION, "?", "status", "?")
        : Pipelines.progress(
            Pipelines.execution(
                aws(), place(target), target.pipeline(), made.pipelineExecutionId()));
  }

  /** The roll-back to the same execution that began after what was captured. */
  private @Nullable PipelineExecutionSummary made(Target target, Before before) {
    String to = before.relevant().get(TO);
    return Pipelines.since(
            Pipelines.executions(aws(), place(target), target.pipeline()),
            before.relevant().get(LATEST))
        .stream()
        .filter(one -> one.executionType() == ExecutionType.ROLLBACK)
        .filter(
            one ->
                one.rollbackMetadata() != null
                    && Objects.equals(
                        to, one.rollbackMetadata().rollbackTargetPipelineExecutionId()))
        .findFirst()
        .orElse(null);
  }
}
