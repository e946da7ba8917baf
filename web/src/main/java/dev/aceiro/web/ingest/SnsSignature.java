package dev.aceiro.web.ingest;

import dev.aceiro.web.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Signatures of SNS messages, versions 1 and 2. */
final class SnsSignature {

  private SnsSignature() {}

  /**
   * The JDK's name of a version's algorithm.
   *
   * @throws Problem for a version nobody knows
   */
  static String algorithm(@Nullable String version) {
    return switch (String.valueOf(version)) {
      case "1" -> "SHA1withRSA";
      case "2" -> "SHA256withRSA";
      default -> throw Refused.signatureVersion(String.valueOf(version));
    };
  }

  /**
   * Checks that the key's owner signed the message.
   *
   * @throws Problem if not
   */
  static void verify(SnsMessage message, PublicKey key) {
    String algorithm = algorithm(message.signatureVersion());
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initVerify(key);
      signature.update(message.signed().getBytes(StandardCharsets.UTF_8));
      if (signature.verify(Base64.getDecoder().decode(String.valueOf(message.signature())))) {
        return;
      }
    } catch (GeneralSecurityException | IllegalArgumentException broken) {
      throw Refused.signatureWrong().because(broken);
    }
    throw Refused.signatureWrong();
  }
}
