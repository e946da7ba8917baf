package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Before;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * Points an alias of a function to a version, all of its traffic. Only triggers that invoke the
 * alias notice; the capture says which do not. Bound to the alias's revision.
 */
@Component
final class LambdaUpdateAlias extends AwsSettingHandler<LambdaUpdateAlias.Target> {
  private static final String VERSION = "version";
  private static final String ROUTING = "routing";

  /** Which alias, and to which version. */
  record Target(
      @Doc(
              value = Lambdas.FUNCTION,
              example = "plooral-worker",
              pattern = Lambdas.NAME,
              estate = "lambda-function.name")
          String function,
      @Doc(value = "Alias.", example = "LIVE", pattern = "[A-Za-z0-9_-]{1,128}") String alias,
      @Doc(
              value = "Version to run; absent for the one before the present one.",
              example = "41",
              pattern = "\\d{1,9}")
          @Nullable Integer version,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  private final Lambdas lambdas;

  LambdaUpdateAlias(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "lambda.update-alias",
            Target.class,
            Risk.REVERSIBLE,
            Nature.ROLLBACK,
            List.of(
                "lambda:GetAlias",
                "lambda:ListVersionsByFunction",
                "lambda:ListEventSourceMappings",
                "lambda:GetEventSourceMapping",
                "lambda:UpdateAlias"),
            List.of("002 §1.1", "002 §2.4")));
    this.lambdas = new Lambdas(aws);
  }

  @Override
  protected Settings find(Target target) {
    GetAliasResponse alias =
        read(
            Service.LAMBDA,
            target,
            "lambda:GetAlias",
            lambda -> lambda.getAlias(r -> r.functionName(target.function()).name(target.alias())));
    String elsewhere =
        lambdas.triggers(place(target), target.function()).stream()
            .filter(trigger -> !Lambdas.uses(trigger, target.alias()))
            .map(trigger -> String.valueOf(trigger.eventSourceArn()))
            .collect(Collectors.joining(", "));
    return Settings.of(alias.aliasArn())
        .value(VERSION, alias.functionVersion())
        .value(ROUTING, weights(alias.routingConfig()))
        .identity("revision", alias.revisionId())
        .fact("warning.trigger-not-on-alias", elsewhere.isEmpty() ? null : elsewhere)
        .raw(Trees.of(alias))
        .build();
  }

  /** Shares of other versions, as {@code 7=0.1}; null where all goes to one version. */
  private static @Nullable String weights(@Nullable AliasRoutingConfiguration routing) {
    if (routing == null || routing.additionalVersionWeights().isEmpty()) {
      return null;
    }
    return Settings.list(
        routing.additionalVersionWeights().entrySet().stream()
            .map(share -> share.getKey() + "=" + share.getValue())
            .toList());
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    Integer version = target.version();
    String present = found.get(VERSION);
    if (version != null || present == null) {
      return Settings.values(VERSION, version == null ? "(the version before)" : version);
    }
    return Settings.values(VERSION, before(target, present));
  }

  private int before(Target target, String present) {
    if (!present.matches("\\d+")) {
      throw new ActionRefusedException("lambda.no-version-before", "version", present);
    }
    return read(
            Service.LAMBDA,
            target,
            "lambda:ListVersionsByFunction",
            lambda ->
                lambda
                    .listVersionsByFunctionPaginator(r -> r.functionName(target.function()))
                    .versions()
                    .stream()
                    .map(version -> version.version())
                    .filter(version -> version.matches("\\d+"))
                    .mapToInt(Integer::parseInt)
                    .filter(version -> version < Integer.parseInt(present))
                    .max())
        .orElseThrow(
            () -> new ActionRefusedException("lambda.no-version-before", "version", present));
  }

  @Override
  public Nature nature(Target target, Before before) {
    Integer version = target.version();
    String present = before.relevant().get(VERSION);
    return version != null
            && present != null
            && present.matches("\\d+")
            && version > Integer.parseInt(present)
        ? Nature.DEPLOYMENT
        : Nature.ROLLBACK;
  }

  @Override
  protected Iterable<String> names(SortedMap<String, String> wanted) {
    return List.of(VERSION, ROUTING);
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    AliasRoutingConfiguration routing =
        AliasRoutingConfiguration.builder()
            .additionalVersionWeights(
                Settings.list(values.get(ROUTING)).stream()
                    .map(share -> share.split("=", 2))
                    .collect(
                        Collectors.toMap(share -> share[0], share -> Double.valueOf(share[1]))))
            .build();
    write(
        Service.LAMBDA,
        target,
        "lambda:UpdateAlias",
        lambda -> {
          try {
            return lambda.updateAlias(
                r ->
                    r.functionName(target.function())
                        .name(target.alias())
                        .functionVersion(values.get(VERSION))
                        .routingConfig(routing)
                        .revisionId(now.identity().get("revision")));
          } catch (ResourceNotFoundException gone) {
            throw new ActionRefusedException(
                "lambda.version-not-found", "version", values.get(VERSION));
          }
        });
  }

  @Override
  protected String named(Target target) {
    return target.function() + ":" + target.alias() + " (" + imaginedPlace(target) + ")";
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "lambda:UpdateAlias {\"FunctionName\":\"%s\",\"Name\":\"%s\",\"FunctionVersion\":\"%s\"}"
        .formatted(target.function(), target.alias(), values.get(VERSION));
  }

  @Override
  protected String byHand(Target target, SortedMap<String, String> values) {
    return "aws lambda update-alias%s --function-name %s --name %s --function-version %s"
        .formatted(
            imaginedPlace(target).option(), target.function(), target.alias(), values.get(VERSION));
  }
}
