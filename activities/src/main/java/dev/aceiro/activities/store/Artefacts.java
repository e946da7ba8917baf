package dev.aceiro.activities.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was captured, encrypted at rest with AES-256-GCM and named by the SHA-256 of its bytes.
 *
 * <p>Every method throws {@link StoreUnavailableException} if PostgreSQL cannot be reached.
 */
@Component
public class Artefacts {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;
  private final ArtefactKeys keys;

  /** Artefacts in that database. */
  public Artefacts(DataSource dataSource, ArtefactKeys keys) {
    jdbc = JdbcClient.create(dataSource);
    this.keys = keys;
  }

  /**
   * Keeps bytes; harmless if they are there already.
   *
   * @param incident the incident they belong to
   * @return their digest
   */
  public String store(String incident, byte[] plain) {
    String digest = Digests.sha256(plain);
    String key = keys.current();
    byte[] content = seal(key, digest, plain);
    InTime.translating(
        () ->
            jdbc.sql(
                    """
                    insert into artefact (digest, incident, key_id, content, size)
                    values (:digest, :incident, :key, :content, :size)
                    on conflict do nothing""")
                .param("digest", digest)
                .param("incident", incident)
                .param("key", key)
                .param("content", content)
                .param("size", plain.length)
                .update());
    return digest;
  }

  /**
   * The bytes of that digest.
   *
   * @throws IllegalStateException if their key is not configured, or they are not what was stored
   */
  public Optional<byte[]> read(String digest) {
    return InTime.translating(
            () ->
                jdbc.sql("select key_id, content from artefact where digest = :digest")
                    .param("digest", digest)
                    .query((row, n) -> new Sealed(row.getString(1), row.getBytes(2)))
                    .optional())
        .map(found -> open(found, digest));
  }

  private byte[] seal(String key, String digest, byte[] plain) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, digest);
      return ByteBuffer.allocate(NONCE + cipher.getOutputSize(plain.length))
          .put(nonce)
          .put(cipher.doFinal(plain))
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an artefact cannot be encrypted", e);
    }
  }

  private byte[] open(Sealed found, String digest) {
    ByteBuffer content = ByteBuffer.wrap(found.content());
    byte[] nonce = new byte[NONCE];
    content.get(nonce);
    byte[] secret = new byte[content.remaining()];
    content.get(secret);
    try {
      return cipher(Cipher.DECRYPT_MODE, found.key(), nonce, digest).doFinal(secret);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("artefact " + digest + " is not what was stored", e);
    }
  }

  /** The digest is authenticated too, so that one artefact cannot stand in for another. */
  private Cipher cipher(int mode, String key, byte[] nonce, String digest)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, keys.key(key), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((key + "/" + digest).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static final class Sealed {
    private final String key;
    private final byte[] content;

    Sealed(String key, byte[] content) {
      this.key = key;
      this.content = content;
    }

    String key() {
      return key;
    }

    byte[] content() {
      return content;
    }
  }
}
