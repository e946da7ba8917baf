package dev.aceiro.web.ingest;

import dev.aceiro.web.StartupFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.UUID;

/**
 * The stand-in for SNS that a local installation makes for itself: a key that signs test alarms and
 * the certificate by which its source {@code cloudwatch} verifies them. Both are files in {@code
 * aceiro.home/sns}.
 */
final class SnsIdentity {

  /** The topic from which test alarms seem to come. */
  static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:aceiro-local";

  private static final Duration VALID = Duration.ofDays(3650);

  private final Path folder;

  SnsIdentity(Path folder) {
    this.folder = folder;
  }

  Path certificate() {
    return folder.resolve("certificate.pem");
  }

  private Path keyFile() {
    return folder.resolve("key.pem");
  }

  /** Makes the pair, unless there is one that is still valid. */
  SnsIdentity ensure(InstantSource clock) {
    Instant now = clock.instant();
    try {
      if (Files.exists(certificate()) && Files.exists(keyFile()) && valid(now)) {
        return this;
      }
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair keys = generator.generateKeyPair();
      write(keyFile(), SelfSigned.pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
      write(
          certificate(),
          SelfSigned.pem(
              "sns.amazonaws.com", keys, now.minus(Duration.ofDays(1)), now.plus(VALID)));
      return this;
    } catch (IOException | GeneralSecurityException impossible) {
      throw new StartupFailure(
          "Aceiro cannot keep the key for test alarms in %s (%s): give this user the right to write there."
              .formatted(folder, impossible.getMessage()),
          impossible);
    }
  }

  /** The key that signs. */
  PrivateKey key() throws IOException, GeneralSecurityException {
    String pem = Files.readString(keyFile());
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  private boolean valid(Instant now) throws IOException {
    try {
      return SnsCertificates.parse(Files.readAllBytes(certificate()))
          .getNotAfter()
          .toInstant()
          .isAfter(now.plus(Duration.ofDays(30)));
    } catch (GeneralSecurityException broken) {
      return false;
    }
  }

  private static void write(Path file, String content) throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, content, StandardCharsets.US_ASCII);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
