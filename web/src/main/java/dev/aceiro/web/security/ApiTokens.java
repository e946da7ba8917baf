package dev.aceiro.web.security;

import dev.aceiro.web.StartupFailure;
import dev.aceiro.web.security.Asker.Machine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tokens of machines, known by their hashes. */
final class ApiTokens {
  private final List<Known> known = new ArrayList<>();

  /**
   * @throws StartupFailure in a sentence, where a token's entry cannot be meant
   */
  ApiTokens(List<SecurityProperties.Token> tokens) {
    for (SecurityProperties.Token token : tokens) {
      String hash = token.sha256().toLowerCase(Locale.ROOT);
      if (token.name().isBlank() || !hash.matches("[0-9a-f]{64}")) {
        throw new StartupFailure(
            "The token '%s' in aceiro.security.tokens needs a name and a sha256 of 64 hexadecimal digits."
                .formatted(token.name()));
      }
      known.add(new Known(HexFormat.of().parseHex(hash), new Machine(token.name(), token.held())));
    }
  }

  /** Who carries the token. Takes the same time for every wrong one. */
  Optional<Machine> carrier(String token) {
    byte[] given = sha256(token);
    Machine found = null;
    for (Known one : known) {
      if (MessageDigest.isEqual(one.hash(), given)) {
        found = one.machine();
      }
    }
    return Optional.ofNullable(found);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Known(byte[] hash, Machine machine) {}
}
