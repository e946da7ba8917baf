package dev.aceiro.web.profile;

import dev.aceiro.web.profile.yaml.CheckEntry;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** One name, one thing. */
final class UniqueChecks {
  private final Reading reading;
  private final Faults faults;

  UniqueChecks(Reading reading, Faults faults) {
    this.reading = reading;
    this.faults = faults;
  }

  void run() {
    each("severities.yaml", "", "code", reading.severities, s -> s.code());
    each("roles.yaml", "", "id", reading.roles, r -> r.id());
    each("sources.yaml", "", "id", reading.sources, s -> s.id());
    each("templates.yaml", "", "id", reading.templates, t -> t.id());
    each("checklists.yaml", "", "id", reading.checklists, c -> c.id());
    for (int i = 0; i < reading.checklists.size(); i++) {
      String place = "/" + i + "/items";
      each("checklists.yaml", place, "id", reading.checklists.get(i).items(), item -> item.id());
    }
    if (reading.channels != null) {
      each("channels.yaml", "/channels", "id", reading.channels.channels(), c -> c.id());
    }
    if (reading.decisions != null) {
      each("decisions.yaml", "/holds", "hold", reading.decisions.holds(), h -> h.hold().name());
      for (int i = 0; i < reading.decisions.holds().size(); i++) {
        SortedMap<String, String> lifters = new TreeMap<>();
        List<String> liftedBy = reading.decisions.holds().get(i).liftedBy();
        for (int r = 0; r < liftedBy.size(); r++) {
          once(lifters, liftedBy.get(r), "decisions.yaml", "/holds/" + i + "/liftedBy/" + r);
        }
      }
    }
    if (reading.estate != null) {
      each("estate.yaml", "/services", "id", reading.estate.services(), s -> s.id());
    }
    if (reading.organisation != null) {
      each(Kinds.ORGANISATION, "/slos", "id", reading.organisation.slos(), s -> s.id());
    }
    if (reading.postmortem != null) {
      each("postmortem.yaml", "/fields", "id", reading.postmortem.fields(), f -> f.id());
    }
    if (reading.recovery != null) {
      checks("recovery.yaml", "/criteria", reading.recovery.criteria());
    }
    reading.playbooks.forEach((file, playbook) -> checks(file, "/checks", playbook.checks()));
    files(reading.alarms, "/name", a -> a.name());
    files(reading.playbooks, "/scenario", p -> p.scenario());
    files(reading.guides, "/id", g -> g.id());
    SortedMap<String, String> rules = new TreeMap<>();
    for (Rule rule : Rule.of(reading)) {
      once(rules, rule.entry().id(), rule.file(), rule.place() + "/id");
    }
  }

  private void checks(String file, String place, List<CheckEntry> checks) {
    each(file, place, "id", checks, c -> c.id());
  }

  private <T> void each(
      String file, String place, String key, List<T> entries, Function<T, String> name) {
    SortedMap<String, String> seen = new TreeMap<>();
    for (int i = 0; i < entries.size(); i++) {
      once(seen, name.apply(entries.get(i)), file, place + "/" + i + "/" + key);
    }
  }

  private <T> void files(SortedMap<String, T> files, String place, Function<T, String> name) {
    SortedMap<String, String> seen = new TreeMap<>();
    files.forEach((file, entry) -> once(seen, name.apply(entry), file, place));
  }

  private void once(SortedMap<String, String> seen, String name, String file, String place) {
    String before = seen.putIfAbsent(name, file);
    if (before != null) {
      faults.error(file, place, "twice", "value", name, "where", before);
    }
  }
}
