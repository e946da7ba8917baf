package dev.aceiro.workflows.communication;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report on one message.
 *
 * @param message its key
 * @param all one entry for each channel and reader
 * @param more whether some channel may still take it: what has failed has failed for now, and the
 *     message is to be sent again under its key
 */
public record Deliveries(String message, List<Delivery> all, boolean more) {

  /** A report that is final. */
  public Deliveries(String message, List<Delivery> all) {
    this(message, all, false);
  }

  /** Whether at least one real channel took it. */
  public boolean delivered() {
    return all.stream().anyMatch(d -> d.outcome() == Delivery.Result.SENT);
  }

  /** When the first real channel took it (UTC), if one did. */
  public @Nullable Instant deliveredAt() {
    return all.stream()
        .filter(d -> d.outcome() == Delivery.Result.SENT)
        .map(Delivery::at)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Whether nothing was tried for real. */
  public boolean dry() {
    return !all.isEmpty() && all.stream().allMatch(d -> d.outcome() == Delivery.Result.DRY);
  }

  /** Whether it reached nobody, not even dry. */
  public boolean lost() {
    return all.stream().allMatch(d -> d.outcome() == Delivery.Result.FAILED);
  }

  /**
   * The kinds of channel that are broken: a reader who has no address there, or a wrong one, proves
   * nothing.
   */
  public List<String> brokenKinds() {
    return all.stream()
        .filter(d -> d.outcome() == Delivery.Result.FAILED && !d.addressAtFault())
        .map(Delivery::kind)
        .distinct()
        .toList();
  }

  /** The kinds of channel that did not take it. */
  public List<String> failedKinds() {
    return all.stream()
        .filter(d -> d.outcome() == Delivery.Result.FAILED)
        .map(Delivery::kind)
        .distinct()
        .toList();
  }
}
