package dev.aceiro.activities.communication;

import dev.aceiro.activities.communication.Messenger.Attempt;
import dev.aceiro.workflows.communication.Deliveries;
import dev.aceiro.workflows.communication.Message;

/**
 * Pages without an engine: what the relay uses when alarms come in and no workflow can take them.
 * With the key that the workflow would use, the outbox keeps the page from going out twice.
 */
public final class EmergencyPages {
  private final Messenger messenger;

  EmergencyPages(Messenger messenger) {
    this.messenger = messenger;
  }

  /**
   * Sends the message once, within seconds. A channel that may still take it counts as failed, and
   * is asked again if the same message is sent again. Does not throw.
   */
  public Deliveries send(Message message) {
    return new Deliveries(
        message.key(), messenger.send(message, false).stream().map(Attempt::delivery).toList());
  }
}
