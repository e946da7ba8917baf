package dev.aceiro.activities.store;

import static dev.aceiro.activities.store.Columns.clean;
import static dev.aceiro.activities.store.Columns.cleanOrNull;
import static dev.aceiro.activities.store.Columns.utc;

import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What goes out, one row for each message, channel and person: who sends it claims it first, so
 * that two workers do not send it both.
 *
 * <p>Every method answers within a second or throws {@link StoreUnavailableException}: a page goes
 * out without the outbox rather than not at all.
 */
@Component
public class Outbox {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /**
   * One thing to send.
   *
   * @param message the message's idempotency key
   * @param channel the channel's kind, {@code slack}, {@code email}, …
   * @param person whom it goes to, or the channel's id
   * @param incident the incident's id
   * @param profile its profile
   * @param recipient {@code role:x}, {@code channel:x} or {@code person:x}
   * @param code the template
   * @param subject its subject, where the channel has one
   * @param text its words
   * @param page whether somebody must act now
   * @param drill whether it says that this is a drill
   * @param dueAt when it became due (UTC)
   */
  public record Parcel(
      String message,
      String channel,
      String person,
      String incident,
      String profile,
      String recipient,
      String code,
      @Nullable String subject,
      String text,
      boolean page,
      boolean drill,
      Instant dueAt) {}

  /** What is known of a parcel. */
  public enum Standing {
    /** It is the caller's to send, until its lease ends. */
    YOURS,
    /** Another worker is sending it. */
    BUSY,
    /** The channel took it. */
    SENT,
    /** The channel is not configured; what would have been sent is kept. */
    DRY,
    /** The channel did not take it and will not be asked again. */
    FAILED
  }

