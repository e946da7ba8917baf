package dev.aceiro.activities.communication;

import dev.aceiro.activities.communication.Messenger.Attempt;
import dev.aceiro.workflows.communication.Deliveries;
import dev.aceiro.workflows.communication.ImmediatePages;
import dev.aceiro.workflows.communication.Message;

/**
 * Pages without an engine: what the relay uses when alarms come in and no workflow can take them.
 * With the key that the workflow would use, the outbox keeps the page from going out twice.
 */
final class EmergencyPages implements ImmediatePages {
  private final Messenger messenger;

  EmergencyPages(Messenger messenger) {
    this.messenger = messenger;
  }

  @Override
  public Deliveries send(Message message) {
    return new Deliveries(
        message.key(), messenger.send(message, false).stream().map(Attempt::delivery).toList());
  }
}
