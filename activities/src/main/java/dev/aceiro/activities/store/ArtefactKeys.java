package dev.aceiro.activities.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that artefacts are encrypted with: the first for new ones, the others for those that are
 * there. A key is named by the beginning of its SHA-256.
 */
public final class ArtefactKeys {
  private static final int BYTES = 32;
  private static final int NAME = 16;

  private final Map<String, SecretKey> keys = new LinkedHashMap<>();
  private final String current;

  private ArtefactKeys(List<byte[]> secrets) {
    for (byte[] secret : secrets) {
      if (secret.length != BYTES) {
        throw new IllegalArgumentException(
            "a key of " + secret.length + " bytes, it needs " + BYTES);
      }
      keys.put(Digests.sha256(secret).substring(0, NAME), new SecretKeySpec(secret, "AES"));
    }
    current = keys.keySet().iterator().next();
  }

  /**
   * Keys given as bytes.
   *
   * @param current 32 bytes
   * @param older 32 bytes each
   */
  public static ArtefactKeys of(byte[] current, byte[]... older) {
    List<byte[]> all = new java.util.ArrayList<>();
    all.add(current);
    all.addAll(List.of(older));
    return new ArtefactKeys(all);
  }

  /**
   * Keys from files that hold 32 bytes as base64url each.
   *
   * @param files the present key's first
   * @throws IllegalArgumentException if one cannot be read or is no key; says which
   */
  public static ArtefactKeys read(List<Path> files) {
    return new ArtefactKeys(files.stream().map(ArtefactKeys::read).toList());
  }

  private static byte[] read(Path file) {
    try {
      byte[] key = Base64.getUrlDecoder().decode(Files.readString(file).strip());
      if (key.length != BYTES) {
        throw new IllegalArgumentException("it has " + key.length + " bytes");
      }
      return key;
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The key file " + file + " must hold 32 bytes as base64url: " + e.getMessage(), e);
    }
  }

  String current() {
    return current;
  }

  SecretKey key(String id) {
    SecretKey key = keys.get(id);
    if (key == null) {
      throw new IllegalStateException("no key " + id + " is configured");
    }
    return key;
  }
}
