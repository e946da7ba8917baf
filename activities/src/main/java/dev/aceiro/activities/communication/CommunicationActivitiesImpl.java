package dev.aceiro.activities.communication;

import dev.aceiro.activities.communication.Messenger.Attempt;
import dev.aceiro.workflows.communication.CommunicationActivities;
import dev.aceiro.workflows.communication.Deliveries;
import dev.aceiro.workflows.communication.Message;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sends what incidents have to say, and tries again while a channel may still take it. */
final class CommunicationActivitiesImpl implements CommunicationActivities {
  /** How often a channel is tried before it has failed. */
  static final int TRIES = 4;

  private final Messenger messenger;

  CommunicationActivitiesImpl(Messenger messenger) {
    this.messenger = messenger;
  }

  @Override
  public Deliveries send(Message message) {
    return sendAll(List.of(message)).getFirst();
  }

  @Override
  public List<Deliveries> sendAll(List<Message> messages) {
    boolean last = Activity.getExecutionContext().getInfo().getAttempt() >= TRIES;
    List<List<Attempt>> all = messenger.send(messages, last);
    List<Deliveries> reports = new ArrayList<>();
    boolean news = false;
    for (int i = 0; i < messages.size(); i++) {
      boolean more = all.get(i).stream().anyMatch(one -> open(one, last));
      Deliveries report =
          new Deliveries(
              messages.get(i).key(), all.get(i).stream().map(Attempt::delivery).toList(), more);
      reports.add(report);
      news |= !more || (report.delivered() && !messages.get(i).told());
    }
    if (!news) {
      throw again(all.stream().flatMap(List::stream).filter(one -> open(one, last)).toList());
    }
    return reports;
  }

  private static boolean open(Attempt attempt, boolean last) {
    return attempt.busy() || (attempt.again() && !last);
  }

  private static ApplicationFailure again(List<Attempt> open) {
    ApplicationFailure again =
        ApplicationFailure.newBuilder()
            .setMessage("A channel may still take it: " + codes(open))
            .setType("NOT_TAKEN")
            .setNextRetryDelay(pause(open))
            .build();
    // Nothing is wrong with this code, and whoever reads the log at night wants the sentence.
    again.setStackTrace(new StackTraceElement[0]);
    return again;
  }

  private static String codes(List<Attempt> open) {
    return String.join(
        ", ",
        open.stream()
            .map(one -> one.delivery().kind() + " " + one.delivery().code())
            .distinct()
            .toList());
  }

  /** As long as the channels have asked for, or null for the usual pause. */
  private static @Nullable Duration pause(List<Attempt> open) {
    return open.stream()
        .map(Attempt::after)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
