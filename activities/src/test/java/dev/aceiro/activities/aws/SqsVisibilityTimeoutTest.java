package dev.aceiro.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.StepResult;
import dev.aceiro.workflows.incident.Params;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SqsVisibilityTimeoutTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void withoutATimeItIsSixTimesThatOfTheFunctionThatReads() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      world.readByAFunctionOf(50);
      var order = hands.order("sqs.visibility-timeout", Params.of("queue", world.name), false);
      hands.steps().apply(hands.approved(order));

      assertThat(world.state()).isEqualTo("300");
    }
  }

  @Test
  void withoutATimeAndAFunctionItAsksForOne() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      StepResult result =
          hands
              .steps()
              .capture(
                  hands.order("sqs.visibility-timeout", Params.of("queue", world.name), false));

      assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(result.code()).isEqualTo("sqs.no-function");
    }
  }

  @Test
  void lessThanSixTimesTheFunctionIsWarnedOf() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      world.readByAFunctionOf(50);
      var order = hands.order("sqs.visibility-timeout", world.parameters(), false);

      assertThat(hands.captured(order).facts())
          .containsEntry("warning.below-six-times-the-function", "50");
    }
  }

  private static final class World extends AwsBench {
    private final SqsClient sqs = witness(Service.SQS);
    private final String url = sqs.createQueue(r -> r.queueName(name)).queueUrl();

    World() {
      super(SqsVisibilityTimeout::new);
    }

    void readByAFunctionOf(int seconds) {
      proxy()
          .serve(
              "GET /2015-03-31/event-source-mappings",
              body ->
                  new RecordingProxy.Answer(
                      200,
                      "{\"EventSourceMappings\":[{\"UUID\":\"1\",\"FunctionArn\":\"worker\"}]}"));
      proxy()
          .serve(
              "GET /2015-03-31/functions/worker/configuration",
              body ->
                  new RecordingProxy.Answer(
                      200, "{\"FunctionName\":\"worker\",\"Timeout\":%d}".formatted(seconds)));
    }

    private void put(String seconds) {
      sqs.setQueueAttributes(
          r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, seconds)));
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("queue", name, "seconds", "180");
    }

    @Override
    public String state() {
      return sqs.getQueueAttributes(
              r -> r.queueUrl(url).attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT))
          .attributes()
          .get(QueueAttributeName.VISIBILITY_TIMEOUT);
    }

    @Override
    public void sameByAnotherHand() {
      put("180");
    }

    @Override
    public void moved() {
      put("77");
    }
  }
}
