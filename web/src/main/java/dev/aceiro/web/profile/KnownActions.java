package dev.aceiro.web.profile;

import dev.aceiro.web.profile.yaml.PlaybookFile;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types of actions that somebody could mean: a script with another one has a slip of the pen. */
public final class KnownActions {
  private static final Pattern TYPE = Pattern.compile("(?m)^\\s*(?:- )?\\{?type: ([a-z0-9.-]+)");

  private KnownActions() {}

  /** Those that a profile's playbooks and rules name. */
  public static Set<String> of(Profile profile) {
    Set<String> types = new TreeSet<>();
    for (PlaybookFile playbook : profile.document().playbooks()) {
      playbook.actions().forEach(step -> types.add(step.type()));
    }
    profile.plan().escalations().stream()
        .map(rule -> rule.when().action())
        .filter(action -> action != null)
        .forEach(types::add);
    return types;
  }

  /** Whether this program can execute it, or a shipped profile names it. */
  public static boolean wellKnown(String type) {
    return Everywhere.TYPES.contains(type);
  }

  /** Looked for once, and only when somebody asks. */
  private static final class Everywhere {
    static final Set<String> TYPES = find();

    private static Set<String> find() {
      Set<String> types = new TreeSet<>(ExecutableTypes.all());
      for (ProfileFiles files : ProfileFiles.shipped()) {
        files
            .contents()
            .forEach(
                (path, content) -> {
                  if (path.startsWith(Kinds.PLAYBOOKS)) {
                    Matcher type = TYPE.matcher(content);
                    while (type.find()) {
                      types.add(type.group(1));
                    }
                  }
                });
      }
      return types;
    }
  }
}
