package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecution;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/** Reads pipelines of CodePipeline. */
final class Pipelines {
  /** Of a parameter that names a pipeline. */
  static final String PIPELINE = "Name of the pipeline.";

  /** What the names of pipelines, stages and actions look like. */
  static final String NAME = "[A-Za-z0-9.@_-]{1,100}";

  /** Of a parameter that names a stage. */
  static final String STAGE = "Name of the stage.";

  /** What the id of an execution looks like. */
  static final String EXECUTION_ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  private static final int LATEST = 50;

  private Pipelines() {}

  /**
   * A stage as it is now.
   *
   * @throws ActionRefusedException if the pipeline has none of that name
   */
  static StageState stage(Aws aws, Place place, String pipeline, String stage) {
    List<StageState> stages =
        aws.read(
                Service.PIPELINES,
                place,
                "codepipeline:GetPipelineState",
                pipelines -> pipelines.getPipelineState(r -> r.name(pipeline)))
            .stageStates();
    return stages.stream()
        .filter(one -> stage.equals(one.stageName()))
        .findFirst()
        .orElseThrow(
            () ->
                new ActionRefusedException(
                    "codepipeline.no-stage",
                    "pipeline",
                    pipeline,
                    "stage",
                    stage,
                    "stages",
                    Settings.list(stages.stream().map(StageState::stageName).toList())));
  }

  /** The latest executions, the newest first. */
  static List<PipelineExecutionSummary> executions(Aws aws, Place place, String pipeline) {
    return aws.read(
            Service.PIPELINES,
            place,
            "codepipeline:ListPipelineExecutions",
            pipelines ->
                pipelines.listPipelineExecutions(r -> r.pipelineName(pipeline).maxResults(LATEST)))
        .pipelineExecutionSummaries();
  }

  /** Those that have succeeded in a stage of the pipeline as it is now, the newest first. */
  static List<PipelineExecutionSummary> succeeded(
      Aws aws, Place place, String pipeline, String stage) {
    return aws.read(
            Service.PIPELINES,
            place,
            "codepipeline:ListPipelineExecutions",
            pipelines ->
                pipelines.listPipelineExecutions(
                    r ->
                        r.pipelineName(pipeline)
                            .maxResults(LATEST)
                            .filter(filter -> filter.succeededInStage(in -> in.stageName(stage)))))
        .pipelineExecutionSummaries();
  }

  static PipelineExecution execution(Aws aws, Place place, String pipeline, String id) {
    return aws.read(
            Service.PIPELINES,
            place,
            "codepipeline:GetPipelineExecution",
            pipelines ->
                pipelines.getPipelineExecution(
                    r -> r.pipelineName(pipeline).pipelineExecutionId(id)))
        .pipelineExecution();
  }

  /** The id of the latest one. */
  static @Nullable String latest(List<PipelineExecutionSummary> executions) {
    return executions.isEmpty() ? null : executions.getFirst().pipelineExecutionId();
  }

  /** Those that came after the one that was the latest. */
  static List<PipelineExecutionSummary> since(
      List<PipelineExecutionSummary> executions, @Nullable String latest) {
    return executions.stream().takeWhile(one -> !one.pipelineExecutionId().equals(latest)).toList();
  }

  /** How far an execution has come that an action began. */
  static Progress progress(PipelineExecution execution) {
    String id = execution.pipelineExecutionId();
    return switch (String.valueOf(execution.statusAsString())) {
      case "Succeeded" -> Progress.done(false, "codepipeline.succeeded", "execution", id);
      case "InProgress", "Stopping" ->
          Progress.running(
              "codepipeline.in-progress", "execution", id, "status", execution.statusAsString());
      default ->
          Progress.failed(
              false,
              "codepipeline.ended",
              "execution",
              id,
              "status",
              execution.statusAsString(),
              "said",
              execution.statusSummary());
    };
  }

  /** The target as people read it. */
  static String named(String pipeline, Place place) {
    return pipeline + " (" + place + ")";
  }
}
