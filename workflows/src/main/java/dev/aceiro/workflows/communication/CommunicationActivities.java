package dev.aceiro.workflows.communication;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Sends messages. Runs on the workers' task queue. */
@ActivityInterface(namePrefix = "communication.")
public interface CommunicationActivities {

  /**
   * Sends a message on all its channels, each at most once as far as the outbox can tell. Answers
   * within seconds as soon as one has taken it, with {@link Deliveries#more} where others may still
   * do so: sent again, it asks these. Fails as retryable while nobody has it and a channel may
   * still take it, not before the channel wants to be asked again, and answers FAILED for a channel
   * that has had its tries or asks for a longer pause than the message has patience for. Without
   * PostgreSQL it sends without the outbox after one second.
   */
  @ActivityMethod
  Deliveries send(Message message);

  /**
   * Sends several messages nobody waits for, such as updates and cards: one activity, because
   * history is not free. Each as by {@link #send}; fails as retryable while there is no news of any
   * of them.
   */
  @ActivityMethod
  List<Deliveries> sendAll(List<Message> messages);
}
