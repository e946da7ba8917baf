package dev.aceiro.activities.slack;

import java.util.Optional;

/**
 * A message in Slack.
 *
 * @param channel the channel's id
 * @param ts its instant there, which is its name
 */
record SlackReference(String channel, String ts) {
  String text() {
    return channel + "/" + ts;
  }

  static Optional<SlackReference> of(String text) {
    int slash = text.indexOf('/');
    return slash < 1
        ? Optional.empty()
        : Optional.of(new SlackReference(text.substring(0, slash), text.substring(slash + 1)));
  }
}
