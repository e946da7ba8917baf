package dev.aceiro.web.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A port of 127.0.0.1 that a program of ours has kept since its first start, for as long as nobody
 * else takes it.
 */
final class RememberedPort {

  private final Path file;

  RememberedPort(Path file) {
    this.file = file;
  }

  /** The one of last time if it is free, else another that is remembered from now on. */
  int get() throws IOException {
    if (Files.exists(file)) {
      try {
        int port = Integer.parseInt(Files.readString(file).strip());
        if (Ports.free(port)) {
          return port;
        }
      } catch (NumberFormatException e) {
        // a file that somebody else wrote is replaced
      }
    }
    int port = Ports.choose();
    Private.write(file, Integer.toString(port));
    return port;
  }
}
