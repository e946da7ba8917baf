package dev.aceiro.web;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.springframework.boot.logging.LoggingSystem;

/** Finds the command that the first argument names. */
final class Commands {

  private static final int MISUSED = 2;

  private final List<Command> commands = new ArrayList<>();

  Commands(Iterable<Command> commands) {
    commands.forEach(this.commands::add);
    this.commands.sort(Comparator.comparing(Command::name));
  }

  /** Those of this program; what they print is UTF-8 whatever the machine prefers, as JSON is. */
  static Commands installed() {
    System.setOut(utf8(FileDescriptor.out));
    System.setErr(utf8(FileDescriptor.err));
    return new Commands(ServiceLoader.load(Command.class));
  }

  private static PrintStream utf8(FileDescriptor to) {
    return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
  }

  /** Whether these arguments call a command, known or not, rather than start the application. */
  static boolean called(String... arguments) {
    return arguments.length > 0 && !arguments[0].startsWith("--");
  }

  /**
   * @return the exit code: 0 for success, 1 for a failure, 2 for a wrong call
   */
  int run(PrintStream errors, String... arguments) {
    Optional<Command> command =
        commands.stream().filter(c -> c.name().equals(arguments[0])).findFirst();
    if (command.isEmpty()) {
      errors.println("aceiro: there is no command " + arguments[0] + "; there are:");
      errors.println("  (none)  starts Aceiro; settings as --name=value");
      commands.forEach(c -> errors.println("  " + c.name()));
      return MISUSED;
    }
    // Nothing but the answer is said: what libraries log is for a running application.
    LoggingSystem.get(Commands.class.getClassLoader()).beforeInitialize();
    try {
      return command.get().run(List.of(arguments).subList(1, arguments.length));
    } catch (CommandLine.MisuseException e) {
      errors.println("aceiro " + arguments[0] + ": " + e.getMessage());
      return MISUSED;
    } catch (StartupFailure e) {
      errors.println("aceiro: " + e.getMessage());
      return 1;
    } catch (Exception e) {
      e.printStackTrace(errors);
      return 1;
    }
  }
}
