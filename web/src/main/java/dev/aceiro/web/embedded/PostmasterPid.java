package dev.aceiro.web.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL notes about the server of a data directory.
 *
 * @param pid the server's process
 * @param port where it listens
 * @see <a href="https://www.postgresql.org/docs/17/storage-file-layout.html">postmaster.pid</a>
 */
record PostmasterPid(long pid, int port) {

  private static final int PID = 0;
  private static final int PORT = 3;

  /** Empty where there is none, or one that was cut off while being written. */
  static Optional<PostmasterPid> read(Path data) throws IOException {
    try {
      List<String> lines = Files.readAllLines(file(data));
      if (lines.size() <= PORT) {
        return Optional.empty();
      }
      return Optional.of(
          new PostmasterPid(
              Long.parseLong(lines.get(PID).strip()), Integer.parseInt(lines.get(PORT).strip())));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Replaces a process id that is no server's: that of another program by now, or of a server that
   * has ended and that nobody has waited for. PostgreSQL would refuse to start for either. The file
   * stays: the key of the shared memory in it keeps a new server from starting while parts of an
   * old one still write. The id written is one of which PostgreSQL knows that it is no server: that
   * of the process which has it started.
   */
  static void disown(Path data) throws IOException {
    Optional<PostmasterPid> noted = read(data);
    if (noted.isPresent() && noted.get().server(data).isEmpty()) {
      List<String> lines = new ArrayList<>(Files.readAllLines(file(data)));
      lines.set(PID, Long.toString(ProcessHandle.current().pid()));
      Files.write(file(data), lines);
    }
  }

  private static Path file(Path data) {
    return data.resolve("postmaster.pid");
  }

  /** The process, if it runs and is the server of that data directory. */
  Optional<ProcessHandle> server(Path data) {
    return ProcessHandle.of(pid)
        .filter(Processes::alive)
        .filter(
            process -> {
              List<String> words = Processes.commandLine(process);
              return !words.isEmpty()
                  && words.getFirst().endsWith("postgres")
                  && words.contains(data.toString());
            });
  }
}
