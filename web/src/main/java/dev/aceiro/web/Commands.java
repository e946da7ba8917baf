package dev.aceiro.web;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds the command that the first argument names. */
final class Commands {

  private static final int MISUSED = 2;

  private final List<Command> commands = new ArrayList<>();

  Commands(Iterable<Command> commands) {
    commands.forEach(this.commands::add);
    this.commands.sort(Comparator.comparing(Command::name));
  }

  static Commands installed() {
    return new Commands(ServiceLoader.load(Command.class));
  }

  /** Whether these arguments call a command, known or not, rather than start the application. */
  static boolean called(String... arguments) {
    return arguments.length > 0 && !arguments[0].startsWith("--");
  }

  /**
   * @return the exit code
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
    try {
      return command.get().run(List.of(arguments).subList(1, arguments.length));
    } catch (StartupFailure e) {
      errors.println("aceiro: " + e.getMessage());
      return 1;
    } catch (Exception e) {
      e.printStackTrace(errors);
      return 1;
    }
  }
}
