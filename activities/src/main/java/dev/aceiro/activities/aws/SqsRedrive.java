package dev.aceiro.activities.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Before;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Effect;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Receipt;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Risk;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Moves the messages of a dead-letter queue back to the queues they came from. SQS does that only
 * for the dead-letter queue of another queue; where a function or a topic leaves its failures, a
 * person moves them.
 *
 * <p>Each call begins a move of its own, and SQS does not say who began it. While one is running it
 * can be cancelled; what it has moved stays moved.
 */
@Component
final class SqsRedrive extends AwsOneShot<SqsRedrive.Target> {
  private static final String LAST = "lastMove";
  private static final String QUEUE = "queue";
  private static final String MOVED = "done";

  /** Which dead-letter queue, and how fast. */
  record Target(
      @Doc(
              value = "Name of the dead-letter queue.",
              example = "plooral-worker-dlq",
              pattern = Queues.NAME,
              estate = "sqs-queue.name")
          String queue,
      @Doc(
              value = "Messages per second, at most 500; absent for as fast as SQS can.",
              example = "10",
              pattern = "[1-9]\\d?|[1-4]\\d\\d|500")
          @Nullable Integer perSecond,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  SqsRedrive(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "sqs.redrive",
            Target.class,
            Risk.DISRUPTIVE,
            List.of(
                "sqs:GetQueueUrl",
                "sqs:GetQueueAttributes",
                "sqs:ListDeadLetterSourceQueues",
                "sqs:ListMessageMoveTasks",
                "sqs:StartMessageMoveTask",
                "sqs:CancelMessageMoveTask",
                "sqs:ReceiveMessage",
                "sqs:DeleteMessage",
                "sqs:SendMessage"),
            List.of("002 §1.2", "002 §3.4", "001-Q10")));
  }

  @Override
  public Before capture(Target target) {
    Place place = place(target);
    Queues.Found queue = Queues.find(aws(), place, target.queue());
    List<String> sources =
        aws()
            .read(
                Service.SQS,
                place,
                "sqs:ListDeadLetterSourceQueues",
                sqs ->
                    sqs
                        .listDeadLetterSourceQueuesPaginator(r -> r.queueUrl(queue.url()))
                        .queueUrls()
                        .stream()
                        .map(url -> url.substring(url.lastIndexOf('/') + 1))
                        .toList());
    if (sources.isEmpty()) {
      throw new ActionRefusedException("sqs.no-redrive-source", QUEUE, target.queue());
    }
    ListMessageMoveTasksResultEntry last = last(target, queue.arn());
    String messages = queue.of(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    queue.attributes().forEach((name, value) -> raw.put(name.toString(), value));
    Before.Builder before =
        Before.of(Queues.named(target.queue(), place), call(target), risk())
            .byHand(byHand(target, queue.arn()))
            .relevant(QUEUE, queue.arn())
            .relevant("sources", Settings.list(sources))
            .relevant(LAST, began(last))
            .fact("messages", messages)
            .fact("warning.cause-must-be-fixed", Settings.list(sources))
            .changes(
                "messages", messages + " in " + target.queue(), "in " + String.join(", ", sources))
            .raw(raw)
            .undoable(true);
    if (running(last)) {
      before.already();
    }
    return before.build();
  }

  @Override
  public Before imagine(Target target) {
    return Before.of(Queues.named(target.queue(), imaginedPlace(target)), call(target), risk())
        .byHand(byHand(target, "<arn of " + target.queue() + ">"))
        .changes("messages", "in " + target.queue(), "in the queues they came from")
        .undoable(true)
        .build();
  }

  private static String call(Target target) {
    return "sqs:StartMessageMoveTask {\"source\":\"%s\",\"MaxNumberOfMessagesPerSecond\":%s}"
        .formatted(target.queue(), target.perSecond());
  }

  private String byHand(Target target, String arn) {
    return "aws sqs start-message-move-task%s --source-arn %s%s"
        .formatted(
            imaginedPlace(target).option(),
            arn,
            target.perSecond() == null
                ? ""
                : " --max-number-of-messages-per-second " + target.perSecond());
  }

  @Override
  public Receipt apply(Target target, Before before, Call call) {
    aws()
        .write(
            Service.SQS,
            place(target),
            "sqs:StartMessageMoveTask",
            sqs ->
                sqs.startMessageMoveTask(
                    r ->
                        r.sourceArn(before.relevant().get(QUEUE))
                            .maxNumberOfMessagesPerSecond(target.perSecond())));
    return Receipt.accepted(QUEUE, target.queue());
  }

  @Override
  public Effect effect(Target target, Before before, Call call) {
    return later(target, before) == null ? Effect.absent() : Effect.unproven(QUEUE, target.queue());
  }

  @Override
  public Progress verify(Target target, Before before, Call call) {
    ListMessageMoveTasksResultEntry task = later(target, before);
    if (task == null) {
      return Progress.running("sqs.moving", MOVED, "0", "of", "?");
    }
    String moved = String.valueOf(task.approximateNumberOfMessagesMoved());
    String of = String.valueOf(task.approximateNumberOfMessagesToMove());
    return switch (String.valueOf(task.status())) {
      case "COMPLETED" -> Progress.done(false, "sqs.moved", MOVED, moved);
      case "FAILED" ->
          Progress.failed(false, "sqs.move-failed", MOVED, moved, "said", task.failureReason());
      case "CANCELLED", "CANCELLING" -> Progress.failed(false, "sqs.move-cancelled", MOVED, moved);
      default -> Progress.running("sqs.moving", MOVED, moved, "of", of);
    };
  }

  @Override
  public Receipt undo(Target target, Before before, Call call) {
    ListMessageMoveTasksResultEntry task = later(target, before);
    if (task == null || !running(task)) {
      throw new ActionRefusedException("sqs.moved-for-good", QUEUE, target.queue());
    }
    aws()
        .write(
            Service.SQS,
            place(target),
            "sqs:CancelMessageMoveTask",
            sqs -> sqs.cancelMessageMoveTask(r -> r.taskHandle(task.taskHandle())));
    return Receipt.accepted(MOVED, String.valueOf(task.approximateNumberOfMessagesMoved()));
  }

  @Override
  public Effect undoEffect(Target target, Before before, Call call) {
    ListMessageMoveTasksResultEntry task = later(target, before);
    return task != null && String.valueOf(task.status()).startsWith("CANCELL")
        ? Effect.ours(MOVED, String.valueOf(task.approximateNumberOfMessagesMoved()))
        : Effect.absent();
  }

  private static boolean running(@Nullable ListMessageMoveTasksResultEntry task) {
    return task != null && "RUNNING".equals(task.status());
  }

  private static @Nullable String began(@Nullable ListMessageMoveTasksResultEntry task) {
    return task == null ? null : String.valueOf(task.startedTimestamp());
  }

  /** The latest move, if it began after what was captured. */
  private @Nullable ListMessageMoveTasksResultEntry later(Target target, Before before) {
    ListMessageMoveTasksResultEntry last = last(target, before.relevant().getOrDefault(QUEUE, ""));
    return last == null || String.valueOf(began(last)).equals(before.relevant().get(LAST))
        ? null
        : last;
  }

  private @Nullable ListMessageMoveTasksResultEntry last(Target target, String arn) {
    return aws()
        .read(
            Service.SQS,
            place(target),
            "sqs:ListMessageMoveTasks",
            sqs -> sqs.listMessageMoveTasks(r -> r.sourceArn(arn).maxResults(10)))
        .results()
        .stream()
        .max(Comparator.comparing(ListMessageMoveTasksResultEntry::startedTimestamp))
        .orElse(null);
  }
}
