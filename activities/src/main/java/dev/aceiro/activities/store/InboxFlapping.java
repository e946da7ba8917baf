package dev.aceiro.activities.store;

import static dev.aceiro.activities.store.InboxRows.FLAPPING;
import static dev.aceiro.activities.store.InboxRows.utc;

import dev.aceiro.activities.store.Inbox.Decision;
import dev.aceiro.activities.store.Inbox.Done;
import dev.aceiro.activities.store.Inbox.Signal;
import dev.aceiro.activities.store.Inbox.Waiting;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.alarm.FlappingRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Alarms that come and go, within the caller's transaction. Only what clears is ever held: the
 * incident goes on seeing a key that flaps as firing, and is told so once, with the firing that was
 * one change too many. What clears waits until the key has been quiet, and goes the ordinary way
 * then; if it fires before, both are counted as repeats.
 */
final class InboxFlapping {
  private final JdbcClient jdbc;
  private final FlappingRule rule;

  InboxFlapping(JdbcClient jdbc, FlappingRule rule) {
    this.jdbc = jdbc;
    this.rule = rule;
  }

  /**
   * A row says something else than its incident was last told.
   *
   * @param ownership of the key
   * @param flappingAt when the key last changed while it flapped (UTC); null if it does not
   */
  Decision changed(Waiting waiting, long ownership, String incident, @Nullable Instant flappingAt) {
    Instant at = waiting.alarm().receivedAt();
    boolean flaps = flappingAt != null && at.isBefore(flappingAt.plus(rule.quietFor()));
    if (waiting.alarm().state() == AlarmState.FIRING) {
      return flaps || changes(waiting) > rule.changes()
          ? tell(waiting, ownership, incident)
          : new Signal(incident, false);
    }
    if (waiting.held() || !flaps) {
      jdbc.sql("update incident_key set flapping_at = null where id = :id")
          .param("id", ownership)
          .update();
      return new Signal(incident, false);
    }
    return isHeld(waiting.key())
        ? repeat(waiting, ownership, incident)
        : hold(waiting, ownership, at);
  }

  /**
   * A key whose incident believes it to fire does fire: what cleared meanwhile was no end.
   *
   * @return whether anything was held
   */
  static boolean cancelHeld(JdbcClient jdbc, Waiting waiting, long ownership, String incident) {
    int held =
        jdbc.sql(
                """
                update inbox
                set status = 'REPEAT', incident = :incident, settled_at = now()
                where correlation_key = :key and status = 'HELD' and state = 'RESOLVED'
                  and sequence < :sequence""")
            .param("incident", incident)
            .param("key", waiting.key())
            .param("sequence", waiting.sequence())
            .update();
    if (held > 0) {
      jdbc.sql(
              """
              update incident_key set repeats = repeats + :held, flapping_at = :at
              where id = :id""")
          .param("held", held)
          .param("at", utc(waiting.alarm().receivedAt()))
          .param("id", ownership)
          .update();
    }
    return held > 0;
  }

  private Decision tell(Waiting waiting, long ownership, String incident) {
    jdbc.sql("update incident_key set flapping_at = :at where id = :id")
        .param("at", utc(waiting.alarm().receivedAt()))
        .param("id", ownership)
        .update();
    jdbc.sql("update inbox set reason = :reason where id = :id")
        .param("reason", FLAPPING)
        .param("id", waiting.id())
        .update();
    return new Signal(incident, true);
  }

  private Decision hold(Waiting waiting, long ownership, Instant at) {
    jdbc.sql(
            """
            update inbox set status = 'HELD', reason = :reason, held_until = :until
            where id = :id""")
        .param("reason", FLAPPING)
        .param("until", utc(at.plus(rule.quietFor())))
        .param("id", waiting.id())
        .update();
    jdbc.sql(
            """
            update incident_key
            set flapping_at = :at,
                last_occurred_at = greatest(last_occurred_at, :occurredAt::timestamptz)
            where id = :id""")
        .param("at", utc(at))
        .param("occurredAt", utc(waiting.occurredAt()))
        .param("id", ownership)
        .update();
    return new Done(FLAPPING);
  }

  private Decision repeat(Waiting waiting, long ownership, String incident) {
    jdbc.sql("update incident_key set repeats = repeats + 1 where id = :id")
        .param("id", ownership)
        .update();
    jdbc.sql(
            """
            update inbox
            set status = 'REPEAT', reason = :reason, incident = :incident, settled_at = now()
            where id = :id""")
        .param("reason", FLAPPING)
        .param("incident", incident)
        .param("id", waiting.id())
        .update();
    return new Done(FLAPPING);
  }

  private boolean isHeld(String key) {
    return jdbc.sql(
            """
            select exists (select from inbox
                           where correlation_key = :key and status = 'HELD' and state = 'RESOLVED')""")
        .param("key", key)
        .query(Boolean.class)
        .single();
  }

  /** How often the key has changed its state within the rule's time, this row included. */
  private long changes(Waiting waiting) {
    return jdbc.sql(
            """
            select count(*) from (
              select state, received_at, lag(state) over (order by sequence) as before
              from inbox
              where correlation_key = :key and state <> 'NOTICE' and sequence <= :sequence
                and reason is distinct from 'OVERTAKEN'
                and sequence >= coalesce(
                  (select max(sequence) from inbox
                   where correlation_key = :key and sequence <= :sequence
                     and received_at <= :since), 0)) r
            where received_at > :since and before is distinct from state""")
        .param("key", waiting.key())
        .param("sequence", waiting.sequence())
        .param("since", utc(waiting.alarm().receivedAt().minus(rule.within())))
        .query(Long.class)
        .single();
  }
}
