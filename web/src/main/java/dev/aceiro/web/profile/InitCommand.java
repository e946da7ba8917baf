package dev.aceiro.web.profile;

import dev.aceiro.web.Command;
import dev.aceiro.web.CommandLine;
import dev.aceiro.web.CommandLine.MisuseException;
import dev.aceiro.web.StartupFailure;
import dev.aceiro.web.words.Bundles;
import dev.aceiro.web.words.Languages;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * {@code init FOLDER --from PROFILE}: a profile of one's own that begins as a copy of a shipped
 * one, with the schemas beside it, so that an editor completes what may be said.
 */
public final class InitCommand implements Command {
  private static final String SCHEMAS = ".schema";

  private final PrintStream out;

  public InitCommand() {
    this(System.out);
  }

  InitCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public String name() {
    return "init";
  }

  @Override
  public int run(List<String> args) throws Exception {
    CommandLine line = new CommandLine(args, List.of("--from"), List.of());
    Path folder = Path.of(line.only("Name one folder: init FOLDER --from PROFILE."));
    List<ProfileFiles> shipped = ProfileFiles.shipped();
    String known = shipped.stream().map(ProfileFiles::id).collect(Collectors.joining(", "));
    String from = line.option("--from");
    if (from == null) {
      throw new MisuseException("Say which profile to start from, --from one of: " + known + ".");
    }
    ProfileFiles profile =
        shipped.stream()
            .filter(one -> one.id().equals(from))
            .findFirst()
            .orElseThrow(
                () ->
                    new MisuseException(
                        "There is no profile '"
                            + from
                            + "' to start from; there are: "
                            + known
                            + "."));
    try {
      write(profile, folder);
    } catch (FileSystemException unwritable) {
      throw new StartupFailure(
          "%s cannot be written: %s.".formatted(folder, unwritable.getMessage()), unwritable);
    }
    Locale locale = Languages.ofThisMachine();
    out.println(
        Bundles.of("faults")
            .say("init.done", Map.of("folder", folder.toString(), "from", from), locale));
    return 0;
  }

  private static void write(ProfileFiles profile, Path folder) throws IOException {
    if (Files.exists(folder) && !empty(folder)) {
      throw new StartupFailure(
          "%s is there already and not empty; name a folder that is new or empty."
              .formatted(folder));
    }
    for (var file : profile.contents().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.writeString(path, modeline(file.getKey()) + file.getValue());
    }
    Path schemas = Files.createDirectories(folder.resolve(SCHEMAS));
    for (Resource schema :
        new PathMatchingResourcePatternResolver()
            .getResources("classpath:" + Schemas.FOLDER + "*.json")) {
      Files.writeString(
          schemas.resolve(String.valueOf(schema.getFilename())),
          schema.getContentAsString(StandardCharsets.UTF_8));
    }
  }

  /** The first line by which editors find a file's schema. */
  private static String modeline(String path) {
    String up = path.contains("/") ? "../" : "";
    return "# yaml-language-server: $schema=%s%s/%s.json\n".formatted(up, SCHEMAS, Kinds.of(path));
  }

  private static boolean empty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findAny().isEmpty();
    }
  }
}
