package dev.aceiro.activities.aws;

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
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;

/**
 * Stops what brings events from a queue or a stream to a function. They wait there, and go on from
 * the same place when the trigger is enabled again, which is the undo.
 */
@Component
final class LambdaDisableTrigger extends AwsSettingHandler<LambdaDisableTrigger.Target> {
  private static final String ENABLED = "enabled";
  private static final List<String> OFF = List.of("Disabled", "Disabling");

  /** Which trigger. */
  record Target(
      @Doc(
              value = Lambdas.FUNCTION,
              example = "plooral-worker",
              pattern = Lambdas.NAME,
              estate = "lambda-function.name")
          String function,
      @Doc(
              value = "Id of the event source mapping; absent if the function has only one.",
              example = "14e0db71-0000-4000-8000-5f4ad1c9d6a0",
              pattern = "[0-9a-f-]{36}")
          @Nullable String trigger,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  private final Lambdas lambdas;

  LambdaDisableTrigger(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "lambda.disable-trigger",
            Target.class,
            Risk.REVERSIBLE,
            List.of(
                "lambda:ListEventSourceMappings",
                "lambda:GetEventSourceMapping",
                "lambda:UpdateEventSourceMapping"),
            List.of("002 §1.1")));
    this.lambdas = new Lambdas(aws);
  }

  private EventSourceMappingConfiguration trigger(Target target) {
    return lambdas.trigger(place(target), target.function(), target.trigger());
  }

  @Override
  protected Settings find(Target target) {
    EventSourceMappingConfiguration trigger = trigger(target);
    return Settings.of(target.function() + " ← " + trigger.eventSourceArn())
        .value(ENABLED, !OFF.contains(trigger.state()))
        .fact("state", trigger.state())
        .identity("trigger", trigger.uuid())
        .fact("source", trigger.eventSourceArn())
        .raw(Trees.of(trigger))
        .build();
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    return Settings.values(ENABLED, "false");
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    write(
        Service.LAMBDA,
        target,
        "lambda:UpdateEventSourceMapping",
        lambda ->
            lambda.updateEventSourceMapping(
                r ->
                    r.uuid(now.identity().get("trigger"))
                        .enabled(Boolean.valueOf(values.get(ENABLED)))));
  }

  @Override
  protected Progress progress(Target target, Settings now, SortedMap<String, String> wanted) {
    String state = String.valueOf(now.facts().get("state"));
    return state.equals("Disabled")
        ? Progress.done(true, "lambda.trigger-off", "state", state)
        : Progress.running("lambda.trigger-changing", "state", state);
  }

  @Override
  protected String named(Target target) {
    return target.function() + " (" + imaginedPlace(target) + ")";
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "lambda:UpdateEventSourceMapping {\"FunctionName\":\"%s\",\"Enabled\":%s}"
        .formatted(target.function(), values.get(ENABLED));
  }
}
