package dev.aceiro.web.embedded;

import dev.aceiro.web.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Secrets an installation makes for itself the first time it needs them, one file each, readable by
 * its owner only.
 */
public final class Secrets {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  private final Path folder;

  Secrets(Path folder) {
    this.folder = folder;
  }

  /**
   * A password: 43 characters that need no quoting anywhere.
   *
   * @param name of the file
   */
  public String password(String name) {
    try {
      return Files.readString(file(name)).strip();
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /**
   * The file of a 256-bit key, base64url without padding, made if it is not there.
   *
   * @param name of the file
   */
  public Path file(String name) {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      byte[] secret = new byte[BYTES];
      RANDOM.nextBytes(secret);
      try {
        Private.write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
      } catch (IOException e) {
        throw unreadable(name, e);
      }
    }
    return file;
  }

  private StartupFailure unreadable(String name, IOException e) {
    return new StartupFailure(
        "The file %s cannot be read or written (%s): give this user the right to it."
            .formatted(folder.resolve(name), e.getClass().getSimpleName()),
        e);
  }
}
