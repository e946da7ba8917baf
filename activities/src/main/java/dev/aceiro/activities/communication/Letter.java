package dev.aceiro.activities.communication;

import dev.aceiro.workflows.communication.Address;
import dev.aceiro.workflows.communication.Message;

/**
 * A message on its way to one address.
 *
 * @param id names this delivery alone and stays the same for it: 64 hexadecimal digits
 * @param message what it is
 * @param address where it goes
 * @param text its words, escaped for the channel
 * @param perhapsSent whether an earlier try may have succeeded without anybody knowing
 */
public record Letter(String id, Message message, Address address, Text text, boolean perhapsSent) {
  /** The template of a test page. */
  static final String TEST = "test-page";

  /** Whether somebody only tries an address, so that a wrong one says nothing of the profile. */
  public boolean test() {
    return message.code().equals(TEST);
  }

  /** Whether it goes to a place where many read, not to a person. */
  public boolean toPlace() {
    return message.recipient().startsWith("channel:");
  }
}
