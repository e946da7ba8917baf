package dev.aceiro.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words after a command's name: options as {@code --name value} or {@code --name=value},
 * switches as {@code --name}, and the rest in order.
 */
public final class CommandLine {
  private final List<String> words = new ArrayList<>();
  private final Map<String, String> options = new LinkedHashMap<>();

  /**
   * Reads them.
   *
   * @param options names of options that take a value
   * @param switches names of options that take none
   * @throws MisuseException with one sentence for an option that is unknown or lacks its value
   */
  public CommandLine(List<String> args, List<String> options, List<String> switches)
      throws MisuseException {
    for (int i = 0; i < args.size(); i++) {
      String[] parts = args.get(i).split("=", 2);
      if (!args.get(i).startsWith("--")) {
        words.add(args.get(i));
      } else if (switches.contains(parts[0]) && parts.length == 1) {
        this.options.put(parts[0], "");
      } else if (!options.contains(parts[0])) {
        throw new MisuseException("There is no option " + args.get(i) + ".");
      } else if (parts.length == 2) {
        this.options.put(parts[0], parts[1]);
      } else if (i + 1 < args.size()) {
        this.options.put(parts[0], args.get(++i));
      } else {
        throw new MisuseException(parts[0] + " needs a value.");
      }
    }
  }

  /** The value of an option, or null where it was not given. */
  public @Nullable String option(String name) {
    return options.get(name);
  }

  /** Whether a switch was given. */
  public boolean has(String name) {
    return options.containsKey(name);
  }

  /**
   * The only word.
   *
   * @throws MisuseException with that sentence where there are none or several
   */
  public String only(String otherwise) throws MisuseException {
    if (words.size() != 1) {
      throw new MisuseException(otherwise);
    }
    return words.getFirst();
  }

  /**
   * Makes sure that there are no words.
   *
   * @throws MisuseException where there are
   */
  public void none() throws MisuseException {
    if (!words.isEmpty()) {
      throw new MisuseException("Nobody knows what to do with '" + words.getFirst() + "'.");
    }
  }

  /** A command was called wrongly; the message is the one sentence that the person is told. */
  public static final class MisuseException extends Exception {
    private static final long serialVersionUID = 1L;

    public MisuseException(String sentence) {
      super(sentence);
    }
  }
}
