package dev.aceiro.web.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The {@code temporal} process of an installation. */
final class EngineVictim {
  private final Path folder;

  EngineVictim(Path home) {
    folder = home.resolve("engine");
  }

  /** Its process, if one runs. */
  Optional<ProcessHandle> process() {
    try {
      long pid = Long.parseLong(Files.readString(folder.resolve("temporal.pid")).strip());
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(p -> p.info().command().orElse("").contains("temporal"));
    } catch (IOException | NumberFormatException none) {
      return Optional.empty();
    }
  }

  /** {@code kill -9}. */
  void kill() {
    process().ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Keeps it from doing anything, though it is there: {@code SIGSTOP}. */
  void freeze() {
    signal("-STOP");
  }

  /** Lets a frozen one go on. */
  void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    process()
        .ifPresent(
            process -> {
              try {
                new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().waitFor();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /** Loses every history: what a broken disk or a careless hand does while nothing runs. */
  void loseHistories() throws IOException {
    for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
      Files.deleteIfExists(folder.resolve("temporal.db" + suffix));
    }
  }
}
