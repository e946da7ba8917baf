package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
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
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;

/**
 * Changes timeout and memory of a function's unpublished version. What an alias serves is
 * published: it changes only with a version published afterwards, which the capture says. Bound to
 * the function's revision.
 */
@Component
final class LambdaConfigure extends AwsSettingHandler<LambdaConfigure.Target> {
  private static final String TIMEOUT = "timeout";
  private static final String MEMORY = "memory";

  /** Which function, and what it is to have. */
  record Target(
      @Doc(
              value = Lambdas.FUNCTION,
              example = "plooral-worker",
              pattern = Lambdas.NAME,
              estate = "lambda-function.name")
          String function,
      @Doc(value = "Timeout in seconds.", example = "60", pattern = "\\d{1,3}")
          @Nullable Integer timeout,
      @Doc(value = "Memory in MiB.", example = "1024", pattern = "\\d{3,5}")
          @Nullable Integer memory,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  private final Lambdas lambdas;

  LambdaConfigure(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "lambda.configure",
            Target.class,
            Risk.REVERSIBLE,
            List.of(
                "lambda:GetFunctionConfiguration",
                "lambda:ListEventSourceMappings",
                "lambda:UpdateFunctionConfiguration"),
            List.of("002 §3.2.1")));
    this.lambdas = new Lambdas(aws);
  }

  @Override
  protected Settings find(Target target) {
    GetFunctionConfigurationResponse function =
        read(
            Service.LAMBDA,
            target,
            "lambda:GetFunctionConfiguration",
            lambda -> lambda.getFunctionConfiguration(r -> r.functionName(target.function())));
    boolean published =
        lambdas.triggers(place(target), target.function()).stream()
            .anyMatch(trigger -> !trigger.functionArn().endsWith(":" + target.function()));
    return Settings.of(function.functionArn())
        .value(TIMEOUT, function.timeout())
        .value(MEMORY, function.memorySize())
        .identity("revision", function.revisionId())
        .fact("state", function.lastUpdateStatusAsString())
        .fact("warning.alias-serves-a-version", published ? target.function() : null)
        .raw(Trees.of(function))
        .build();
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    SortedMap<String, String> wanted =
        Settings.values(TIMEOUT, target.timeout(), MEMORY, target.memory());
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
        "lambda:UpdateFunctionConfiguration",
        lambda ->
            lambda.updateFunctionConfiguration(
                r ->
                    r.functionName(target.function())
                        .timeout(number(values, TIMEOUT))
                        .memorySize(number(values, MEMORY))
                        .revisionId(now.identity().get("revision"))));
  }

  private static @Nullable Integer number(SortedMap<String, String> values, String name) {
    String value = values.get(name);
    return value == null ? null : Integer.valueOf(value);
  }

  @Override
  protected Progress progress(Target target, Settings now, SortedMap<String, String> wanted) {
    String state = String.valueOf(now.facts().get("state"));
    return switch (state) {
      case "InProgress" -> Progress.running("lambda.updating", "state", state);
      case "Failed" -> Progress.failed(true, "lambda.update-failed", "state", state);
      default -> Progress.done(true, "SET");
    };
  }

  @Override
  protected String named(Target target) {
    return target.function() + " (" + imaginedPlace(target) + ")";
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "lambda:UpdateFunctionConfiguration {\"FunctionName\":\"%s\"%s}"
        .formatted(
            target.function(), Lambdas.said(values, TIMEOUT, "Timeout", MEMORY, "MemorySize"));
  }
}
