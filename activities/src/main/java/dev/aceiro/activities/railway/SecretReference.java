package dev.aceiro.activities.railway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the responder finds a secret: {@code env:NAME}, a variable of its environment, or {@code
 * file:PATH}. What is there is read when it is needed and kept nowhere.
 *
 * @param where the reference
 */
record SecretReference(String where) {
  private static final String ENVIRONMENT = "env:";
  private static final String FILE = "file:";

  SecretReference {
    if (!where.startsWith(ENVIRONMENT) && !where.startsWith(FILE)) {
      throw new IllegalArgumentException(
          "aceiro.railway: a secret is named by env:NAME or file:PATH, and never written out");
    }
  }

  /** The secret; null if there is none. */
  @Nullable String read() {
    String found =
        where.startsWith(ENVIRONMENT)
            ? System.getenv(where.substring(ENVIRONMENT.length()))
            : content(Path.of(where.substring(FILE.length())));
    return found == null || found.isBlank() ? null : found.strip();
  }

  private static @Nullable String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      return null;
    }
  }
}
