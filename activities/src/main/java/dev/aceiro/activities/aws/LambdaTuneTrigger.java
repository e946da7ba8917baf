package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;

/**
 * Changes how many events a trigger brings to a function at once, how long it gathers them, and how
 * many copies of the function it may keep busy. What is not named stays.
 */
@Component
final class LambdaTuneTrigger extends AwsSettingHandler<LambdaTuneTrigger.Target> {
  private static final String BATCH = "batchSize";
  private static final String WINDOW = "windowSeconds";
  private static final String CONCURRENCY = "concurrency";

  /** Which trigger, and what it is to be. */
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
      @Doc(value = "Most events in one batch.", example = "5", pattern = "\\d{1,5}")
          @Nullable Integer batchSize,
      @Doc(
              value = "Longest time to gather a batch, in seconds.",
              example = "10",
              pattern = "\\d{1,3}")
          @Nullable Integer windowSeconds,
      @Doc(
              value = "Most copies of the function at the same time; a queue only, at least 2.",
              example = "20",
              pattern = "\\d{1,4}")
          @Nullable Integer concurrency,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  private final Lambdas lambdas;

  LambdaTuneTrigger(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "lambda.tune-trigger",
            Target.class,
            Risk.REVERSIBLE,
            List.of(
                "lambda:ListEventSourceMappings",
                "lambda:GetEventSourceMapping",
                "lambda:UpdateEventSourceMapping"),
            List.of("002 §1.2", "002 §3.4.1")));
    this.lambdas = new Lambdas(aws);
  }

  private EventSourceMappingConfiguration trigger(Target target) {
    return lambdas.trigger(place(target), target.function(), target.trigger());
  }

  @Override
  protected Settings find(Target target) {
    EventSourceMappingConfiguration trigger = trigger(target);
    return Settings.of(target.function() + " ← " + trigger.eventSourceArn())
        .value(BATCH, trigger.batchSize())
        .value(WINDOW, trigger.maximumBatchingWindowInSeconds())
        .value(
            CONCURRENCY,
            trigger.scalingConfig() == null ? null : trigger.scalingConfig().maximumConcurrency())
        .identity("trigger", trigger.uuid())
        .fact("source", trigger.eventSourceArn())
        .raw(Trees.of(trigger))
        .build();
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    SortedMap<String, String> wanted =
        Settings.values(
            BATCH, target.batchSize(),
            WINDOW, target.windowSeconds(),
            CONCURRENCY, target.concurrency());
    if (wanted.isEmpty()) {
      throw new ActionRefusedException("lambda.nothing-to-tune", "function", target.function());
    }
    return wanted;
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    write(
        Service.LAMBDA,
        target,
        "lambda:UpdateEventSourceMapping",
        lambda ->
            lambda.updateEventSourceMapping(
                r -> {
                  r.uuid(now.identity().get("trigger"))
                      .batchSize(number(values, BATCH))
                      .maximumBatchingWindowInSeconds(number(values, WINDOW));
                  Integer concurrency = number(values, CONCURRENCY);
                  if (concurrency != null || target.concurrency() != null) {
                    // without a number the limit is taken away
                    r.scalingConfig(s -> s.maximumConcurrency(concurrency));
                  }
                }));
  }

  private static @Nullable Integer number(SortedMap<String, String> values, String name) {
    String value = values.get(name);
    return value == null ? null : Integer.valueOf(value);
  }

  @Override
  protected String named(Target target) {
    return target.function() + " (" + imaginedPlace(target) + ")";
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "lambda:UpdateEventSourceMapping {\"FunctionName\":\"%s\"%s}"
        .formatted(
            target.function(),
            Lambdas.said(
                values,
                BATCH,
                "BatchSize",
                WINDOW,
                "MaximumBatchingWindowInSeconds",
                CONCURRENCY,
                "MaximumConcurrency"));
  }
}
