package dev.aceiro.web.profile;

import dev.aceiro.web.Command;
import dev.aceiro.web.CommandLine;
import dev.aceiro.web.CommandLine.MisuseException;
import dev.aceiro.web.profile.yaml.PlaybookFile;
import dev.aceiro.web.words.Bundles;
import dev.aceiro.web.words.Languages;
import dev.aceiro.web.words.Words;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.playbook.SuggestedAction;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code check FOLDER}: everything that is wrong with the profiles in a folder. Exit code 1 where
 * one of them would be refused, so that a pipeline can ask.
 */
public final class CheckCommand implements Command {
  private static final String MANUAL = "manual";

  private final PrintStream out;

  public CheckCommand() {
    this(System.out);
  }

  CheckCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public String name() {
    return "check";
  }

  @Override
  public int run(List<String> args) throws Exception {
    CommandLine line = new CommandLine(args, List.of(), List.of("--server"));
    Path folder = Path.of(line.only("Name one folder: check FOLDER [--server]."));
    if (!Files.isDirectory(folder)) {
      throw new MisuseException("There is no folder " + folder + ".");
    }
    Words words = Bundles.of("faults");
    Locale locale = Languages.ofThisMachine();
    boolean good = true;
    for (ProfileFiles files : ProfileFiles.in(folder)) {
      ProfileReader.Result result = ProfileReader.read(files, !line.has("--server"));
      result.faults().forEach(fault -> out.println(fault.say(words, locale)));
      if (!files.ignored().isEmpty()) {
        out.println(
            words.say(
                "check.ignored",
                Map.of("profile", files.id(), "files", String.join(", ", files.ignored())),
                locale));
      }
      Profile profile = result.profile();
      if (profile == null) {
        good = false;
        out.println(words.say("check.refused", Map.of("profile", files.id()), locale));
      } else {
        manual(profile, words, locale);
        outside(profile, words, locale);
        out.println(
            words.say(
                "check.good",
                Map.of("profile", files.id(), "version", files.version().substring(0, 12)),
                locale));
      }
    }
    return good ? 0 : 1;
  }

  /** What people will have to do by hand here. */
  private void manual(Profile profile, Words words, Locale locale) {
    Set<String> here = ExecutableTypes.all();
    for (Playbook playbook : profile.plan().playbooks()) {
      for (SuggestedAction action : playbook.actions()) {
        if (!action.type().equals(MANUAL) && !here.contains(action.type())) {
          out.println(
              words.say(
                  "check.manual",
                  Map.of(
                      "profile",
                      profile.id(),
                      "scenario",
                      playbook.scenario(),
                      "type",
                      action.type(),
                      "title",
                      action.title()),
                  locale));
        }
      }
    }
  }

  /** What its playbooks act on and nobody could propose: it is not in the estate. */
  private void outside(Profile profile, Words words, Locale locale) {
    for (PlaybookFile playbook : profile.document().playbooks()) {
      for (PlaybookFile.Step step : playbook.actions()) {
        EstateChecks.outside(profile.document().estate(), step)
            .ifPresent(
                stranger ->
                    out.println(
                        words.say(
                            "check.outside",
                            Map.of(
                                "profile",
                                profile.id(),
                                "scenario",
                                playbook.scenario(),
                                "title",
                                step.title(),
                                "parameter",
                                stranger.parameter(),
                                "value",
                                stranger.value(),
                                "known",
                                String.join(", ", stranger.known())),
                            locale)));
      }
    }
  }
}
