package dev.aceiro.activities.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What e-mail needs besides {@code spring.mail.*}.
 *
 * @param from the sender's address; without one, or without {@code spring.mail.host}, e-mail is dry
 */
@ConfigurationProperties("aceiro.mail")
record MailSettings(@Nullable String from) {
  MailSettings {
    if (from != null && from.isBlank()) {
      from = null;
    }
    if (from != null) {
      try {
        new InternetAddress(from, true);
      } catch (AddressException e) {
        throw new IllegalArgumentException("aceiro.mail.from is no e-mail address: " + from, e);
      }
    }
  }
}
