package dev.aceiro.activities.communication;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What messages say about this installation.
 *
 * @param publicUrl the console's address as its readers reach it; absent: messages carry no link
 */
@ConfigurationProperties("aceiro")
record CommunicationSettings(@Nullable URI publicUrl) {
  CommunicationSettings {
    if (publicUrl != null && publicUrl.getHost() == null) {
      throw new IllegalArgumentException(
          "aceiro.public-url must be an address such as https://aceiro.example.com, not "
              + publicUrl);
    }
  }

  /** The address of an incident's page, or null. */
  @Nullable String link(String incident) {
    if (publicUrl == null || incident.isBlank()) {
      return null;
    }
    String base = publicUrl.toString();
    return (base.endsWith("/") ? base : base + "/") + "incidents/" + incident;
  }
}
