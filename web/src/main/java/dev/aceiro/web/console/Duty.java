package dev.aceiro.web.console;

import dev.aceiro.web.profile.yaml.EmergencyAccessFile;
import dev.aceiro.web.profile.yaml.EscalationEntry;
import dev.aceiro.web.profile.yaml.FreezeFile;
import dev.aceiro.web.profile.yaml.PlaybookFile;
import dev.aceiro.web.profile.yaml.ProfileDocument;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.policy.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that the policy says now and that people must do by hand: nothing here enforces it.
 *
 * @param id what it is
 * @param title what the policy says
 * @param lines what a person must do, and under which conditions
 * @param done whether it has been done, as far as this program can see
 * @param link the page where a part of it is done, or null
 * @param source where in the organisation's documents it comes from, or null
 */
record Duty(
    String id,
    String title,
    List<String> lines,
    boolean done,
    @Nullable String link,
    @Nullable String source) {

  private static final String OFFICIAL_COMMUNICATION = "OFFICIAL_COMMUNICATION";

  /** What the incident's version of its profile asks of people as things stand. */
  static List<Duty> of(IncidentViews views, @Nullable ProfileDocument document) {
    IncidentState state = views.incident().state();
    List<Duty> duties = new ArrayList<>();
    if (document == null || state.stage() == Stage.CLOSED) {
      return duties;
    }
    state.effects().forEach((effect, since) -> duties.add(effect(views, document, effect, since)));
    if (state.resolvedAt() == null) {
      suspended(views, document, duties);
      freeze(views, document.freeze(), duties);
      emergencyAccess(views, document.emergencyAccess(), duties);
    }
    return duties;
  }

  private static Duty effect(
      IncidentViews views, ProfileDocument document, String effect, Instant since) {
    Reader reader = views.reader();
    IncidentState state = views.incident().state();
    PlaybookFile playbook = document.playbook(state.scenario());
    EscalationEntry rule =
        Stream.concat(
                playbook == null ? Stream.empty() : playbook.escalations().stream(),
                document.escalations().stream())
            .filter(one -> effect.equals(one.effect()))
            .findFirst()
            .orElse(null);
    List<String> lines = new ArrayList<>();
    lines.add(reader.say("duty.since", "since", reader.full(since)));
    if (reader.knows("duty." + effect)) {
      lines.add(reader.say("duty." + effect));
    }
    if (rule != null && rule.note() != null) {
      lines.add(rule.note());
    }
    Instant told = state.externalUpdatedAt();
    boolean communication = effect.equals(OFFICIAL_COMMUNICATION);
    return new Duty(
        effect,
        reader.word("effect", effect),
        lines,
        communication && told != null && !told.isBefore(since),
        communication ? "/incidents/" + state.id() + "/update" : null,
        rule == null ? null : rule.source());
  }

  private static void suspended(IncidentViews views, ProfileDocument document, List<Duty> duties) {
    if (document.triage().suspendDeploys()) {
      duties.add(
          plain(
              views,
              "suspend-deploys",
              document.triage().source(),
              views.reader().say("duty.suspend-deploys")));
    }
  }

  private static void freeze(IncidentViews views, @Nullable FreezeFile freeze, List<Duty> duties) {
    if (freeze == null) {
      return;
    }
    Reader reader = views.reader();
    for (FreezeFile.Freeze window : freeze.windows()) {
      if (!reader.now().isBefore(window.from()) && reader.now().isBefore(window.until())) {
        List<String> lines = new ArrayList<>();
        lines.add(
            reader.say(
                "duty.freeze", "until", reader.full(window.until()), "reason", window.reason()));
        FreezeFile.Exceptions exceptions = freeze.exceptions();
        if (exceptions != null) {
          lines.add(
              reader.say(
                  "duty.freeze.exceptions",
                  "severities",
                  String.join(", ", exceptions.severities()),
                  "roles",
                  views.names().roles(String.join(", ", exceptions.approvals()))));
        }
        duties.add(plain(views, "freeze", freeze.source(), lines.toArray(String[]::new)));
      }
    }
  }

  private static void emergencyAccess(
      IncidentViews views, @Nullable EmergencyAccessFile access, List<Duty> duties) {
    if (access == null) {
      return;
    }
    Reader reader = views.reader();
    List<String> lines = new ArrayList<>();
    lines.add(
        reader.say(
            "duty.emergency-access",
            "role",
            access.role(),
            "length",
            Reader.length(access.maxDuration())));
    if (access.requestIn() != null) {
      lines.add(
          reader.say(
              "duty.emergency-access.where",
              "place",
              views.names().recipient(access.requestIn()),
              "told",
              access.tell().stream()
                  .map(views.names()::recipient)
                  .collect(Collectors.joining(", "))));
    }
    lines.addAll(access.conditions());
    duties.add(plain(views, "emergency-access", access.source(), lines.toArray(String[]::new)));
  }

  private static Duty plain(
      IncidentViews views, String id, @Nullable String source, String... lines) {
    return new Duty(
        id, views.reader().say("duty." + id + ".title"), List.of(lines), false, null, source);
  }
}
