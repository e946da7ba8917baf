package dev.aceiro.web.ingest;

/**
 * Confirms that this installation wants a topic's messages, by an API call and never by fetching
 * what a message says.
 */
@FunctionalInterface
interface SubscriptionConfirmer {
  /**
   * Confirms so that only whoever may call the API can unsubscribe.
   *
   * @param topic the topic's ARN
   * @param token what the topic sent; not to be logged
   * @throws RuntimeException if it could not be confirmed now
   */
  void confirm(String topic, String token);
}
