package dev.aceiro.web.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a profile call things. Read from the YAML itself, so that a fault in one file
 * does not make faults of every name it gives; null where the file cannot be read at all.
 */
final class Names {
  final @Nullable Set<String> severities;
  final @Nullable Set<String> roles;
  final @Nullable Set<String> channels;
  final @Nullable Set<String> flags;
  final @Nullable Set<String> services;
  final @Nullable Set<String> environments;
  final @Nullable Set<String> sources;
  final @Nullable Set<String> checklists;
  final Set<String> documents;
  final Set<String> scenarios;
  final Set<String> guides;
  final Set<String> alarms;
  final Set<String> rules;

  Names(Reading reading) {
    severities = each(reading, "severities.yaml", "", "code");
    roles = each(reading, "roles.yaml", "", "id");
    channels = each(reading, "channels.yaml", "/channels", "id");
    flags = each(reading, Kinds.ORGANISATION, "/flags", null);
    services = each(reading, "estate.yaml", "/services", "id");
    environments = each(reading, "estate.yaml", "/environments", null);
    sources = each(reading, "sources.yaml", "", "id");
    checklists = each(reading, "checklists.yaml", "", "id");
    documents = keys(reading);
    scenarios = folder(reading, Kinds.PLAYBOOKS, "scenario");
    guides = folder(reading, Kinds.GUIDES, "id");
    alarms = folder(reading, Kinds.ALARMS, "name");
    rules = rules(reading);
  }

  private static @Nullable Set<String> each(
      Reading reading, String file, String list, @Nullable String key) {
    JsonNode root = reading.root(file);
    if (root == null) {
      return Kinds.OPTIONAL.contains(file) && !reading.has(file) ? new TreeSet<>() : null;
    }
    Set<String> names = new TreeSet<>();
    for (JsonNode entry : root.at(list)) {
      JsonNode name = key == null ? entry : entry.path(key);
      if (name.isTextual()) {
        names.add(name.asText());
      }
    }
    return names;
  }

  private static Set<String> keys(Reading reading) {
    Set<String> names = new TreeSet<>();
    JsonNode root = reading.root(Kinds.ORGANISATION);
    if (root != null) {
      root.path("documents").fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  private static Set<String> folder(Reading reading, String folder, String key) {
    Set<String> names = new TreeSet<>();
    reading
        .roots()
        .forEach(
            (path, root) -> {
              if (path.startsWith(folder) && root.path(key).isTextual()) {
                names.add(root.path(key).asText());
              }
            });
    return names;
  }

  private static Set<String> rules(Reading reading) {
    Set<String> names = new TreeSet<>();
    reading
        .roots()
        .forEach(
            (path, root) -> {
              boolean playbook = path.startsWith(Kinds.PLAYBOOKS);
              if (playbook || path.equals("escalations.yaml")) {
                for (JsonNode rule : playbook ? root.path("escalations") : root) {
                  names.add(rule.path("id").asText());
                }
              }
            });
    return names;
  }
}
