package dev.aceiro.workflows.communication;

import java.util.List;

/**
 * The report on one message.
 *
 * @param message its key
 * @param all one entry for each channel and reader
 */
public record Deliveries(String message, List<Delivery> all) {

  /** Whether at least one real channel took it. */
  public boolean delivered() {
    return all.stream().anyMatch(d -> d.outcome() == Delivery.Result.SENT);
  }

  /** Whether nothing was tried for real. */
  public boolean dry() {
    return !all.isEmpty() && all.stream().allMatch(d -> d.outcome() == Delivery.Result.DRY);
  }

  /** Whether it reached nobody, not even dry. */
  public boolean lost() {
    return all.stream().allMatch(d -> d.outcome() == Delivery.Result.FAILED);
  }

  /** The kinds of channel that are broken: a reader who has no address there proves nothing. */
  public List<String> brokenKinds() {
    return all.stream()
        .filter(d -> d.outcome() == Delivery.Result.FAILED && !d.code().equals(Delivery.NO_ADDRESS))
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
