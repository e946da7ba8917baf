package dev.aceiro.activities.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aceiro.workflows.alarm.Alarm;
import dev.aceiro.workflows.alarm.AlarmState;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Inbox rows to and from Java. An alarm's JSON is the one that Temporal's payloads have. */
final class InboxRows {

  /** The columns that {@link #waiting} reads. */
  static final String WAITING =
      """
      id, profile, correlation_key, sequence, body, occurred_at, held_until, incident, opening, reason\
      """;

  /** Why a row was held, or that it told its incident so. */
  static final String FLAPPING = "FLAPPING";

  private static final ObjectMapper JSON = JacksonJsonPayloadConverter.newDefaultObjectMapper();

  private InboxRows() {}

  static Inbox.Waiting waiting(ResultSet row) throws SQLException {
    Alarm alarm = alarm(row.getString("body"));
    Instant heldUntil = instant(row.getObject("held_until", OffsetDateTime.class));
    return new Inbox.Waiting(
        row.getLong("id"),
        row.getString("profile"),
        row.getString("correlation_key"),
        row.getLong("sequence"),
        heldUntil == null ? alarm : receivedAt(alarm, heldUntil),
        instant(row.getObject("occurred_at", OffsetDateTime.class)),
        row.getString("incident"),
        row.getBoolean("opening"),
        heldUntil != null,
        alarm.state() == AlarmState.FIRING && FLAPPING.equals(row.getString("reason")));
  }

  static String body(Inbox.Entry entry) {
    try {
      return switch (entry) {
        case Inbox.AlarmEntry alarm -> JSON.writeValueAsString(alarm.alarm());
        case Inbox.NoticeEntry notice -> JSON.writeValueAsString(Map.of("text", notice.text()));
      };
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("an alarm that is no JSON", impossible);
    }
  }

  static Alarm alarm(String body) {
    try {
      return JSON.readValue(body, Alarm.class);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("an inbox row that is no alarm", broken);
    }
  }

  static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  static @Nullable Instant instant(@Nullable OffsetDateTime value) {
    return value == null ? null : value.toInstant();
  }

  private static Alarm receivedAt(Alarm alarm, Instant at) {
    return new Alarm(
        alarm.source(),
        alarm.name(),
        alarm.state(),
        alarm.key(),
        alarm.eventId(),
        alarm.severity(),
        alarm.service(),
        alarm.environment(),
        alarm.startedAt(),
        at,
        alarm.late(),
        alarm.summary(),
        alarm.labels(),
        alarm.links());
  }
}
