package dev.aceiro.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.StepResult;
import dev.aceiro.workflows.incident.Params;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** moto has no moves; these are SQS's answers in its own form. */
class SqsRedriveTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void aQueueThatIsNobodysDeadLetterQueueIsLeftToAPerson() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      StepResult result =
          hands
              .steps()
              .capture(
                  hands.order("sqs.redrive", Params.of("queue", world.name + "-source"), false));

      assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(result.code()).isEqualTo("sqs.no-redrive-source");
    }
  }

  @Test
  void whileItIsRunningItCanBeCancelled() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      world.status = "RUNNING";
      var approved = hands.approved(hands.order("sqs.redrive", world.parameters(), false));
      hands.steps().apply(approved);
      StepResult undone =
          hands
              .steps()
              .undo(
                  Hands.as(
                      OrderKind.UNDO, approved, approved.digest(), Instant.now().plusSeconds(60)));

      assertThat(undone.outcome()).isEqualTo(Outcome.UNDONE);
      assertThat(undone.params()).containsEntry("done", "7");
      assertThat(world.status).isEqualTo("CANCELLED");
    }
  }

  private static final class World extends AwsBench {
    private final SqsClient sqs = witness(Service.SQS);
    private final List<Long> moves = new CopyOnWriteArrayList<>();
    private volatile String status = "COMPLETED";

    World() {
      super(SqsRedrive::new);
      sqs.createQueue(r -> r.queueName(name));
      sqs.createQueue(
          r ->
              r.queueName(name + "-source")
                  .attributes(
                      Map.of(
                          QueueAttributeName.REDRIVE_POLICY,
                          "{\"deadLetterTargetArn\":\"arn:aws:sqs:sa-east-1:123456789012:%s\",\"maxReceiveCount\":3}"
                              .formatted(name))));
      proxy()
          .serve(
              "StartMessageMoveTask",
              body -> {
                moves.add(1_700_000_000_000L + moves.size());
                return new RecordingProxy.Answer(200, "{\"TaskHandle\":\"handle\"}");
              });
      proxy()
          .serve(
              "CancelMessageMoveTask",
              body -> {
                status = "CANCELLED";
                return new RecordingProxy.Answer(200, "{\"ApproximateNumberOfMessagesMoved\":7}");
              });
      proxy()
          .serve(
              "ListMessageMoveTasks",
              body ->
                  new RecordingProxy.Answer(
                      200,
                      "{\"Results\":["
                          + String.join(
                              ",",
                              moves.stream()
                                  .map(
                                      began ->
                                          "{\"TaskHandle\":\"handle\",\"Status\":\"%s\",\"SourceArn\":\"x\",\"ApproximateNumberOfMessagesMoved\":7,\"ApproximateNumberOfMessagesToMove\":9,\"StartedTimestamp\":%d}"
                                              .formatted(status, began))
                                  .toList())
                          + "]}"));
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("queue", name);
    }

    @Override
    public String state() {
      return moves.size() + " moves";
    }

    @Override
    public void sameByAnotherHand() {
      moves.add(1_800_000_000_000L);
    }

    @Override
    public void moved() {
      sqs.createQueue(
          r ->
              r.queueName(name + "-another")
                  .attributes(
                      Map.of(
                          QueueAttributeName.REDRIVE_POLICY,
                          "{\"deadLetterTargetArn\":\"arn:aws:sqs:sa-east-1:123456789012:%s\",\"maxReceiveCount\":3}"
                              .formatted(name))));
    }

    @Override
    public boolean undoable() {
      return false;
    }
  }
}
