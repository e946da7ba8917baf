package dev.aceiro.web.permissions;

import dev.aceiro.web.Command;
import dev.aceiro.web.CommandLine;
import dev.aceiro.web.CommandLine.MisuseException;
import dev.aceiro.web.StartupFailure;
import dev.aceiro.web.profile.Profile;
import dev.aceiro.web.profile.ProfileLoader;
import dev.aceiro.web.words.Bundles;
import dev.aceiro.web.words.Languages;
import dev.aceiro.web.words.Words;
import dev.aceiro.workflows.containment.LeastPrivilege;
import dev.aceiro.workflows.containment.LeastPrivilege.GrantDocument;
import dev.aceiro.workflows.containment.LeastPrivilege.Home;
import dev.aceiro.workflows.containment.LeastPrivilege.Note;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code permissions --profile P}: what the responder's credentials must be allowed for the actions
 * that the profile's playbooks name, on the resources of its estate. P is a shipped profile's id or
 * a folder. Reads files, asks nobody, grants nothing.
 */
public final class PermissionsCommand implements Command {
  private static final List<String> OPTIONS =
      List.of("--profile", "--account", "--region", "--name", "--namespace", "--to");
  private static final String ALL = "--all-types";

  private final PrintStream out;

  public PermissionsCommand() {
    this(System.out);
  }

  PermissionsCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public String name() {
    return "permissions";
  }

  @Override
  public int run(List<String> args) throws Exception {
    CommandLine line = new CommandLine(args, OPTIONS, List.of(ALL));
    line.none();
    String named = line.option("--profile");
    if (named == null) {
      throw new MisuseException("Say for which profile: permissions --profile P.");
    }
    Home home = home(line);
    Profile profile = ProfileLoader.one(named);
    LeastPrivilege privilege = ServiceLoader.load(LeastPrivilege.class).findFirst().orElseThrow();
    SortedSet<String> types = line.has(ALL) ? privilege.types() : enabled(profile, privilege);
    List<GrantDocument> documents = privilege.documents(types, estate(profile), home);
    Speech speech = new Speech(Bundles.of("permissions"), Languages.ofThisMachine());
    out.print(
        speech.comment(
            new Note(
                "head",
                new TreeMap<>(
                    Map.of("profile", profile.id(), "types", String.join(", ", types))))));
    out.print(speech.comment(new Note("roles", new TreeMap<>())));
    String folder = line.option("--to");
    for (GrantDocument document : documents) {
      out.println();
      out.print("# " + document.file() + "\n");
      document.notes().forEach(note -> out.print(speech.comment(note)));
      if (folder == null) {
        out.print(document.text());
      } else {
        write(Path.of(folder), document);
      }
    }
    return 0;
  }

  private static Home home(CommandLine line) throws MisuseException {
    return new Home(
        checked("--account", line, "\\d{12}", null),
        checked("--region", line, "[a-z]{2}(-[a-z]+)+-\\d", null),
        Objects.requireNonNull(
            checked("--name", line, "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", "aceiro-responder")),
        Objects.requireNonNull(
            checked("--namespace", line, "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", "aceiro")));
  }

  private static @Nullable String checked(
      String option, CommandLine line, String form, @Nullable String otherwise)
      throws MisuseException {
    String given = line.option(option);
    if (given != null && !given.matches(form)) {
      throw new MisuseException("'%s' is no value for %s.".formatted(given, option));
    }
    return given == null ? otherwise : given;
  }

  /** What the profile's playbooks name and this program has. */
  private static SortedSet<String> enabled(Profile profile, LeastPrivilege privilege) {
    SortedSet<String> types = new TreeSet<>();
    profile
        .plan()
        .playbooks()
        .forEach(playbook -> playbook.actions().forEach(action -> types.add(action.type())));
    types.retainAll(privilege.types());
    return types;
  }

  private static List<SortedMap<String, String>> estate(Profile profile) {
    List<SortedMap<String, String>> estate = new ArrayList<>();
    profile.document().estate().services().forEach(service -> estate.addAll(service.resources()));
    return estate;
  }

  private static void write(Path folder, GrantDocument document) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(document.file()), document.text());
    } catch (IOException unwritable) {
      throw new StartupFailure(
          "%s cannot be written in %s.".formatted(document.file(), folder), unwritable);
    }
  }

  /** Notes as comments, in somebody's language. */
  private record Speech(Words words, Locale locale) {
    String comment(Note note) {
      return "# " + words.say("permissions." + note.code(), note.params(), locale) + "\n";
    }
  }
}
