package dev.aceiro.activities.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Sets for how long a message that somebody has taken stays hidden from others. AWS asks for six
 * times the timeout of the function that reads the queue, and refuses less than that timeout.
 */
@Component
final class SqsVisibilityTimeout extends AwsSettingHandler<SqsVisibilityTimeout.Target> {
  private static final String SECONDS = "seconds";
  private static final String FUNCTION = "functionTimeout";
  private static final int TIMES = 6;
  private static final int MOST = 12 * 60 * 60;

  /** Which queue, and for how long. */
  record Target(
      @Doc(
              value = Queues.QUEUE,
              example = "plooral-queue",
              pattern = Queues.NAME,
              estate = "sqs-queue.name")
          String queue,
      @Doc(
              value =
                  "Seconds, at most 43200; absent for six times the timeout of the function that"
                      + " reads the queue.",
              example = "180",
              pattern = "\\d{1,5}")
          @Nullable Integer seconds,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {
    Target {
      if (seconds != null && seconds > MOST) {
        throw new ActionRefusedException(
            "PARAMETER_INVALID", "parameter", SECONDS, "example", "180");
      }
    }
  }

  SqsVisibilityTimeout(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "sqs.visibility-timeout",
            Target.class,
            Risk.REVERSIBLE,
            List.of(
                "sqs:GetQueueUrl",
                "sqs:GetQueueAttributes",
                "sqs:SetQueueAttributes",
                "lambda:ListEventSourceMappings",
                "lambda:GetFunctionConfiguration"),
            List.of("002 §1.2", "002 §3.4")));
  }

  @Override
  protected Settings find(Target target) {
    Queues.Found queue = Queues.find(aws(), place(target), target.queue());
    Integer function = functionTimeout(target, queue.arn());
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    queue.attributes().forEach((name, value) -> raw.put(name.toString(), value));
    Settings.Builder found =
        Settings.of(Queues.named(target.queue(), place(target)))
            .value(SECONDS, queue.of(QueueAttributeName.VISIBILITY_TIMEOUT))
            .value(FUNCTION, function)
            .identity("queue", queue.arn())
            .fact("messages", queue.of(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
            .fact(
                "messagesInFlight",
                queue.of(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
            .raw(raw);
    Integer seconds = target.seconds();
    if (function != null && seconds != null && seconds < TIMES * function) {
      found.fact("warning.below-six-times-the-function", function);
    }
    return found.build();
  }

  /** The longest timeout of the functions that read the queue, in seconds; null if none does. */
  private @Nullable Integer functionTimeout(Target target, String queue) {
    Stream<String> functions =
        read(
            Service.LAMBDA,
            target,
            "lambda:ListEventSourceMappings",
            lambda ->
                lambda
                    .listEventSourceMappingsPaginator(r -> r.eventSourceArn(queue))
                    .eventSourceMappings()
                    .stream()
                    .map(EventSourceMappingConfiguration::functionArn)
                    .distinct()
                    .toList())
            .stream();
    return functions
        .map(
            function ->
                read(
                        Service.LAMBDA,
                        target,
                        "lambda:GetFunctionConfiguration",
                        lambda -> lambda.getFunctionConfiguration(r -> r.functionName(function)))
                    .timeout())
        .max(Integer::compareTo)
        .orElse(null);
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    Integer seconds = target.seconds();
    if (seconds != null) {
      return Settings.values(SECONDS, seconds);
    }
    String function = found.get(FUNCTION);
    if (function != null) {
      return Settings.values(SECONDS, Math.min(MOST, TIMES * Integer.parseInt(function)));
    }
    if (found.isEmpty()) {
      return Settings.values(SECONDS, "(six times the function's timeout)");
    }
    throw new ActionRefusedException("sqs.no-function", "queue", target.queue());
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    // The one attribute and no other: the same operation can also set the queue's policy.
    String url =
        read(
                Service.SQS,
                target,
                "sqs:GetQueueUrl",
                sqs -> sqs.getQueueUrl(r -> r.queueName(target.queue())))
            .queueUrl();
    write(
        Service.SQS,
        target,
        "sqs:SetQueueAttributes",
        sqs ->
            sqs.setQueueAttributes(
                r ->
                    r.queueUrl(url)
                        .attributes(
                            Map.of(
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                values.getOrDefault(SECONDS, "")))));
  }

  @Override
  protected String named(Target target) {
    return Queues.named(target.queue(), imaginedPlace(target));
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "sqs:SetQueueAttributes {\"queue\":\"%s\",\"VisibilityTimeout\":\"%s\"}"
        .formatted(target.queue(), values.get(SECONDS));
  }

  @Override
  protected String byHand(Target target, SortedMap<String, String> values) {
    return "aws sqs set-queue-attributes%s --queue-url <url of %s> --attributes VisibilityTimeout=%s"
        .formatted(imaginedPlace(target).option(), target.queue(), values.get(SECONDS));
  }
}
