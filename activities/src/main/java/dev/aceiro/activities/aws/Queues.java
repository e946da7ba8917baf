package dev.aceiro.activities.aws;

import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Reads queues of SQS. */
final class Queues {
  /** Of a parameter that names a queue. */
  static final String QUEUE = "Name of the queue.";

  /** What a name looks like. */
  static final String NAME = "[A-Za-z0-9_-]{1,80}(\\.fifo)?";

  private Queues() {}

  /**
   * A queue as it is now.
   *
   * @param url where it is
   * @param attributes everything SQS says of it
   */
  record Found(String url, Map<QueueAttributeName, String> attributes) {
    String arn() {
      return of(QueueAttributeName.QUEUE_ARN);
    }

    String of(QueueAttributeName name) {
      return attributes.getOrDefault(name, "");
    }
  }

  static Found find(Aws aws, Place place, String name) {
    String url =
        aws.read(
                Service.SQS,
                place,
                "sqs:GetQueueUrl",
                sqs -> sqs.getQueueUrl(r -> r.queueName(name)))
            .queueUrl();
    return new Found(
        url,
        aws.read(
                Service.SQS,
                place,
                "sqs:GetQueueAttributes",
                sqs ->
                    sqs.getQueueAttributes(
                        r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL)))
            .attributes());
  }

  /** The target as people read it. */
  static String named(String queue, Place place) {
    return queue + " (" + place + ")";
  }
}