  /**
   * The answer to a claim.
   *
   * @param standing what is known
   * @param attempts how often it has been claimed, this time included
   * @param reference the channel's own name for it, if it was sent
   * @param error why it failed last, a code; null if it did not
   * @param at when it was settled, or until when it is leased (UTC)
   */
  public record Claimed(
      Standing standing,
      int attempts,
      @Nullable String reference,
      @Nullable String error,
      @Nullable Instant at) {}

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  /** The outbox in that database. */
  public Outbox(DataSource dataSource) {
    jdbc = JdbcClient.create(dataSource);
    transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /**
   * Takes a parcel to send it, unless it is sent or somebody else has it. One that a worker has
   * kept for longer than its lease is anybody's again: a page prefers a duplicate to a loss.
   *
   * @param lease how long the caller has
   */
  public Claimed claim(Parcel parcel, Duration lease) {
    return within(
        () -> {
          Optional<Claimed> mine = take(parcel, lease);
          mine.ifPresent(claimed -> tell(parcel));
          return mine.orElseGet(() -> standing(parcel));
        });
  }

  private Optional<Claimed> take(Parcel parcel, Duration lease) {
    return statement(
            """
            insert into communication (message, channel, person, incident, profile, recipient, code,
                subject, text, page, drill, due_at, state, attempts, lease_until)
            values (:message, :channel, :person, :incident, :profile, :recipient, :code,
                :subject, :text, :page, :drill, :dueAt, 'SENDING', 1,
                now() + :lease * interval '1 millisecond')
            on conflict (message, channel, person) do update
            set state = 'SENDING', attempts = communication.attempts + 1,
                lease_until = excluded.lease_until, subject = excluded.subject, text = excluded.text
            where communication.state = 'PENDING'
               or (communication.state = 'SENDING' and communication.lease_until <= now())
            returning attempts, error, lease_until""",
            parcel)
        .param("lease", lease.toMillis())
        .query(
            (row, n) ->
                new Claimed(
                    Standing.YOURS,
                    row.getInt("attempts"),
                    null,
                    row.getString("error"),
                    Columns.instant(row, "lease_until")))
        .optional();
  }

  private Claimed standing(Parcel parcel) {
    return jdbc.sql(
            """
            select state, attempts, reference, error, coalesce(settled_at, lease_until) as at
            from communication
            where message = :message and channel = :channel and person = :person""")
        .param("message", parcel.message())
        .param("channel", parcel.channel())
        .param("person", parcel.person())
        .query(
            (row, n) -> {
              String state = row.getString("state");
              return new Claimed(
                  switch (state) {
                    case "PENDING", "SENDING" -> Standing.BUSY;
                    default -> Standing.valueOf(state);
                  },
                  row.getInt("attempts"),
                  row.getString("reference"),
                  row.getString("error"),
                  Columns.instant(row, "at"));
            })
        .single();
  }

  /**
   * The channel took it.
   *
   * @param reference the channel's own name for it, or null
   * @param at when (UTC)
   */
  public void sent(Parcel parcel, @Nullable String reference, Instant at) {
    settle(parcel, "SENT", reference, null, at);
  }

  /** The channel is not configured; this is what would have been sent. */
  public void dry(Parcel parcel, Instant at) {
    settle(parcel, "DRY", null, null, at);
  }

  /**
   * The channel did not take it and will not be asked again.
   *
   * @param error why, a code
   */
  public void failed(Parcel parcel, String error, Instant at) {
    settle(parcel, "FAILED", null, error, at);
  }

  /**
   * The channel did not take it and is to be asked again: the next claim gets it.
   *
   * @param error why, a code
   */
  public void later(Parcel parcel, String error) {
    settle(parcel, "PENDING", null, error, null);
  }

  /** What is known is kept even if the claim was made while PostgreSQL was away, or never. */
  private void settle(
      Parcel parcel,
      String state,
      @Nullable String reference,
      @Nullable String error,
      @Nullable Instant at) {
    within(
        () -> {
          int changed =
              statement(
                      """
                      insert into communication (message, channel, person, incident, profile,
                          recipient, code, subject, text, page, drill, due_at, state, attempts,
                          reference, error, settled_at)
                      values (:message, :channel, :person, :incident, :profile,
                          :recipient, :code, :subject, :text, :page, :drill, :dueAt, :state, 1,
                          :reference, :error, :at)
                      on conflict (message, channel, person) do update
                      set state = excluded.state, lease_until = null,
                          reference = coalesce(excluded.reference, communication.reference),
                          error = excluded.error, settled_at = excluded.settled_at
                      where communication.state <> 'SENT'""",
                      parcel)
                  .param("state", state)
                  .param("reference", cleanOrNull(reference), Types.VARCHAR)
                  .param("error", cleanOrNull(error), Types.VARCHAR)
                  .param("at", utc(at), Types.TIMESTAMP_WITH_TIMEZONE)
                  .update();
          tell(parcel);
          return changed;
        });
  }

  /**
   * The channel's own name for the first of an incident's messages that it took there, so that it
   * can be updated in place.
   *
   * @param channel the channel's kind
   * @param person whom it went to, or the channel's id
   * @param codes the templates that are meant
   */
  public Optional<String> firstReference(
      String incident, String channel, String person, List<String> codes) {
    return within(
        () ->
            jdbc.sql(
                    """
                    select reference from communication
                    where incident = :incident and channel = :channel and person = :person
                      and code in (:codes) and state = 'SENT' and reference is not null
                    order by id limit 1""")
                .param("incident", incident)
                .param("channel", channel)
                .param("person", person)
                .param("codes", codes)
                .query(String.class)
                .optional());
  }

  /**
   * The channel's own name for the latest message that it took for a place or a person, whatever
   * the incident.
   *
   * @param channel the channel's kind
   * @param person whom it went to, or the channel's id
   */
  public Optional<String> latestReference(String channel, String person) {
    return within(
        () ->
            jdbc.sql(
                    """
                    select reference from communication
                    where channel = :channel and person = :person and state = 'SENT'
                      and reference is not null
                    order by id desc limit 1""")
                .param("channel", channel)
                .param("person", person)
                .query(String.class)
                .optional());
  }

  /**
   * How a channel did of late.
   *
   * @param channel its kind
   * @param lastSentAt when it last took something (UTC), if ever
   * @param lastFailedAt when it last did not (UTC), if ever
   * @param lastError why it did not
   */
  public record Channel(
      String channel,
      @Nullable Instant lastSentAt,
      @Nullable Instant lastFailedAt,
      @Nullable String lastError) {}

  /** How each channel did in the last 30 days. */
  public List<Channel> channels() {
    return within(
        () ->
            jdbc.sql(
                    """
                    select channel,
                        max(settled_at) filter (where state = 'SENT') as sent,
                        max(settled_at) filter (where state = 'FAILED') as failed,
                        (array_agg(error order by id desc) filter (where state = 'FAILED'))[1]
                            as error
                    from communication
                    where created_at > now() - interval '30 days'
                    group by channel order by channel""")
                .query(
                    (row, n) ->
                        new Channel(
                            row.getString("channel"),
                            Columns.instant(row, "sent"),
                            Columns.instant(row, "failed"),
                            row.getString("error")))
                .list());
  }

  private void tell(Parcel parcel) {
    IncidentWriter.notify(jdbc, new Change(Change.Kind.COMMUNICATION, parcel.incident(), 0));
  }

  private JdbcClient.StatementSpec statement(String sql, Parcel parcel) {
    return jdbc.sql(sql)
        .param("message", parcel.message())
        .param("channel", parcel.channel())
        .param("person", parcel.person())
        .param("incident", parcel.incident())
        .param("profile", parcel.profile())
        .param("recipient", parcel.recipient())
        .param("code", parcel.code())
        .param("subject", cleanOrNull(parcel.subject()), Types.VARCHAR)
        .param("text", clean(parcel.text()))
        .param("page", parcel.page())
        .param("drill", parcel.drill())
        .param("dueAt", utc(parcel.dueAt()));
  }

  private <T> T within(Supplier<T> work) {
    return InTime.within(
        PATIENCE, () -> Objects.requireNonNull(transaction.execute(status -> work.get())));
  }
}
