package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import java.util.List;
import java.util.SortedMap;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;

/** Reads functions of Lambda and what triggers them. */
final class Lambdas {
  /** Of a parameter that names a function. */
  static final String FUNCTION = "Name of the function.";

  /** What a function's name looks like. */
  static final String NAME = "[A-Za-z0-9_-]{1,64}";

  private final Aws aws;

  Lambdas(Aws aws) {
    this.aws = aws;
  }

  /** What brings events to a function from a queue or a stream, its aliases included. */
  List<EventSourceMappingConfiguration> triggers(Place place, String function) {
    return aws.read(
        Service.LAMBDA,
        place,
        "lambda:ListEventSourceMappings",
        lambda ->
            lambda.listEventSourceMappingsPaginator(r -> {}).eventSourceMappings().stream()
                .filter(trigger -> of(trigger, function))
                .toList());
  }

  private static boolean of(EventSourceMappingConfiguration trigger, String function) {
    String arn = trigger.functionArn();
    return arn != null && (arn.endsWith(":" + function) || arn.contains(":" + function + ":"));
  }

  /**
   * The trigger of that id.
   *
   * @throws ActionRefusedException if the function has none of that id, or several and none is
   *     named
   */
  EventSourceMappingConfiguration trigger(
      Place place, String function, @org.jspecify.annotations.Nullable String id) {
    List<EventSourceMappingConfiguration> all =
        triggers(place, function).stream()
            .filter(trigger -> id == null || id.equals(trigger.uuid()))
            .toList();
    if (all.isEmpty()) {
      throw new ActionRefusedException("lambda.no-trigger", "function", function);
    }
    if (all.size() > 1) {
      throw new ActionRefusedException(
          "lambda.several-triggers",
          "function",
          function,
          "triggers",
          String.join(", ", all.stream().map(EventSourceMappingConfiguration::uuid).toList()));
    }
    return aws.read(
        Service.LAMBDA,
        place,
        "lambda:GetEventSourceMapping",
        lambda -> {
          var found = lambda.getEventSourceMapping(r -> r.uuid(all.getFirst().uuid()));
          return EventSourceMappingConfiguration.builder()
              .uuid(found.uuid())
              .state(found.state())
              .functionArn(found.functionArn())
              .eventSourceArn(found.eventSourceArn())
              .batchSize(found.batchSize())
              .maximumBatchingWindowInSeconds(found.maximumBatchingWindowInSeconds())
              .scalingConfig(found.scalingConfig())
              .build();
        });
  }

  /**
   * Whether events of a trigger go to an alias: only then does switching the alias change what
   * runs.
   */
  static boolean uses(EventSourceMappingConfiguration trigger, String alias) {
    return trigger.functionArn() != null && trigger.functionArn().endsWith(":" + alias);
  }

  /**
   * Numbers as a request has them, each after a comma, by AWS's own names; what is absent is not.
   */
  static String said(SortedMap<String, String> values, String... namesAndKeys) {
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < namesAndKeys.length; i += 2) {
      String value = values.get(namesAndKeys[i]);
      if (value != null) {
        said.append(",\"").append(namesAndKeys[i + 1]).append("\":").append(value);
      }
    }
    return said.toString();
  }
}
