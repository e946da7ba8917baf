package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Settings;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.StageState;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;
import software.amazon.awssdk.services.codepipeline.model.TransitionState;

/**
 * Whether executions may enter a stage of a pipeline. Who has disabled it says so in the reason,
 * which makes a call that disabled it known.
 */
abstract class CodepipelineTransition extends AwsSettingHandler<CodepipelineTransition.Target> {
  /** What its credentials must be allowed. */
  static final List<String> PERMISSIONS =
      List.of(
          "codepipeline:GetPipelineState",
          "codepipeline:DisableStageTransition",
          "codepipeline:EnableStageTransition");

  private static final String TRANSITION = "transition";
  private static final String ENABLED = "enabled";
  private static final String DISABLED = "disabled";
  private static final String REASON = "reason";

  /** So much of a token tells one call from another. */
  private static final int ENOUGH = 16;

  /** Into which stage. */
  record Target(
      @Doc(
              value = Pipelines.PIPELINE,
              example = "plooral-api",
              pattern = Pipelines.NAME,
              estate = "pipeline.name")
          String pipeline,
      @Doc(value = Pipelines.STAGE, example = "Deploy", pattern = Pipelines.NAME) String stage,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  private final boolean enabled;

  CodepipelineTransition(Aws aws, ActionType<Target> type, boolean enabled) {
    super(aws, type);
    this.enabled = enabled;
  }

  @Override
  protected Settings find(Target target) {
    StageState stage = Pipelines.stage(aws(), place(target), target.pipeline(), target.stage());
    TransitionState inbound = stage.inboundTransitionState();
    return Settings.of(target.stage() + " of " + Pipelines.named(target.pipeline(), place(target)))
        .value(
            TRANSITION,
            inbound == null || Boolean.TRUE.equals(inbound.enabled()) ? ENABLED : DISABLED)
        .identity("stage", target.pipeline() + "/" + target.stage())
        .fact(REASON, inbound == null ? null : inbound.disabledReason())
        .raw(Trees.of(stage))
        .build();
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    return Settings.values(TRANSITION, enabled ? ENABLED : DISABLED);
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    if (ENABLED.equals(values.get(TRANSITION))) {
      write(
          Service.PIPELINES,
          target,
          "codepipeline:EnableStageTransition",
          pipelines ->
              pipelines.enableStageTransition(
                  r ->
                      r.pipelineName(target.pipeline())
                          .stageName(target.stage())
                          .transitionType(StageTransitionType.INBOUND)));
      return;
    }
    write(
        Service.PIPELINES,
        target,
        "codepipeline:DisableStageTransition",
        pipelines ->
            pipelines.disableStageTransition(
                r ->
                    r.pipelineName(target.pipeline())
                        .stageName(target.stage())
                        .transitionType(StageTransitionType.INBOUND)
                        .reason(reason(call))));
  }

  /** In the characters that CodePipeline takes. */
  private static String reason(Call call) {
    return "Aceiro %s %s %s"
        .formatted(
            call.incident().replaceAll("[^A-Za-z0-9-]", "-"),
            call.action(),
            call.token().substring(0, ENOUGH));
  }

  @Override
  protected boolean proves(Target target, Settings now, Call call) {
    return !enabled && reason(call).equals(now.facts().get(REASON));
  }

  @Override
  protected String named(Target target) {
    return target.stage() + " of " + Pipelines.named(target.pipeline(), imaginedPlace(target));
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "codepipeline:%sStageTransition {\"pipelineName\":\"%s\",\"stageName\":\"%s\",\"transitionType\":\"Inbound\"}"
        .formatted(enabled ? "Enable" : "Disable", target.pipeline(), target.stage());
  }

  @Override
  protected String byHand(Target target, SortedMap<String, String> values) {
    return "aws codepipeline %s-stage-transition%s --pipeline-name %s --stage-name %s --transition-type Inbound%s"
        .formatted(
            enabled ? "enable" : "disable",
            imaginedPlace(target).option(),
            target.pipeline(),
            target.stage(),
            enabled ? "" : " --reason incident");
  }
}
