package dev.aceiro.activities.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What PostgreSQL could not store as it is, for people to look at: parts of the record, and alarms.
 * Somebody who has looked says so, and it stops counting; it is never deleted.
 *
 * <p>Every method throws {@link StoreUnavailableException} if PostgreSQL cannot be reached.
 */
@Component
public class QuarantineReview {
  private static final String ITEMS =
      """
      select i.*, a.by, a.why, a.at as acknowledged_at from (
        select 'RECORD' as kind, q.id, q.incident, i.profile, q.what, q.sqlstate, q.detail, q.at
        from quarantine q left join incident i on i.id = q.incident
        union all
        select 'ALARM', q.id, q.incident, q.profile, q.name, null, q.source, q.received_at
        from inbox q where q.status = 'QUARANTINED') i
      left join quarantine_acknowledgement a on a.kind = i.kind and a.item = i.id
      """;

  private static final Pattern ID = Pattern.compile("(record|alarm)-([1-9][0-9]{0,17})");

  private final JdbcClient jdbc;

  /** The quarantine in that database. */
  public QuarantineReview(DataSource dataSource) {
    jdbc = JdbcClient.create(dataSource);
  }

  /** The condition that nobody has looked at a row {@code q} of a kind. */
  static String unseen(Kind kind) {
    return " not exists (select from quarantine_acknowledgement a where a.kind = '%s' and a.item = q.id)"
        .formatted(kind);
  }

  /** What sort of thing was kept. */
  public enum Kind {
    /** A part of an incident's record. */
    RECORD,
    /** An alarm; it reached no incident. */
    ALARM
  }

  /**
   * Something that PostgreSQL could not store as it is.
   *
   * @param id {@code record-7} or {@code alarm-7}
   * @param kind what sort of thing it is
   * @param incident its incident; null for an alarm
   * @param profile its profile; null where the record does not know its incident
   * @param what what part of a batch, or the alarm's name
   * @param sqlstate PostgreSQL's code; null for an alarm
   * @param detail PostgreSQL's words, or the alarm's source
   * @param at when (UTC)
   * @param acknowledgement who has looked at it; null while nobody has
   */
  public record Item(
      String id,
      Kind kind,
      @Nullable String incident,
      @Nullable String profile,
      String what,
      @Nullable String sqlstate,
      String detail,
      Instant at,
      @Nullable Acknowledgement acknowledgement) {}

  /**
   * That somebody has looked.
   *
   * @param by who
   * @param why what they found, or why nothing is to be done
   * @param at when (UTC)
   */
  public record Acknowledgement(String by, String why, Instant at) {}

  /**
   * The youngest first.
   *
   * @param acknowledged whether those that somebody has looked at are among them
   */
  public List<Item> list(boolean acknowledged, int limit) {
    return InTime.translating(
        () ->
            jdbc.sql(
                    ITEMS
                        + (acknowledged ? "" : " where a.item is null")
                        + " order by i.at desc, i.kind, i.id desc limit :limit")
                .param("limit", limit)
                .query((row, n) -> item(row))
                .list());
  }

  /** One of them. */
  public Optional<Item> find(String id) {
    return InTime.translating(
        () ->
            Key.of(id)
                .flatMap(
                    key ->
                        jdbc.sql(ITEMS + " where i.kind = :kind and i.id = :item")
                            .param("kind", key.kind().name())
                            .param("item", key.item())
                            .query((row, n) -> item(row))
                            .optional()));
  }

  /**
   * What came, as text: of a part of the record its JSON, of an alarm the whole request that
   * brought it.
   */
  public Optional<String> content(String id) {
    return InTime.translating(() -> Key.of(id).flatMap(this::content));
  }

  private Optional<String> content(Key key) {
    return switch (key.kind()) {
      case RECORD ->
          jdbc.sql("select content from quarantine where id = :item")
              .param("item", key.item())
              .query(String.class)
              .optional();
      case ALARM ->
          jdbc.sql(
                  """
                  select d.body from inbox q join inbox_delivery d on d.id = q.delivery
                  where q.id = :item and q.status = 'QUARANTINED'""")
              .param("item", key.item())
              .query(byte[].class)
              .optional()
              .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    };
  }

  /**
   * Notes that somebody has looked. Whoever said so first stays.
   *
   * @return the item as it is now; empty if there is none
   */
  public Optional<Item> acknowledge(String id, String by, String why) {
    return InTime.translating(
        () -> {
          Optional<Item> found = find(id);
          if (found.isPresent()) {
            Key key = Key.of(id).orElseThrow();
            jdbc.sql(
                    """
                    insert into quarantine_acknowledgement (kind, item, by, why)
                    values (:kind, :item, :by, :why) on conflict do nothing""")
                .param("kind", key.kind().name())
                .param("item", key.item())
                .param("by", Columns.clean(by))
                .param("why", Columns.clean(why))
                .update();
          }
          return found.isEmpty() ? found : find(id);
        });
  }

  private static Item item(ResultSet row) throws SQLException {
    Kind kind = Kind.valueOf(row.getString("kind"));
    Instant acknowledgedAt = Columns.instant(row, "acknowledged_at");
    return new Item(
        new Key(kind, row.getLong("id")).id(),
        kind,
        row.getString("incident"),
        row.getString("profile"),
        row.getString("what"),
        row.getString("sqlstate"),
        row.getString("detail"),
        Columns.present(row, "at"),
        acknowledgedAt == null
            ? null
            : new Acknowledgement(row.getString("by"), row.getString("why"), acknowledgedAt));
  }

  private record Key(Kind kind, long item) {
    static Optional<Key> of(String id) {
      Matcher matcher = ID.matcher(id);
      return matcher.matches()
          ? Optional.of(
              new Key(
                  matcher.group(1).equals("record") ? Kind.RECORD : Kind.ALARM,
                  Long.parseLong(matcher.group(2))))
          : Optional.empty();
    }

    String id() {
      return (kind == Kind.RECORD ? "record-" : "alarm-") + item;
    }
  }
}
