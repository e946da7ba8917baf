package dev.aceiro.activities.store;

import static dev.aceiro.activities.store.InboxRows.utc;

import dev.aceiro.workflows.alarm.Alarm;
import dev.aceiro.workflows.alarm.FlappingRule;
import dev.aceiro.workflows.alarm.MaintenanceWindow;
import dev.aceiro.workflows.alarm.StartRule;
import dev.aceiro.workflows.alarm.StormRule;
import dev.aceiro.workflows.incident.AlarmSignal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The way of alarms from a source to an incident, kept in PostgreSQL: what is stored here is not
 * lost. Plain JDBC in transactions of its own; {@link #settle}, {@link #handBack} and {@link
 * #releaseKeys} join the caller's.
 *
 * <p>Every method throws a {@link org.springframework.dao.DataAccessException} or a {@link
 * org.springframework.transaction.TransactionException} if PostgreSQL cannot be reached.
 */
@Component
public class Inbox implements DisposableBean {

  /** When a second delivery of the same event is a replay. */
  public enum Replay {
    /** Always: the source numbers its messages. */
    EVER,
    /** As long as nothing else came for the key: the id names a state, which may come back. */
    LAST
  }

  /** What is to be stored: an alarm, or a notice that goes to no incident. */
  public sealed interface Entry {
    /** The source's id of the event. */
    String eventId();

    /** The key at the source. */
    String key();

    /** What people call it. */
    String name();

    /** FIRING, RESOLVED or NOTICE. */
    String state();

    /** Whether it came long after it happened. */
    boolean late();
  }

  /**
   * An alarm for the dispatcher.
   *
   * @param alarm the alarm, cleaned
   * @param replay how its event id is meant
   * @param occurredAt when the source says the state changed (UTC); null where its word does not
   *     order events
   */
  public record AlarmEntry(Alarm alarm, Replay replay, @Nullable Instant occurredAt)
      implements Entry {
    @Override
    public String eventId() {
      return alarm.eventId();
    }

    @Override
    public String key() {
      return alarm.key();
    }

    @Override
    public String name() {
      return alarm.name();
    }

    @Override
    public String state() {
      return alarm.state().name();
    }

    @Override
    public boolean late() {
      return alarm.late();
    }
  }

  /**
   * Something authentic that is no alarm: kept, seen by whoever looks.
   *
   * @param reason what it is, a code
   * @param text what it says, cleaned
   */
  public record NoticeEntry(
      String eventId, String key, String name, boolean late, String reason, String text)
      implements Entry {
    @Override
    public String state() {
      return "NOTICE";
    }
  }

  /**
   * What was stored.
   *
   * @param id the inbox row
   * @param alarm the alarm's name
   * @param state FIRING, RESOLVED or NOTICE
   * @param duplicate whether it was there already
   * @param late whether it came long after it happened
   * @param key the correlation key
   */
  public record Receipt(
      long id, String alarm, String state, boolean duplicate, boolean late, String key) {}

  /**
   * A row that waits for the dispatcher.
   *
   * @param alarm what came; received when it was let go, if it was held
   * @param occurredAt when the source says the state changed (UTC), if its word orders events
   * @param incident the incident it was given to before, if any
   * @param opening whether it opens that incident
   * @param held whether it was held until now
   * @param flapping whether its incident is told that it flaps
   */
  public record Waiting(
      long id,
      String profile,
      String key,
      long sequence,
      Alarm alarm,
      @Nullable Instant occurredAt,
      @Nullable String incident,
      boolean opening,
      boolean held,
      boolean flapping) {

    /** The same as the incident gets it. */
    public AlarmSignal signal() {
      return new AlarmSignal(alarm, id, sequence, flapping);
    }
  }

  /**
   * The catalogue's say on one alarm.
   *
   * @param service the service it concerns, if known
   * @param start how often it must fire; null for once
   * @param storm when many keys of the service are one incident; null for never
   * @param maintenance the announced work it fell into, if any
   * @param flapping when it is held as firing; null for never
   */
  public record Rules(
      @Nullable String service,
      @Nullable StartRule start,
      @Nullable StormRule storm,
      @Nullable MaintenanceWindow maintenance,
      @Nullable FlappingRule flapping) {
    /** Every firing counts. */
    public static final Rules NONE = new Rules(null, null, null, null, null);
  }

  /** What is to be done with a waiting row. */
  public sealed interface Decision {}

  /**
   * Nothing: it has been dealt with.
   *
   * @param reason why, a code
   */
  public record Done(String reason) implements Decision {}

  /**
   * Open the incident; number and key are its own already, so that it may be tried again.
   *
   * @param incident its id
   * @param follows the last incident of the same key, if any
   */
  public record Open(String incident, @Nullable String follows) implements Decision {}

  /**
   * Tell the incident that owns the key.
   *
   * @param flapping whether it is to be told that the alarm flaps
   */
  public record Signal(String incident, boolean flapping) implements Decision {}

  /**
   * A firing alarm that no engine has taken.
   *
   * @param ownership what {@link #paged} wants to know
   */
  public record Unpaged(long ownership, String profile, String incident, String key, Alarm alarm) {}

  /**
   * How the inbox stands.
   *
   * @param waiting rows that no engine has taken
   * @param oldestWaiting when the oldest of them was received (UTC)
   * @param held rows that wait for the end of announced work, or for quiet
   * @param unsettled rows the engine has taken and no recorded state lists
   * @param oldestUnsettled when the oldest of them was dispatched (UTC)
   * @param quarantined rows that could not be stored as they are and nobody has looked at
   */
  public record Figures(
      long waiting,
      @Nullable Instant oldestWaiting,
      long held,
      long unsettled,
      @Nullable Instant oldestUnsettled,
      long quarantined) {}

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final InboxCorrelation correlation;
  private final KeyLocks locks;

  /** An inbox in that database. */
  public Inbox(DataSource dataSource) {
    jdbc = JdbcClient.create(dataSource);
    transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    // A source waits 15 s at most: better an answer that says send it again than none.
    transaction.setTimeout(8);
    correlation = new InboxCorrelation(jdbc);
    locks = new KeyLocks(dataSource);
  }

  @Override
  public void destroy() {
    locks.close();
  }

  /**
   * Stores what one request brought, all or nothing, with what was sent as it was sent. What
   * PostgreSQL cannot take as it is goes to quarantine, so that nothing authentic is refused.
   *
   * @param receivedAt when it came (UTC)
   * @return one receipt for each entry, in their order
   */
  public List<Receipt> store(
      String profile, String source, byte[] raw, Instant receivedAt, List<Entry> entries) {
    try {
      return required(() -> new InboxIntake(jdbc, profile, source, raw, receivedAt).store(entries));
    } catch (DataIntegrityViolationException unstorable) {
      return required(
          () -> new InboxIntake(jdbc, profile, source, raw, receivedAt).quarantine(entries));
    }
  }

  /** Keys with rows that wait, those that wait longest first. */
  public List<String> waitingKeys(int limit) {
    return jdbc.sql(
            """
            select correlation_key from inbox where status = 'RECEIVED'
            group by correlation_key order by min(id) limit :limit""")
        .param("limit", limit)
        .query(String.class)
        .list();
  }

  /** Takes a key for this process if no other replica has it. */
  public boolean take(String key) {
    return locks.tryLock(key);
  }

  /** Gives a key back. */
  public void giveBack(String key) {
    locks.unlock(key);
  }

  /** The row of a key that is next. */
  public Optional<Waiting> next(String key) {
    return jdbc.sql(
            "select "
                + InboxRows.WAITING
                + """
                 from inbox where correlation_key = :key and status = 'RECEIVED'
                order by sequence limit 1""")
        .param("key", key)
        .query((row, n) -> InboxRows.waiting(row))
        .optional();
  }

  /**
   * Decides what a waiting row needs, and does what needs no engine. May be called again after a
   * crash: a number and a key once given are kept.
   */
  public Decision correlate(Waiting waiting, Rules rules) {
    return required(() -> correlation.correlate(waiting, rules));
  }

  /** The incident that owns a key now. */
  public Optional<String> owner(String key) {
    return jdbc.sql("select incident from incident_key where correlation_key = :key and open")
        .param("key", key)
        .query(String.class)
        .optional();
  }

  /** Notes that the engine has taken a row for an incident. */
  public void dispatched(Waiting waiting, String incident) {
    required(
        () -> {
          // The incident may have recorded it before we come to say so.
          jdbc.sql(
                  """
                  update inbox
                  set incident = :incident, dispatched_at = now(),
                      status = case status when 'RECEIVED' then 'DISPATCHED' else status end
                  where id = :id and handed_back_by is distinct from :incident""")
              .param("incident", incident)
              .param("id", waiting.id())
              .update();
          return jdbc.sql(
                  """
                  update incident_key
                  set last_state = :state, last_sequence = :sequence,
                      last_occurred_at = greatest(last_occurred_at, :occurredAt::timestamptz)
                  where correlation_key = :key and incident = :incident
                    and last_sequence < :sequence""")
              .param("state", waiting.alarm().state().name())
              .param("sequence", waiting.sequence())
              .param("occurredAt", utc(waiting.occurredAt()))
              .param("key", waiting.key())
              .param("incident", incident)
              .update();
        });
  }

  /**
   * Lets go what was to be held until now, by announced work or because it flapped; its keys. What
   * came since and waits comes first: it may say that there is no quiet.
   */
  public List<String> releaseHeld(Instant now) {
    return jdbc.sql(
            """
            update inbox h set status = 'RECEIVED'
            where h.status = 'HELD' and h.held_until <= :now
              and not (h.state = 'RESOLVED' and exists (
                select from inbox n where n.correlation_key = h.correlation_key
                  and n.status = 'RECEIVED' and n.sequence > h.sequence))
            returning h.correlation_key""")
        .param("now", utc(now))
        .query(String.class)
        .list();
  }

  /**
   * Firing alarms received before an instant that no engine has taken and nobody was told of, one
   * for each key.
   */
  public List<Unpaged> unpaged(Instant receivedBefore) {
    return jdbc.sql(
            """
            select distinct on (k.id) k.id, k.profile, k.incident, k.correlation_key, i.body
            from inbox i join incident_key k on k.correlation_key = i.correlation_key
            where i.status = 'RECEIVED' and i.state = 'FIRING' and k.open and k.paged_at is null
              and coalesce(i.held_until, i.received_at) <= :before
            order by k.id, i.sequence""")
        .param("before", utc(receivedBefore))
        .query(
            (row, n) ->
                new Unpaged(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    InboxRows.alarm(row.getString(5))))
        .list();
  }

  /** Notes that the on-call was told without an engine. */
  public void paged(Unpaged unpaged) {
    jdbc.sql("update incident_key set paged_at = now() where id = :id")
        .param("id", unpaged.ownership())
        .update();
  }

  /** A recorded state lists these rows: they need not be sent again. */
  public void settle(String incident, Collection<Long> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            with settled as (
              update inbox set status = 'SETTLED', settled_at = now(), incident = :incident
              where id in (:rows) and status in ('RECEIVED', 'DISPATCHED')
              returning correlation_key, sequence, state, occurred_at),
            latest as (
              select distinct on (correlation_key) * from settled
              order by correlation_key, sequence desc)
            update incident_key k
            set last_state = l.state, last_sequence = l.sequence,
                last_occurred_at = greatest(k.last_occurred_at, l.occurred_at)
            from latest l
            where k.correlation_key = l.correlation_key and k.incident = :incident
              and k.last_sequence < l.sequence""")
        .param("incident", incident)
        .param("rows", rows)
        .update();
  }

  /**
   * The incident's observation is over, or it is closed: what fires from now on opens a new one.
   */
  public void releaseKeys(String incident) {
    jdbc.sql(
            """
            update incident_key set open = false, released_at = now()
            where incident = :incident and open""")
        .param("incident", incident)
        .update();
  }

  /**
   * The keys that an incident has let go and nobody owns now, the last ownership of each: a person
   * may have reopened it.
   */
  List<Long> releasedKeys(String incident) {
    return jdbc.sql(
            """
            select max(k.id) from incident_key k
            where k.incident = :incident and not k.open
              and not exists (select from incident_key o
                              where o.correlation_key = k.correlation_key and o.open)
            group by k.correlation_key""")
        .param("incident", incident)
        .query(Long.class)
        .list();
  }

  /**
   * The incident owns the key again.
   *
   * @throws DuplicateKeyException if another one has come to own it
   */
  void takeBack(long ownership) {
    jdbc.sql("update incident_key set open = true, released_at = null where id = :id")
        .param("id", ownership)
        .update();
  }

  /** An incident was told these when it no longer owned their keys: they are correlated again. */
  public void handBack(String incident, Collection<Long> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            update inbox
            set status = 'RECEIVED', incident = null, opening = false, dispatched_at = null,
                handed_back_by = :incident
            where id in (:rows) and coalesce(incident, :incident) = :incident
              and status in ('RECEIVED', 'DISPATCHED')""")
        .param("incident", incident)
        .param("rows", rows)
        .update();
  }

  /** What an incident was told and no recorded state lists, in the order in which it was sent. */
  public List<AlarmSignal> unsettledOf(String incident) {
    return jdbc.sql(
            "select "
                + InboxRows.WAITING
                + """
                 from inbox where incident = :incident and status = 'DISPATCHED'
                order by sequence, id""")
        .param("incident", incident)
        .query((row, n) -> InboxRows.waiting(row).signal())
        .list();
  }

  /**
   * Has the dispatcher send again what no recorded state lists, for an engine that lost its
   * histories: to be called once the recorded incidents are resumed.
   *
   * @return how many rows
   */
  public int sendAgain() {
    return jdbc.sql("update inbox set status = 'RECEIVED' where status = 'DISPATCHED'").update();
  }

  /** The same for one incident. */
  public int sendAgain(String incident) {
    return jdbc.sql(
            """
            update inbox set status = 'RECEIVED'
            where status = 'DISPATCHED' and incident = :incident""")
        .param("incident", incident)
        .update();
  }

  /**
   * Where a row stands.
   *
   * @param key its correlation key
   * @param sequence its place among those of the key
   */
  public record Place(String key, long sequence) {}

  /** The alarms that stand at those places, as they came; what is no longer there is left out. */
  public List<Alarm> alarmsAt(List<Place> places) {
    if (places.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            select body from inbox
            where (correlation_key, sequence) in (:places) and state in ('FIRING', 'RESOLVED')
              and status <> 'QUARANTINED'
            order by id""")
        .param("places", places.stream().map(p -> new Object[] {p.key(), p.sequence()}).toList())
        .query((row, n) -> InboxRows.alarm(row.getString(1)))
        .list();
  }

  /** How often the alarms of an incident said what it already knew. */
  public long repeatsOf(String incident) {
    return jdbc.sql("select coalesce(sum(repeats), 0) from incident_key where incident = :incident")
        .param("incident", incident)
        .query(Long.class)
        .single();
  }

  /** How the inbox stands. */
  public Figures figures() {
    return jdbc.sql(
            """
            select (select count(*) from inbox where status = 'RECEIVED'),
                   (select min(received_at) from inbox where status = 'RECEIVED'),
                   (select count(*) from inbox where status = 'HELD'),
                   (select count(*) from inbox where status = 'DISPATCHED'),
                   (select min(dispatched_at) from inbox where status = 'DISPATCHED'),
                   (select count(*) from inbox q where status = 'QUARANTINED' and"""
                + QuarantineReview.unseen(QuarantineReview.Kind.ALARM)
                + ")")
        .query(
            (row, n) ->
                new Figures(
                    row.getLong(1),
                    InboxRows.instant(row.getObject(2, OffsetDateTime.class)),
                    row.getLong(3),
                    row.getLong(4),
                    InboxRows.instant(row.getObject(5, OffsetDateTime.class)),
                    row.getLong(6)))
        .single();
  }

  private <T> T required(Supplier<T> work) {
    return Objects.requireNonNull(transaction.execute(status -> work.get()));
  }
}
