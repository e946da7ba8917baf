package dev.aceiro.workflows.communication;

/** Pages without an engine: what is used when alarms come in and no workflow can take them. */
public interface ImmediatePages {

  /**
   * Sends the message once, within seconds, under its key. A channel that may still take it counts
   * as failed, and is asked again if the same message is sent again. Does not throw.
   */
  Deliveries send(Message message);
}
