package dev.aceiro.web.profile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which files and folders a profile may have, and the schema of each. */
final class Kinds {
  /** The file by which a folder is known to be a profile. */
  static final String ORGANISATION = "organisation.yaml";

  static final String ALARMS = "alarms/";
  static final String PLAYBOOKS = "playbooks/";
  static final String GUIDES = "guides/";

  /** Files that every profile has. */
  static final List<String> REQUIRED =
      List.of(
          ORGANISATION,
          "severities.yaml",
          "escalations.yaml",
          "roles.yaml",
          "contacts.yaml",
          "channels.yaml",
          "sources.yaml",
          "decisions.yaml",
          "recovery.yaml",
          "postmortem.yaml",
          "templates.yaml",
          "estate.yaml",
          "alarm-rules.yaml");

  /** Files that a profile may have. */
  static final List<String> OPTIONAL =
      List.of("triage.yaml", "checklists.yaml", "freeze.yaml", "emergency-access.yaml");

  private Kinds() {}

  /** The schema of a file, or null where nobody reads it. */
  static @Nullable String of(String path) {
    if (path.startsWith(ALARMS)) {
      return "alarm";
    }
    if (path.startsWith(PLAYBOOKS)) {
      return "playbook";
    }
    if (path.startsWith(GUIDES)) {
      return "guide";
    }
    return REQUIRED.contains(path) || OPTIONAL.contains(path)
        ? path.substring(0, path.length() - ".yaml".length())
        : null;
  }
}
