package dev.aceiro.activities.slack;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this installation reaches Slack.
 *
 * @param token the bot's token, with the scopes {@code chat:write}, {@code chat:write.public}, to
 *     find members by e-mail {@code users:read.email} with {@code users:read} and, to recognise its
 *     own messages after a lost answer, {@code channels:history}; absent: dry
 * @param url where the methods are, ending with a slash; another one for tests
 */
@ConfigurationProperties("aceiro.slack")
record SlackSettings(@Nullable String token, @DefaultValue("https://slack.com/api/") String url) {
  SlackSettings {
    if (token != null && token.isBlank()) {
      token = null;
    }
    if (!url.endsWith("/")) {
      throw new IllegalArgumentException("aceiro.slack.url must end with a slash: " + url);
    }
  }

  @Override
  public String toString() {
    return "SlackSettings[url=" + url + ", token=" + (token == null ? "absent" : "present") + "]";
  }
}
