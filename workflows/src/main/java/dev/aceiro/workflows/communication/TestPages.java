package dev.aceiro.workflows.communication;

import java.util.List;

/** Shows whether a page would arrive: sends one that says it is a test. */
public interface TestPages {

  /** The kinds of channel that can send, of those this installation knows. */
  List<String> liveKinds();

  /**
   * Sends a test page now, once.
   *
   * @param kind the channel's kind, {@code slack} or {@code email}
   * @param address a Slack channel or member, or an e-mail address
   * @param language {@code pt-BR} or {@code en}
   * @param by who asked for it
   * @return what became of it: SENT, DRY where the channel is not configured, FAILED with its code
   */
  Delivery send(String kind, String address, String language, String by);
}
