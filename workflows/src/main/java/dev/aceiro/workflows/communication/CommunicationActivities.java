package dev.aceiro.workflows.communication;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Sends messages. Runs on the workers' task queue. */
@ActivityInterface(namePrefix = "communication.")
public interface CommunicationActivities {

  /**
   * Sends a message on all its channels, each at most once as far as the outbox can tell. Fails as
   * retryable while a channel may still take it and answers FAILED for it once it has had its
   * tries; without PostgreSQL it sends without the outbox after one second.
   */
  @ActivityMethod
  Deliveries send(Message message);

  /**
   * Sends several messages nobody waits for, such as updates and cards: one activity, because
   * history is not free. Each as by {@link #send}; fails as retryable while one of them may still
   * be taken.
   */
  @ActivityMethod
  List<Deliveries> sendAll(List<Message> messages);
}
