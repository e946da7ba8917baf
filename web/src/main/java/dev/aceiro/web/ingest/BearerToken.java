package dev.aceiro.web.ingest;

import dev.aceiro.activities.store.Digests;
import dev.aceiro.web.ingest.AlarmSources.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Proof by {@code Authorization: Bearer …}, compared in a time that does not tell how much of it
 * was right.
 */
final class BearerToken {

  private static final String SCHEME = "Bearer ";

  private BearerToken() {}

  static void require(Delivery delivery, Source source) {
    String header = delivery.header("Authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw Refused.tokenMissing();
    }
    String given = header.substring(SCHEME.length()).strip();
    // Of digests, as their length says nothing of the token's.
    byte[] said = Digests.sha256(given).getBytes(StandardCharsets.US_ASCII);
    byte[] expected = Digests.sha256(source.token()).getBytes(StandardCharsets.US_ASCII);
    if (source.token().isEmpty() || !MessageDigest.isEqual(said, expected)) {
      throw Refused.tokenWrong();
    }
  }
}
