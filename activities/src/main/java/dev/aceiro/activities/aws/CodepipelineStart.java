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
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;

/**
 * Starts a pipeline from a named revision of its source: the revision says what is built, the
 * request's token only that it is one request. An execution does not say by which request it began.
 */
@Component
final class CodepipelineStart extends AwsOneShot<CodepipelineStart.Target> {
  private static final String EXECUTION = "execution";
  private static final String LATEST = "latestExecution";
  private static final String ACTION = "sourceAction";
  private static final String RAN_BEFORE = "ranBefore";

  /** What the text of a revision is. */
  enum RevisionType {
    /** A commit. */
    COMMIT_ID,
    /** An image's digest. */
    IMAGE_DIGEST,
    /** A version of an object. */
    S3_OBJECT_VERSION_ID,
    /** An object's name. */
    S3_OBJECT_KEY
  }

  /** Which pipeline, and from which revision. */
  record Target(
      @Doc(
              value = Pipelines.PIPELINE,
              example = "plooral-api",
              pattern = Pipelines.NAME,
              estate = "pipeline.name")
          String pipeline,
      @Doc(
              value = "The revision to build.",
              example = "4f3f76e2c1b0a9d8e7f6a5b4c3d2e1f0a9b8c7d6",
              pattern = "[A-Za-z0-9:._/+=-]{1,300}")
          String revision,
      @Doc(value = "What the revision is; absent for COMMIT_ID.", example = "IMAGE_DIGEST")
          @Nullable RevisionType revisionType,
      @Doc(
              value = "Name of the source action; absent where the pipeline has only one.",
              example = "Source",
              pattern = Pipelines.NAME)
          @Nullable String sourceAction,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {
    RevisionType kind() {
      return Objects.requireNonNullElse(revisionType, RevisionType.COMMIT_ID);
    }
  }

  CodepipelineStart(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "codepipeline.start",
            Target.class,
            Risk.DISRUPTIVE,
            Nature.DEPLOYMENT,
            List.of(
                "codepipeline:GetPipeline",
                "codepipeline:ListPipelineExecutions",
                "codepipeline:GetPipelineExecution",
                "codepipeline:StartPipelineExecution"),
            List.of("002 §1.1", "002 §2.4")));
  }

  @Override
  public Before capture(Target target) {
    Place place = place(target);
    PipelineDeclaration pipeline =
        aws()
            .read(
                Service.PIPELINES,
                place,
                "codepipeline:GetPipeline",
                pipelines -> pipelines.getPipeline(r -> r.name(target.pipeline())))
            .pipeline();
    String action = action(target, pipeline);
    List<PipelineExecutionSummary> executions =
        Pipelines.executions(aws(), place, target.pipeline());
    String present =
        executions.isEmpty()
            ? null
            : executions.getFirst().sourceRevisions().stream()
                .filter(revision -> action.equals(revision.actionName()))
                .map(revision -> revision.revisionId())
                .findFirst()
                .orElse(null);
    return Before.of(Pipelines.named(target.pipeline(), place), call(target, action), risk())
        .byHand(byHand(target, action))
        .relevant("version", String.valueOf(pipeline.version()))
        .relevant(ACTION, action)
        .relevant(LATEST, Pipelines.latest(executions))
        .relevant(RAN_BEFORE, ranBefore(executions, target.revision()))
        .fact("warning.rebuilds", target.revision())
        .changes("revision", present, target.revision())
        .raw(Trees.of(pipeline))
        .build();
  }

  private static @Nullable String ranBefore(
      List<PipelineExecutionSummary> executions, String revision) {
    return executions.stream()
        .skip(1)
        .filter(
            execution ->
                execution.sourceRevisions().stream()
                    .anyMatch(source -> revision.equals(source.revisionId())))
        .map(PipelineExecutionSummary::pipelineExecutionId)
        .findFirst()
        .orElse(null);
  }

  /** A revision that ran earlier is gone back to. */
  @Override
  public Nature nature(Target target, Before before) {
    return before.relevant().containsKey(RAN_BEFORE) ? Nature.ROLLBACK : Nature.DEPLOYMENT;
  }

  private static String action(Target target, PipelineDeclaration pipeline) {
    List<String> sources =
        pipeline.stages().stream()
            .flatMap(stage -> stage.actions().stream())
            .filter(action -> action.actionTypeId().category() == ActionCategory.SOURCE)
            .map(ActionDeclaration::name)
            .toList();
    String given = target.sourceAction();
    if (given == null && sources.size() == 1) {
      return sources.getFirst();
    }
    if (given == null || !sources.contains(given)) {
      throw new ActionRefusedException(
          "codepipeline.not-one-source",
          "pipeline",
          target.pipeline(),
          "sources",
          Settings.list(sources));
    }
    return given;
  }

  @Override
  public Before imagine(Target target) {
    String action = Objects.requireNonNullElse(target.sourceAction(), "(the only source)");
    return Before.of(
            Pipelines.named(target.pipeline(), imaginedPlace(target)), call(target, action), risk())
        .byHand(byHand(target, action))
        .changes("revision", null, target.revision())
        .build();
  }

  private static String call(Target target, String action) {
    return "codepipeline:StartPipelineExecution {\"name\":\"%s\",\"actionName\":\"%s\",\"revisionType\":\"%s\",\"revisionValue\":\"%s\"}"
        .formatted(target.pipeline(), action, target.kind(), target.revision());
  }

  private String byHand(Target target, String action) {
    return "aws codepipeline start-pipeline-execution%s --name %s --source-revisions actionName=%s,revisionType=%s,revisionValue=%s"
        .formatted(
            imaginedPlace(target).option(),
            target.pipeline(),
            action,
            target.kind(),
            target.revision());
  }

  @Override
  public Receipt apply(Target target, Before before, Call call) {
    String made =
        aws()
            .write(
                Service.PIPELINES,
                place(target),
                "codepipeline:StartPipelineExecution",
                pipelines ->
                    pipelines.startPipelineExecution(
                        r ->
                            r.name(target.pipeline())
                                .clientRequestToken(call.token())
                                .sourceRevisions(
                                    source ->
                                        source
                                            .actionName(before.relevant().get(ACTION))
                                            .revisionType(target.kind().name())
                                            .revisionValue(target.revision()))))
            .pipelineExecutionId();
    return Receipt.accepted(EXECUTION, made);
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

  /** The execution of that revision that began after what was captured. */
  private @Nullable PipelineExecutionSummary made(Target target, Before before) {
    return Pipelines.since(
            Pipelines.executions(aws(), place(target), target.pipeline()),
            before.relevant().get(LATEST))
        .stream()
        .filter(
            one ->
                one.sourceRevisions().stream()
                    .anyMatch(revision -> target.revision().equals(revision.revisionId())))
        .reduce((newer, older) -> older)
        .orElse(null);
  }
}
