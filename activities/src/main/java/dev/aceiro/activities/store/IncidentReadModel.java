package dev.aceiro.activities.store;

import static dev.aceiro.activities.store.Columns.utc;

import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.policy.ResponsePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The record as people and programs read it. Read only.
 *
 * <p>Methods throw a {@link org.springframework.dao.DataAccessException} or a {@link
 * org.springframework.transaction.TransactionException} if PostgreSQL cannot be reached, unless
 * they say otherwise.
 */
@Component
public class IncidentReadModel {
  /** The most items of one page. */
  public static final int LARGEST_PAGE = 200;

  private final IncidentRows incidents;
  private final SnapshotRows snapshots;
  private final TimelineRows timeline;
  private final CommunicationRows communications;
  private final CaptureRows captures;
  private final LedgerRows ledger;
  private final Plans plans;
  private final Changes changes;
  private final JdbcClient jdbc;

  IncidentReadModel(
      IncidentRows incidents,
      SnapshotRows snapshots,
      TimelineRows timeline,
      CommunicationRows communications,
      CaptureRows captures,
      LedgerRows ledger,
      Plans plans,
      Changes changes,
      DataSource dataSource) {
    this.incidents = incidents;
    this.snapshots = snapshots;
    this.timeline = timeline;
    this.communications = communications;
    this.captures = captures;
    this.ledger = ledger;
    this.plans = plans;
    this.changes = changes;
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * Incidents, the youngest first.
   *
   * @param cursor where the page before ended; null for the first page
   * @param limit at most that many, and at most {@link #LARGEST_PAGE}
   * @throws NoCursorException if the cursor is none
   */
  public Page<IncidentSummary> list(IncidentFilter filter, @Nullable String cursor, int limit) {
    int size = size(limit);
    Long before = cursor == null ? null : Cursors.number(cursor);
    List<IncidentRow> rows =
        incidents.findBy(
            IncidentSpecification.of(filter, before),
            query -> query.sortBy(Sort.by(Sort.Direction.DESC, "number")).limit(size + 1).all());
    return page(rows, size, IncidentRow::summary, last -> Long.toString(last.number));
  }

  /** How many incidents match. */
  public long count(IncidentFilter filter) {
    return incidents.count(IncidentSpecification.of(filter, null));
  }

  /** One incident in short. */
  public Optional<IncidentSummary> summary(String incident) {
    return incidents.findOne(IncidentSpecification.one(incident)).map(IncidentRow::summary);
  }

  /** One incident with its state and its plan, read at one instant. */
  @Transactional(
      readOnly = true,
      isolation = Isolation.REPEATABLE_READ,
      transactionManager = "transactionManager")
  public Optional<IncidentDetail> find(String incident) {
    return incidents
        .findOne(IncidentSpecification.one(incident))
        .flatMap(
            row ->
                snapshots.findById(incident).flatMap(snapshot -> detail(row.summary(), snapshot)));
  }

  /**
   * Incidents with their states and plans, the youngest first, read at one instant and all at once.
   *
   * @param limit at most that many, and at most {@link #LARGEST_PAGE}
   */
  @Transactional(
      readOnly = true,
      isolation = Isolation.REPEATABLE_READ,
      transactionManager = "transactionManager")
  public List<IncidentDetail> details(IncidentFilter filter, int limit) {
    List<IncidentSummary> found = list(filter, null, limit).items();
    Map<String, SnapshotRow> states =
        snapshots.findByIdIn(found.stream().map(IncidentSummary::id).toList()).stream()
            .collect(Collectors.toMap(row -> row.id, Function.identity()));
    return found.stream()
        .flatMap(
            summary ->
                Optional.ofNullable(states.get(summary.id()))
                    .flatMap(row -> detail(summary, row))
                    .stream())
        .toList();
  }

  private Optional<IncidentDetail> detail(IncidentSummary summary, SnapshotRow row) {
    if (row.snapshot == null) {
      return Optional.empty();
    }
    IncidentState state = Snapshots.read(row.snapshot);
    ResponsePlan plan =
        plans
            .find(row.planHash)
            .orElseThrow(
                () -> new IllegalStateException("the plan of " + row.id + " is not in the record"));
    return Optional.of(new IncidentDetail(summary, state, plan));
  }

  /**
   * An incident's timeline.
   *
   * @param newestFirst whether it is read backwards
   * @param cursor where the page before ended; null for the first page
   * @param limit at most that many, and at most {@link #LARGEST_PAGE}
   * @throws NoCursorException if the cursor is none
   */
  public Page<RecordedEntry> timeline(
      String incident, boolean newestFirst, @Nullable String cursor, int limit) {
    int size = size(limit);
    Cursors.Line from = Cursors.line(cursor, newestFirst);
    Limit rows = Limit.of(size + 1);
    List<TimelineRow> found =
        newestFirst
            ? timeline.before(incident, from.generation(), from.sequence(), rows)
            : timeline.after(incident, from.generation(), from.sequence(), rows);
    return page(
        found,
        size,
        TimelineRow::entry,
        last -> new Cursors.Line(last.key.generation(), last.key.sequence()).text());
  }

  /** What was sent for an incident, or would have been, the oldest first. */
  public List<Communication> communications(String incident) {
    return communications.findByIncidentOrderById(incident).stream()
        .map(CommunicationRow::communication)
        .toList();
  }

  /** What was sent last, the youngest first. */
  public List<Communication> latestCommunications(int limit) {
    return communications.findByOrderByIdDesc(Limit.of(size(limit))).stream()
        .map(CommunicationRow::communication)
        .toList();
  }

  /** What was found before each action of an incident, the oldest first. */
  public List<Captures.Captured> captures(String incident) {
    return captures.findByKeyIncidentOrderByCapturedAt(incident).stream()
        .map(CaptureRow::captured)
        .toList();
  }

  /** An incident's ledger in the order of proposal. */
  public List<LedgerEntry> ledger(String incident) {
    return ledger.findByKeyIncidentOrderByPosition(incident).stream()
        .map(LedgerRow::entry)
        .toList();
  }

  /** Actions of all incidents that still owe something, the youngest first. */
  public List<LedgerEntry> owed(int limit) {
    return ledger.findBySettledFalseOrderByProposedAtDesc(Limit.of(size(limit))).stream()
        .map(LedgerRow::entry)
        .toList();
  }

  /**
   * Waits until the record has a revision of an incident. Does not throw: without PostgreSQL
   * nothing is recorded.
   *
   * @param patience how long at most
   * @return whether it has it
   */
  public boolean awaitRevision(String incident, long revision, Duration patience) {
    long giveUp = System.nanoTime() + patience.toNanos();
    try (Changes.Waiter waiter = changes.waiter(incident)) {
      while (true) {
        Duration left = Duration.ofNanos(Math.max(1, giveUp - System.nanoTime()));
        long recorded = InTime.within(left.plusMillis(50), () -> recordedRevision(incident));
        if (recorded >= revision) {
          return true;
        }
        left = Duration.ofNanos(giveUp - System.nanoTime());
        if (left.isNegative() || left.isZero()) {
          return false;
        }
        waiter.await(left);
      }
    } catch (StoreUnavailableException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private long recordedRevision(String incident) {
    return jdbc.sql("select revision from incident where id = :id and recorded_at is not null")
        .param("id", incident)
        .query(Long.class)
        .optional()
        .orElse(-1L);
  }

  /**
   * Has somebody told of every change of the record from now on, whichever process made it. They
   * are told on one thread and must not keep it.
   */
  public Changes.Subscription changes(Consumer<Change> subscriber) {
    return changes.subscribe(subscriber);
  }

  /**
   * How many incidents of a scenario there were since an instant (UTC), false alarms and drills not
   * counted.
   */
  public long recurrences(String profile, String scenario, Instant since) {
    return jdbc.sql(
            """
            select count(*) from incident
            where profile = :profile and scenario = :scenario and received_at >= :since
              and not drill and not false_alarm""")
        .param("profile", profile)
        .param("scenario", scenario)
        .param("since", utc(since))
        .query(Long.class)
        .single();
  }

  private static int size(int limit) {
    return Math.max(1, Math.min(LARGEST_PAGE, limit));
  }

  private static <R, T> Page<T> page(
      List<R> rows, int size, Function<R, T> item, Function<R, String> cursor) {
    boolean more = rows.size() > size;
    List<R> shown = more ? rows.subList(0, size) : rows;
    return new Page<>(
        shown.stream().map(item).toList(), more ? cursor.apply(shown.getLast()) : null);
  }
}
