package dev.aceiro.web.simulate;

import dev.aceiro.web.Command;
import dev.aceiro.web.CommandLine;
import dev.aceiro.web.CommandLine.MisuseException;
import dev.aceiro.web.StartupFailure;
import dev.aceiro.web.profile.Profile;
import dev.aceiro.web.profile.ProfileLoader;
import dev.aceiro.web.words.Bundles;
import dev.aceiro.web.words.Languages;
import dev.aceiro.web.words.Words;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code simulate --profile P --file SCRIPT}: the answer of {@code POST
 * /api/v1/profiles/P/simulate} without a server. P is a shipped profile's id or a folder.
 */
public final class SimulateCommand implements Command {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrintStream out;
  private final PrintStream err;

  public SimulateCommand() {
    this(System.out, System.err);
  }

  SimulateCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public String name() {
    return "simulate";
  }

  @Override
  public int run(List<String> args) throws Exception {
    CommandLine line = new CommandLine(args, List.of("--profile", "--file"), List.of());
    line.none();
    String named = line.option("--profile");
    String file = line.option("--file");
    if (named == null || file == null) {
      throw new MisuseException(
          "Say which profile and which script: simulate --profile P --file script.json.");
    }
    byte[] script = script(Path.of(file));
    Profile profile = ProfileLoader.one(named);
    Words words = Bundles.of(Simulator.BUNDLES);
    Locale locale = Languages.ofThisMachine();
    Simulator.Outcome outcome = run(new Simulator(words), profile, script, file, locale);
    SimulationAnswer answer = outcome.answer();
    if (answer == null) {
      for (var fault : outcome.faults()) {
        SortedMap<String, String> params = new TreeMap<>(fault.params());
        params.put("pointer", fault.pointer());
        err.println(file + ": " + words.say("fault." + fault.code(), params, locale));
      }
      return 1;
    }
    out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
    return 0;
  }

  private static byte[] script(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new StartupFailure("The script " + file + " cannot be read.", unreadable);
    }
  }

  private static Simulator.Outcome run(
      Simulator simulator, Profile profile, byte[] script, String file, Locale locale) {
    try {
      return simulator.run(profile, script, locale);
    } catch (JacksonException malformed) {
      var where = malformed.getLocation();
      throw new StartupFailure(
          "The script %s is not JSON, see line %d."
              .formatted(file, where == null ? 1 : where.getLineNr()),
          malformed);
    }
  }
}
