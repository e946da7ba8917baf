package dev.aceiro.web.ingest;

import dev.aceiro.activities.store.Digests;
import dev.aceiro.activities.store.Inbox.AlarmEntry;
import dev.aceiro.activities.store.Inbox.Entry;
import dev.aceiro.activities.store.Inbox.Replay;
import dev.aceiro.web.ingest.AlarmSources.Source;
import dev.aceiro.workflows.alarm.AlarmState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The webhook of Prometheus Alertmanager, version 4: many alerts in one POST, each an alarm of its
 * own under its fingerprint. Another shape of the whole is refused, an odd alert within it is not:
 * Alertmanager does not repeat what was refused, and its neighbours would be lost with it.
 *
 * <p>Alertmanager repeats what still fires; the same alert with the same beginning is the same
 * event until the alert's state changes. An alert that goes on firing after its incident was closed
 * therefore opens no other one.
 */
@Component
final class AlertmanagerKind implements SourceKind {

  private static final JsonNode EMPTY = JsonNodeFactory.instance.objectNode();

  @Override
  public String name() {
    return "alertmanager";
  }

  @Override
  public boolean bearer() {
    return true;
  }

  @Override
  public @Nullable String problem(SourceConfig source) {
    return null;
  }

  @Override
  public Authentic authenticate(Delivery delivery, Source source) {
    BearerToken.require(delivery, source);
    return () -> Accepted.of(alarms(delivery, source.config()));
  }

  private static List<Entry> alarms(Delivery delivery, SourceConfig source) {
    JsonNode body = JsonBody.object(delivery.text());
    String version = JsonBody.text(body, "version");
    if (!"4".equals(version)) {
      throw Refused.version(String.valueOf(version));
    }
    JsonNode alerts = body.get("alerts");
    if (alerts == null || !alerts.isArray() || alerts.isEmpty()) {
      throw Refused.field("/alerts", "a list with one alert or more");
    }
    List<Entry> alarms = new ArrayList<>();
    for (JsonNode alert : alerts.values()) {
      alarms.add(alarm(alert, body, delivery, source));
    }
    return alarms;
  }

  private static AlarmEntry alarm(
      JsonNode alert, JsonNode group, Delivery delivery, SourceConfig source) {
    JsonNode labels = object(alert, "labels");
    JsonNode annotations = object(alert, "annotations");
    Instant received = delivery.receivedAt();
    Instant startsAt = JsonBody.instant(JsonBody.text(alert, "startsAt"));
    // The zero time of Go says that there is no end yet.
    Instant endsAt = JsonBody.instant(JsonBody.text(alert, "endsAt"));
    boolean resolved = "resolved".equals(status(alert, group));
    Instant happenedAt = resolved ? endsAt : startsAt;
    String fingerprint = JsonBody.first(alert, "fingerprint");
    String key =
        fingerprint == null
            ? Digests.sha256((labels.isEmpty() ? alert : labels).toString())
            : fingerprint;
    String name = JsonBody.first(labels, "alertname");
    AlarmDraft draft =
        new AlarmDraft(source, received)
            .name(name == null ? "alert " + key : name)
            .state(resolved ? AlarmState.RESOLVED : AlarmState.FIRING)
            .key(key)
            .eventId(key + "/" + (resolved ? "resolved/" + endsAt : "firing/" + startsAt))
            .severity(JsonBody.first(labels, "severity"))
            .service(JsonBody.first(labels, "service", "job"))
            .environment(JsonBody.first(labels, "environment", "env"))
            .startedAt(startsAt)
            .summary(JsonBody.first(annotations, "summary", "description", "message"))
            .late(happenedAt != null && AlarmDraft.late(happenedAt, received));
    if (resolved && endsAt != null) {
      draft.label("aceiro.cleared-at", endsAt.toString());
    }
    String truncated = JsonBody.text(group, "truncatedAlerts");
    if (truncated != null && !truncated.equals("0")) {
      draft.label("aceiro.alerts-left-out", truncated);
    }
    labels.properties().forEach(l -> draft.label(l.getKey(), l.getValue().asString()));
    annotations
        .properties()
        .forEach(a -> draft.label("annotation." + a.getKey(), a.getValue().asString()));
    draft
        .link("Prometheus", JsonBody.first(alert, "generatorURL"))
        .link("Runbook", JsonBody.first(annotations, "runbook_url", "runbook"))
        .link("Dashboard", JsonBody.first(annotations, "dashboard_url", "dashboard"))
        .link("Alertmanager", JsonBody.first(group, "externalURL"));
    return new AlarmEntry(draft.build(), Replay.LAST, null);
  }

  private static String status(JsonNode alert, JsonNode group) {
    String own = JsonBody.first(alert, "status");
    return own == null ? String.valueOf(JsonBody.first(group, "status")) : own;
  }

  private static JsonNode object(JsonNode parent, String property) {
    JsonNode value = parent.get(property);
    return value != null && value.isObject() ? value : EMPTY;
  }
}
