package dev.aceiro.activities.store;

import static dev.aceiro.activities.store.InboxRows.utc;

import dev.aceiro.activities.store.Inbox.Decision;
import dev.aceiro.activities.store.Inbox.Done;
import dev.aceiro.activities.store.Inbox.Open;
import dev.aceiro.activities.store.Inbox.Rules;
import dev.aceiro.activities.store.Inbox.Signal;
import dev.aceiro.activities.store.Inbox.Waiting;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.alarm.FlappingRule;
import dev.aceiro.workflows.alarm.StartRule;
import dev.aceiro.workflows.alarm.StormRule;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which incident a waiting row belongs to, within the caller's transaction. */
final class InboxCorrelation {

  /**
   * @param flappingAt when a key that flaps last changed its state; null while it does not
   */
  private record Owner(
      long id,
      String incident,
      @Nullable String lastState,
      @Nullable Instant lastOccurredAt,
      @Nullable Instant flappingAt) {}

  private final JdbcClient jdbc;

  InboxCorrelation(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Decision correlate(Waiting waiting, Rules rules) {
    Owner owner = lockOwner(waiting.key());
    if (owner == null) {
      return unowned(waiting, rules);
    }
    if (owner.incident().equals(waiting.incident())) {
      // Sent before without an answer, or to be sent again to an engine that lost it.
      return waiting.opening()
          ? new Open(owner.incident(), previous(waiting.key()))
          : new Signal(owner.incident(), waiting.flapping());
    }
    return owned(waiting, owner, rules.flapping());
  }

  private Decision owned(Waiting waiting, Owner owner, @Nullable FlappingRule flapping) {
    Instant occurredAt = waiting.occurredAt();
    boolean overtaken =
        occurredAt != null
            && owner.lastOccurredAt() != null
            && occurredAt.isBefore(owner.lastOccurredAt());
    boolean same = waiting.alarm().state().name().equals(owner.lastState());
    if (!same && !overtaken) {
      return flapping == null
          ? new Signal(owner.incident(), false)
          : new InboxFlapping(jdbc, flapping)
              .changed(waiting, owner.id(), owner.incident(), owner.flappingAt());
    }
    boolean returns =
        !overtaken
            && waiting.alarm().state() == AlarmState.FIRING
            && InboxFlapping.cancelHeld(jdbc, waiting, owner.id(), owner.incident());
    jdbc.sql(
            """
            update incident_key
            set repeats = repeats + 1,
                last_occurred_at = greatest(last_occurred_at, :occurredAt::timestamptz)
            where id = :id""")
        .param("id", owner.id())
        .param("occurredAt", utc(occurredAt))
        .update();
    String reason = !same ? "OVERTAKEN" : returns ? InboxRows.FLAPPING : "REPEAT";
    return finish(waiting.id(), "REPEAT", reason, owner.incident());
  }

  private Decision unowned(Waiting waiting, Rules rules) {
    if (waiting.alarm().state() == AlarmState.RESOLVED) {
      jdbc.sql(
              """
              update inbox
              set status = 'SETTLED', settled_at = now(), reason = 'CLEARED_IN_MAINTENANCE'
              where correlation_key = :key and status = 'HELD' and state = 'FIRING'""")
          .param("key", waiting.key())
          .update();
      return finish(waiting.id(), "SETTLED", "NO_OPEN_INCIDENT", null);
    }
    if (rules.maintenance() != null) {
      return hold(waiting, rules.maintenance().until());
    }
    StartRule start = rules.start();
    if (start != null && firings(waiting, start) < start.count()) {
      return finish(waiting.id(), "SETTLED", "BELOW_START_RULE", null);
    }
    String storm = stormOf(waiting, rules);
    return storm == null ? open(waiting, rules) : join(waiting, storm, rules);
  }

  private Decision hold(Waiting waiting, Instant until) {
    jdbc.sql(
            """
            update inbox
            set status = 'HELD', reason = 'MAINTENANCE', held_until = :until,
                incident = null, opening = false
            where id = :id""")
        .param("id", waiting.id())
        .param("until", utc(until))
        .update();
    return new Done("MAINTENANCE");
  }

  private Decision join(Waiting waiting, String incident, Rules rules) {
    own(waiting, incident, rules.service());
    jdbc.sql("update inbox set incident = :incident, reason = 'STORM' where id = :id")
        .param("incident", incident)
        .param("id", waiting.id())
        .update();
    return new Signal(incident, false);
  }

  private Decision open(Waiting waiting, Rules rules) {
    String follows = previous(waiting.key());
    String incident = nextIncident(jdbc);
    own(waiting, incident, rules.service());
    jdbc.sql("update inbox set incident = :incident, opening = true, reason = null where id = :id")
        .param("incident", incident)
        .param("id", waiting.id())
        .update();
    jdbc.sql(
            """
            update inbox set status = 'REPEAT', incident = :incident
            where correlation_key = :key and status = 'HELD'""")
        .param("incident", incident)
        .param("key", waiting.key())
        .update();
    if (rules.start() != null) {
      jdbc.sql(
              """
              update inbox set incident = :incident
              where correlation_key = :key and reason = 'BELOW_START_RULE' and incident is null
                and received_at > :since""")
          .param("incident", incident)
          .param("key", waiting.key())
          .param("since", utc(waiting.alarm().receivedAt().minus(rules.start().window())))
          .update();
    }
    if (waiting.occurredAt() != null) {
      resendOvertaking(waiting.key(), waiting.occurredAt());
    }
    return new Open(incident, follows);
  }

  /**
   * A standard topic keeps no order: what cleared the alarm may have come before what raised it.
   */
  private void resendOvertaking(String key, Instant occurredAt) {
    Optional<Long> clearing =
        jdbc.sql(
                """
                select id from inbox
                where correlation_key = :key and state = 'RESOLVED' and reason = 'NO_OPEN_INCIDENT'
                  and occurred_at > :occurredAt
                order by occurred_at desc limit 1""")
            .param("key", key)
            .param("occurredAt", utc(occurredAt))
            .query(Long.class)
            .optional();
    if (clearing.isPresent()) {
      jdbc.sql(
              """
              update inbox
              set status = 'RECEIVED', reason = null, settled_at = null, sequence = :sequence
              where id = :id""")
          .param("sequence", InboxIntake.advance(jdbc, key, null))
          .param("id", clearing.get())
          .update();
    }
  }

  private long firings(Waiting waiting, StartRule start) {
    return jdbc.sql(
            """
            select count(*) from inbox
            where correlation_key = :key and state = 'FIRING' and sequence <= :sequence
              and received_at > :since and (incident is null or id = :id)""")
        .param("key", waiting.key())
        .param("sequence", waiting.sequence())
        .param("since", utc(waiting.alarm().receivedAt().minus(start.window())))
        .param("id", waiting.id())
        .query(Long.class)
        .single();
  }

  private @Nullable String stormOf(Waiting waiting, Rules rules) {
    StormRule storm = rules.storm();
    String service = rules.service();
    if (storm == null || service == null) {
      return null;
    }
    // Two keys of one service must not both be the last one that gets an incident of its own.
    jdbc.sql("select 1 from pg_advisory_xact_lock(hashtextextended(:service, 4712))")
        .param("service", waiting.profile() + "/" + service)
        .query(Integer.class)
        .single();
    List<String> open =
        jdbc.sql(
                """
                select incident from incident_key
                where profile = :profile and service = :service and open and opened_at > :since
                order by id desc""")
            .param("profile", waiting.profile())
            .param("service", service)
            .param("since", utc(waiting.alarm().receivedAt().minus(storm.window())))
            .query(String.class)
            .list();
    return open.size() < storm.keys() ? null : open.getFirst();
  }

  private void own(Waiting waiting, String incident, @Nullable String service) {
    jdbc.sql(
            """
            insert into incident_key (correlation_key, incident, profile, service, opened_at)
            values (:key, :incident, :profile, :service, :openedAt)""")
        .param("key", waiting.key())
        .param("incident", incident)
        .param("profile", waiting.profile())
        .param("service", service)
        .param("openedAt", utc(waiting.alarm().receivedAt()))
        .update();
  }

  private Decision finish(long id, String status, String reason, @Nullable String incident) {
    jdbc.sql(
            """
            update inbox
            set status = :status, reason = :reason, incident = :incident, opening = false,
                settled_at = now()
            where id = :id""")
        .param("status", status)
        .param("reason", reason)
        .param("incident", incident)
        .param("id", id)
        .update();
    return new Done(reason);
  }

  static String nextIncident(JdbcClient jdbc) {
    return "INC-" + jdbc.sql("select nextval('incident_number')").query(Long.class).single();
  }

  private @Nullable Owner lockOwner(String key) {
    return jdbc.sql(
            """
            select id, incident, last_state, last_occurred_at, flapping_at from incident_key
            where correlation_key = :key and open for update""")
        .param("key", key)
        .query(
            (row, n) ->
                new Owner(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    InboxRows.instant(row.getObject(4, OffsetDateTime.class)),
                    InboxRows.instant(row.getObject(5, OffsetDateTime.class))))
        .optional()
        .orElse(null);
  }

  private @Nullable String previous(String key) {
    return jdbc.sql(
            """
            select incident from incident_key where correlation_key = :key and not open
            order by id desc limit 1""")
        .param("key", key)
        .query(String.class)
        .optional()
        .orElse(null);
  }
}
