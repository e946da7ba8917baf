package dev.aceiro.web.profile;

import dev.aceiro.web.profile.Fault.Level;
import dev.aceiro.web.profile.yaml.ChannelsFile;
import dev.aceiro.web.profile.yaml.ContactEntry;
import dev.aceiro.web.profile.yaml.DecisionsFile;
import dev.aceiro.web.profile.yaml.RoleEntry;
import dev.aceiro.web.profile.yaml.SeverityEntry;
import dev.aceiro.workflows.containment.Hold;
import dev.aceiro.workflows.containment.HoldLift;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is reached. A contact without an address counts as absent: in local mode that is a
 * warning, since nothing is sent to anybody there, elsewhere an error.
 */
final class ReachChecks {
  private final Reading reading;
  private final Names names;
  private final boolean local;
  private final Faults faults;

  ReachChecks(Reading reading, Names names, boolean local, Faults faults) {
    this.reading = reading;
    this.names = names;
    this.local = local;
    this.faults = faults;
  }

  void run() {
    for (int i = 0; i < reading.severities.size(); i++) {
      SeverityEntry severity = reading.severities.get(i);
      if (severity.tell().isEmpty()) {
        faults.error("severities.yaml", "/" + i, "severity-unheard", "value", severity.code());
      } else if (nobody(severity.tell(), List.of())) {
        unreached("severities.yaml", "/" + i + "/tell", severity.code(), severity.tell());
      }
    }
    Rule.of(reading).forEach(this::rule);
    if (reading.postmortem != null) {
      if (reading.postmortem.tell().isEmpty()) {
        faults.error("postmortem.yaml", "", "tells-nobody", "value", "postmortem");
      } else if (nobody(reading.postmortem.tell(), List.of())) {
        unreached("postmortem.yaml", "/tell", "postmortem", reading.postmortem.tell());
      }
    }
    ladder();
    holds();
  }

  /** Whoever must lift a hold must each have a person of its own, or nobody ever lifts it. */
  private void holds() {
    if (reading.decisions == null || reading.contacts == null) {
      return;
    }
    List<DecisionsFile.HoldEntry> declared = reading.decisions.holds();
    for (int i = 0; i < declared.size(); i++) {
      DecisionsFile.HoldEntry hold = declared.get(i);
      List<String> lifters =
          hold.liftedBy().isEmpty() ? PlanOf.lifters(reading.roles) : hold.liftedBy();
      liftable(hold.hold(), lifters, "decisions.yaml", "/holds/" + i);
    }
    reading.playbooks.forEach(
        (file, playbook) -> {
          for (Hold hold : Hold.values()) {
            if (playbook.holds().contains(hold.name())
                && declared.stream().noneMatch(entry -> entry.hold() == hold)) {
              liftable(hold, PlanOf.lifters(reading.roles), file, "/holds");
            }
          }
        });
  }

  private void liftable(Hold hold, List<String> lifters, String file, String place) {
    Map<String, List<ContactEntry>> contacts =
        reading.contacts == null ? Map.of() : reading.contacts;
    SortedMap<String, List<String>> people = new TreeMap<>();
    for (String role : lifters) {
      for (ContactEntry contact : contacts.getOrDefault(role, List.of())) {
        people.computeIfAbsent(contact.person(), person -> new ArrayList<>()).add(role);
      }
    }
    List<HoldLift> all = new ArrayList<>();
    people.forEach((person, roles) -> all.add(new HoldLift(hold, person, roles, Instant.EPOCH)));
    List<String> missing = HoldLift.missing(lifters, all);
    if (!missing.isEmpty()) {
      faults.add(
          level(),
          file,
          place,
          "hold-unliftable",
          "value",
          hold.name(),
          "roles",
          String.join(", ", missing));
    }
  }

  private void rule(Rule rule) {
    var entry = rule.entry();
    if (entry.tell().isEmpty() && entry.effect() == null) {
      faults.error(rule.file(), rule.place(), "tells-nobody", "value", entry.id());
    } else if (!entry.tell().isEmpty() && nobody(entry.tell(), entry.via())) {
      unreached(rule.file(), rule.place() + "/tell", entry.id(), entry.tell());
    }
  }

  private void ladder() {
    ChannelsFile channels = reading.channels;
    if (channels == null || reading.organisation == null) {
      return;
    }
    String first = reading.organisation.firstResponder();
    if (names.roles == null || !names.roles.contains(first) || reading.contacts == null) {
      return;
    }
    int empty = 0;
    for (int i = 0; i < channels.ladder().size(); i++) {
      List<String> kinds = channels.ladder().get(i).channels();
      if (!held(first, kinds)) {
        empty++;
        faults.warning(
            "channels.yaml",
            "/ladder/" + i,
            "rung-unreached",
            "value",
            first,
            "channels",
            String.join(", ", kinds));
      }
    }
    if (empty == channels.ladder().size()) {
      faults.add(level(), "channels.yaml", "/ladder", "ladder-unreached", "value", first);
    } else {
      reading.severities.forEach(severity -> ladder(severity.code(), first, channels.ladder()));
    }
  }

  /** Somebody is paged for each severity, too. */
  private void ladder(String severity, String first, List<ChannelsFile.Step> ladder) {
    boolean paged =
        ladder.stream()
            .filter(step -> step.severities().isEmpty() || step.severities().contains(severity))
            .anyMatch(step -> held(first, step.channels()));
    if (!paged) {
      faults.add(
          level(),
          "channels.yaml",
          "/ladder",
          "severity-unpaged",
          "value",
          first,
          "severity",
          severity);
    }
  }

  private void unreached(String file, String place, String what, List<String> tell) {
    faults.add(
        level(),
        file,
        place,
        "reaches-nobody",
        "value",
        what,
        "recipients",
        String.join(", ", tell));
  }

  private Level level() {
    return local ? Level.WARNING : Level.ERROR;
  }

  /** Whether certainly none of them has an address. */
  private boolean nobody(List<String> recipients, List<String> via) {
    return recipients.stream().noneMatch(recipient -> reached(recipient, via));
  }

  private boolean reached(String recipient, List<String> via) {
    String id = recipient.substring(recipient.indexOf(':') + 1);
    if (recipient.startsWith("channel:")) {
      return reading.channels == null
          || reading.channels.channels().stream()
              .filter(channel -> channel.id().equals(id))
              .allMatch(channel -> via.isEmpty() || via.contains(channel.kind()));
    }
    RoleEntry role =
        reading.roles.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
    return role == null || held(id, via.isEmpty() ? role.channels() : via);
  }

  private boolean held(String role, List<String> kinds) {
    return reading.contacts == null
        || reading.contacts.getOrDefault(role, List.of()).stream()
            .anyMatch(contact -> kinds.stream().anyMatch(kind -> address(contact, kind) != null));
  }

  private static @Nullable String address(ContactEntry contact, String kind) {
    return switch (kind) {
      case "slack" -> contact.slack();
      case "email" -> contact.email();
      default -> contact.phone();
    };
  }
}
