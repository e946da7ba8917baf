package dev.aceiro.activities.containment;

import dev.aceiro.activities.store.Artefacts;
import dev.aceiro.activities.store.Captures;
import dev.aceiro.workflows.containment.WorkOrder;
import java.time.Instant;
import java.util.Optional;

/** Where before-states lie: the raw one encrypted, the redacted difference beside it. */
final class BeforeStates {
  private final Captures captures;
  private final Artefacts artefacts;

  BeforeStates(Captures captures, Artefacts artefacts) {
    this.captures = captures;
    this.artefacts = artefacts;
  }

  void keep(WorkOrder order, String digest, Before before, Instant at) {
    String artefact = artefacts.store(order.incident(), Captured.write(before));
    captures.store(
        new Captures.Captured(
            order.incident(),
            order.action(),
            digest,
            artefact,
            Redaction.of(before.target()),
            Captured.diff(before),
            at));
  }

  /**
   * What the order is bound to.
   *
   * @throws ActionRefusedException CAPTURE_LOST if it is not there or cannot be read
   */
  Kept of(WorkOrder order) {
    String digest = order.digest();
    Optional<Captures.Captured> kept =
        digest == null ? Optional.empty() : captures.find(order.incident(), order.action(), digest);
    return kept.flatMap(
            captured ->
                Optional.ofNullable(captured.artefact())
                    .flatMap(this::read)
                    .map(Captured::read)
                    .map(before -> new Kept(captured.digest(), before, captured.capturedAt())))
        .orElseThrow(() -> new ActionRefusedException("CAPTURE_LOST"));
  }

  private Optional<byte[]> read(String artefact) {
    try {
      return artefacts.read(artefact);
    } catch (IllegalStateException unreadable) {
      throw new ActionRefusedException("CAPTURE_LOST", "artefact", artefact);
    }
  }

  /**
   * A before-state that was kept.
   *
   * @param digest what approvals are bound to
   * @param before the state
   * @param at when it was captured (UTC)
   */
  record Kept(String digest, Before before, Instant at) {}
}
