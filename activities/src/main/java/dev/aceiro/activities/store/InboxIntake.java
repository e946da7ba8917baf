package dev.aceiro.activities.store;

import static dev.aceiro.activities.store.InboxRows.utc;

import dev.aceiro.activities.store.Inbox.AlarmEntry;
import dev.aceiro.activities.store.Inbox.Entry;
import dev.aceiro.activities.store.Inbox.NoticeEntry;
import dev.aceiro.activities.store.Inbox.Receipt;
import dev.aceiro.activities.store.Inbox.Replay;
import dev.aceiro.workflows.alarm.CorrelationKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One request's alarms into the inbox, within the caller's transaction. */
final class InboxIntake {

  private final JdbcClient jdbc;
  private final String profile;
  private final String source;
  private final byte[] raw;
  private final Instant receivedAt;
  private @Nullable Long delivery;

  InboxIntake(JdbcClient jdbc, String profile, String source, byte[] raw, Instant receivedAt) {
    this.jdbc = jdbc;
    this.profile = profile;
    this.source = source;
    this.raw = raw;
    this.receivedAt = receivedAt;
  }

  List<Receipt> store(List<Entry> entries) {
    Receipt[] receipts = new Receipt[entries.size()];
    // Everybody takes the keys' locks in one order, else two requests wait for each other.
    IntStream.range(0, entries.size())
        .boxed()
        .sorted(Comparator.comparing(i -> entries.get(i).key()))
        .forEach(i -> receipts[i] = store(entries.get(i)));
    return List.of(receipts);
  }

  /** What PostgreSQL cannot take as it is; the delivery has the bytes. */
  List<Receipt> quarantine(List<Entry> entries) {
    String key = correlationKey("quarantine");
    lock(key);
    List<Receipt> receipts = new ArrayList<>();
    for (Entry entry : entries) {
      long id =
          jdbc.sql(
                  """
                  insert into inbox (delivery, profile, source, event_id, correlation_key, sequence,
                                     name, state, body, received_at, late, status)
                  values (:delivery, :profile, :source, :event, :key, :sequence,
                          :name, 'NOTICE', '{}', :receivedAt, :late, 'QUARANTINED')
                  returning id""")
              .param("delivery", delivery())
              .param("profile", profile)
              .param("source", source)
              .param("event", "quarantine/" + delivery() + "/" + receipts.size())
              .param("key", key)
              .param("sequence", advance(jdbc, key, "quarantine"))
              .param("name", entry.name().replaceAll("[^\\x20-\\x7E]", "?"))
              .param("receivedAt", utc(receivedAt))
              .param("late", entry.late())
              .query(Long.class)
              .single();
      receipts.add(receipt(id, entry, false, key));
    }
    return List.copyOf(receipts);
  }

  /** The next position within a key whose row the caller has locked. */
  static long advance(JdbcClient jdbc, String key, @Nullable String event) {
    return jdbc.sql(
            """
            update inbox_key
            set last_sequence = last_sequence + 1, last_event = coalesce(:event::text, last_event)
            where correlation_key = :key returning last_sequence""")
        .param("key", key)
        .param("event", event)
        .query(Long.class)
        .single();
  }

  private Receipt store(Entry entry) {
    String key = correlationKey(entry.key());
    String lastEvent = lock(key);
    boolean numbered = !(entry instanceof AlarmEntry alarm && alarm.replay() == Replay.LAST);
    Long before = numbered ? replayed(entry) : repeated(key, entry, lastEvent);
    if (before != null) {
      return receipt(before, entry, true, key);
    }
    long sequence = advance(jdbc, key, entry.eventId());
    String event = numbered ? entry.eventId() : entry.eventId() + "#" + sequence;
    return insert(key, sequence, event, entry);
  }

  /**
   * Locks a key until the transaction ends, so that sequences become visible in their order; its
   * last event.
   */
  private String lock(String key) {
    jdbc.sql(
            """
            insert into inbox_key (correlation_key, last_sequence, last_event)
            values (:key, 0, '') on conflict do nothing""")
        .param("key", key)
        .update();
    return jdbc.sql("select last_event from inbox_key where correlation_key = :key for update")
        .param("key", key)
        .query(String.class)
        .single();
  }

  private @Nullable Long replayed(Entry entry) {
    return jdbc.sql(
            """
            update inbox set deliveries = deliveries + 1
            where profile = :profile and source = :source and event_id = :event returning id""")
        .param("profile", profile)
        .param("source", source)
        .param("event", entry.eventId())
        .query(Long.class)
        .optional()
        .orElse(null);
  }

  private @Nullable Long repeated(String key, Entry entry, String lastEvent) {
    if (!lastEvent.equals(entry.eventId())) {
      return null;
    }
    return jdbc.sql(
            """
            update inbox set deliveries = deliveries + 1
            where id = (select id from inbox where correlation_key = :key
                        order by sequence desc limit 1)
            returning id""")
        .param("key", key)
        .query(Long.class)
        .optional()
        .orElse(null);
  }

  private Receipt insert(String key, long sequence, String event, Entry entry) {
    boolean notice = entry instanceof NoticeEntry;
    return jdbc.sql(
            """
            insert into inbox (delivery, profile, source, event_id, correlation_key, sequence, name,
                               state, body, received_at, occurred_at, late, status, reason)
            values (:delivery, :profile, :source, :event, :key, :sequence, :name, :state,
                    :body::jsonb, :receivedAt, :occurredAt::timestamptz, :late, :status, :reason::text)
            on conflict (profile, source, event_id)
            do update set deliveries = inbox.deliveries + 1
            returning id, deliveries""")
        .param("delivery", delivery())
        .param("profile", profile)
        .param("source", source)
        .param("event", event)
        .param("key", key)
        .param("sequence", sequence)
        .param("name", entry.name())
        .param("state", entry.state())
        .param("body", InboxRows.body(entry))
        .param("receivedAt", utc(receivedAt))
        .param("occurredAt", entry instanceof AlarmEntry alarm ? utc(alarm.occurredAt()) : null)
        .param("late", entry.late())
        .param("status", notice ? "SETTLED" : "RECEIVED")
        .param("reason", entry instanceof NoticeEntry known ? known.reason() : null)
        .query((row, n) -> receipt(row.getLong(1), entry, row.getInt(2) > 1, key))
        .single();
  }

  private long delivery() {
    Long known = delivery;
    if (known == null) {
      known =
          jdbc.sql(
                  """
                  insert into inbox_delivery (profile, source, received_at, body)
                  values (:profile, :source, :receivedAt, :body) returning id""")
              .param("profile", profile)
              .param("source", source)
              .param("receivedAt", utc(receivedAt))
              .param("body", raw)
              .query(Long.class)
              .single();
      delivery = known;
    }
    return known;
  }

  private String correlationKey(String key) {
    return CorrelationKey.of(profile, source, key).value();
  }

  private static Receipt receipt(long id, Entry entry, boolean duplicate, String key) {
    return new Receipt(id, entry.name(), entry.state(), duplicate, entry.late(), key);
  }
}
