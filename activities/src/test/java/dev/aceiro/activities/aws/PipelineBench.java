package dev.aceiro.activities.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.RecordingProxy.Answer;
import dev.aceiro.activities.containment.ActionHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A pipeline with a source, a build and a stage that deploys. moto has no states of stages, no
 * roll-back, no transitions and stops nothing, so all of it is played here in CodePipeline's own
 * form.
 */
abstract class PipelineBench extends AwsBench {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** One execution; {@code target} if it is a roll-back. */
  record Execution(String id, String status, String revision, String target) {
    String json() {
      return "{\"pipelineExecutionId\":\"%s\",\"status\":\"%s\",\"startTime\":1700000000,\"sourceRevisions\":[{\"actionName\":\"Source\",\"revisionId\":\"%s\"}],\"executionType\":\"%s\"%s}"
          .formatted(
              id,
              status,
              revision,
              target.isEmpty() ? "STANDARD" : "ROLLBACK",
              target.isEmpty()
                  ? ""
                  : ",\"rollbackMetadata\":{\"rollbackTargetPipelineExecutionId\":\"%s\"}"
                      .formatted(target));
    }
  }

  final List<Execution> executions = new CopyOnWriteArrayList<>();
  volatile String disabled = "";

  PipelineBench(Function<Aws, ActionHandler<?>> made) {
    super(made);
    add("Succeeded", "one", "");
    add("Succeeded", "two", "");
    serve("ListPipelineExecutions", this::list);
    serve("GetPipelineExecution", this::execution);
    serve("GetPipelineState", body -> state(disabled));
    serve(
        "GetPipeline",
        body ->
            "{\"pipeline\":{\"name\":\"p\",\"version\":3,\"stages\":[{\"name\":\"Source\",\"actions\":[{\"name\":\"Source\",\"actionTypeId\":{\"category\":\"Source\",\"owner\":\"AWS\",\"provider\":\"CodeCommit\",\"version\":\"1\"}}]}]}}");
    serve(
        "RollbackStage",
        body -> started(add("Succeeded", "one", body.path("targetPipelineExecutionId").asText())));
    serve(
        "StartPipelineExecution",
        body ->
            started(
                add(
                    "Succeeded",
                    body.path("sourceRevisions").path(0).path("revisionValue").asText(),
                    "")));
    serve(
        "StopPipelineExecution", body -> started(stop(body.path("pipelineExecutionId").asText())));
    serve(
        "DisableStageTransition",
        body -> {
          disabled = body.path("reason").asText();
          return "{}";
        });
    serve(
        "EnableStageTransition",
        body -> {
          disabled = "";
          return "{}";
        });
  }

  private void serve(String operation, Function<JsonNode, String> answer) {
    proxy()
        .serve(
            operation,
            body -> {
              try {
                return new Answer(200, answer.apply(JSON.readTree(body)));
              } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  /** The id of the execution with that number. */
  static String id(int number) {
    return "00000000-0000-4000-8000-%012d".formatted(number);
  }

  final String add(String status, String revision, String target) {
    String id = id(executions.size() + 1);
    executions.add(new Execution(id, status, revision, target));
    return id;
  }

  final String stop(String id) {
    executions.replaceAll(
        one -> one.id().equals(id) ? new Execution(id, "Stopped", one.revision(), "") : one);
    return id;
  }

  private static String started(String id) {
    return "{\"pipelineExecutionId\":\"%s\"}".formatted(id);
  }

  private String list(JsonNode body) {
    boolean succeeded = body.hasNonNull("filter");
    return executions.reversed().stream()
        .filter(one -> !succeeded || one.status().equals("Succeeded"))
        .map(Execution::json)
        .collect(Collectors.joining(",", "{\"pipelineExecutionSummaries\":[", "]}"));
  }

  private String execution(JsonNode body) {
    return executions.stream()
        .filter(one -> one.id().equals(body.path("pipelineExecutionId").asText()))
        .map(one -> "{\"pipelineExecution\":" + one.json() + "}")
        .findFirst()
        .orElseThrow();
  }

  private String state(String reason) {
    return "{\"pipelineName\":\"p\",\"stageStates\":[{\"stageName\":\"Deploy\",\"latestExecution\":{\"pipelineExecutionId\":\"%s\",\"status\":\"Succeeded\"},\"inboundTransitionState\":{\"enabled\":%s%s}}]}"
        .formatted(
            executions.getLast().id(),
            reason.isEmpty(),
            reason.isEmpty() ? "" : ",\"disabledReason\":\"" + reason + "\"");
  }

  @Override
  public RecordingProxy.Answer refused() {
    return error("PipelineNotFoundException");
  }
}
