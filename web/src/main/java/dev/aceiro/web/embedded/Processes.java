package dev.aceiro.web.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Other programs' processes: finding, running and ending them. */
final class Processes {

  /** What a program that ran to its end said. */
  record Result(int exitCode, String output) {}

  private Processes() {}

  /** Whether it still runs. One that ended and that nobody has waited for does not. */
  static boolean alive(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    try {
      // "pid (any name) state …", and a name may hold anything
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      char state = stat.charAt(stat.lastIndexOf(')') + 2);
      return state != 'Z' && state != 'X';
    } catch (IOException | IndexOutOfBoundsException e) {
      return process.isAlive();
    }
  }

  /** The command line, program first; empty if this user may not see it. */
  static List<String> commandLine(ProcessHandle process) {
    try {
      byte[] line = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
      return List.of(new String(line, StandardCharsets.UTF_8).split("\0"));
    } catch (IOException e) {
      List<String> words = new ArrayList<>();
      process.info().command().ifPresent(words::add);
      process.info().arguments().ifPresent(arguments -> words.addAll(List.of(arguments)));
      return words;
    }
  }

  /** The running processes whose command line has each of these words. */
  static List<ProcessHandle> running(String... words) {
    List<String> wanted = List.of(words);
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(process -> commandLine(process).containsAll(wanted))
        .filter(Processes::alive)
        .toList();
  }

  /**
   * Asks it to end, and ends it by force when it has not done so in time.
   *
   * @param grace how long it may take
   */
  static void end(ProcessHandle process, Duration grace) {
    process.destroy();
    if (!ended(process, grace)) {
      process.destroyForcibly();
      ended(process, Duration.ofSeconds(10));
    }
  }

  /** Waits for its end. */
  static boolean ended(ProcessHandle process, Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    while (alive(process)) {
      if (System.nanoTime() > until) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return !alive(process);
      }
    }
    return true;
  }

  /**
   * Runs a program to its end.
   *
   * @return how it ended and what it wrote, to either stream
   */
  static Result run(ProcessBuilder program, Duration patience)
      throws IOException, InterruptedException, TimeoutException {
    Path output = Files.createTempFile("aceiro", ".out");
    try {
      Process process =
          program
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(new File("/dev/null"))
              .start();
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new TimeoutException(
            program.command() + " did not end within " + patience.toSeconds() + " s");
      }
      return new Result(process.exitValue(), Files.readString(output).strip());
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** The executable of that name in one of the folders of PATH. */
  static Optional<Path> onPath(String program) {
    String path = System.getenv("PATH");
    if (path == null) {
      return Optional.empty();
    }
    for (String folder : path.split(File.pathSeparator)) {
      Path file = Path.of(folder.isEmpty() ? "." : folder, program).toAbsolutePath();
      if (Files.isRegularFile(file) && Files.isExecutable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
