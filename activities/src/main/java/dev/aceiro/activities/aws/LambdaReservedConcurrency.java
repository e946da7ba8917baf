package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Bounds how many copies of a function run at once; zero stops it altogether. With a queue as
 * trigger it is better to disable the trigger: what is throttled there counts as received and may
 * end in the dead-letter queue.
 */
@Component
final class LambdaReservedConcurrency extends AwsSettingHandler<LambdaReservedConcurrency.Target> {
  private static final String RESERVED = "reserved";

  /** Which function, and how many copies. */
  record Target(
      @Doc(
              value = Lambdas.FUNCTION,
              example = "plooral-worker",
              pattern = Lambdas.NAME,
              estate = "lambda-function.name")
          String function,
      @Doc(
              value = "Most copies at the same time; 0 stops the function.",
              example = "0",
              pattern = "\\d{1,5}")
          Integer concurrency,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  private final Lambdas lambdas;

  LambdaReservedConcurrency(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "lambda.reserved-concurrency",
            Target.class,
            Risk.REVERSIBLE,
            List.of(
                "lambda:GetFunctionConcurrency",
                "lambda:ListEventSourceMappings",
                "lambda:PutFunctionConcurrency",
                "lambda:DeleteFunctionConcurrency"),
            List.of("002 §1.2", "002 §3.2.2")));
    this.lambdas = new Lambdas(aws);
  }

  @Override
  protected Settings find(Target target) {
    Integer reserved =
        read(
                Service.LAMBDA,
                target,
                "lambda:GetFunctionConcurrency",
                lambda -> lambda.getFunctionConcurrency(r -> r.functionName(target.function())))
            .reservedConcurrentExecutions();
    boolean queue =
        lambdas.triggers(place(target), target.function()).stream()
            .anyMatch(trigger -> String.valueOf(trigger.eventSourceArn()).contains(":sqs:"));
    return Settings.of(target.function() + " (" + place(target) + ")")
        .value(RESERVED, reserved)
        .fact("warning.queue-receives-go-on", queue ? "sqs" : null)
        .build();
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    return Settings.values(RESERVED, target.concurrency());
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    String reserved = values.get(RESERVED);
    if (reserved == null) {
      write(
          Service.LAMBDA,
          target,
          "lambda:DeleteFunctionConcurrency",
          lambda -> lambda.deleteFunctionConcurrency(r -> r.functionName(target.function())));
    } else {
      write(
          Service.LAMBDA,
          target,
          "lambda:PutFunctionConcurrency",
          lambda ->
              lambda.putFunctionConcurrency(
                  r ->
                      r.functionName(target.function())
                          .reservedConcurrentExecutions(Integer.valueOf(reserved))));
    }
  }

  @Override
  protected String named(Target target) {
    return target.function() + " (" + imaginedPlace(target) + ")";
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "lambda:PutFunctionConcurrency {\"FunctionName\":\"%s\",\"ReservedConcurrentExecutions\":%s}"
        .formatted(target.function(), values.get(RESERVED));
  }

  @Override
  protected String byHand(Target target, SortedMap<String, String> values) {
    return "aws lambda put-function-concurrency%s --function-name %s --reserved-concurrent-executions %s"
        .formatted(imaginedPlace(target).option(), target.function(), values.get(RESERVED));
  }
}
