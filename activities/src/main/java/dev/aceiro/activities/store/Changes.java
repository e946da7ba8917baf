package dev.aceiro.activities.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hears what any process of the installation has recorded: one connection that listens, for all who
 * wait in this process. It comes back by itself after PostgreSQL was away.
 */
@Component
public class Changes implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Changes.class);
  private static final Duration ONE_LISTENING = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final int ALIVE_SECONDS = 2;

  /** How often a waiter looks for itself while nobody listens. */
  private static final Duration DEAF = Duration.ofMillis(100);

  private final DataSource dataSource;
  private final List<Consumer<Change>> subscribers = new CopyOnWriteArrayList<>();
  private final Map<String, Set<Waiter>> waiters = new ConcurrentHashMap<>();
  private volatile boolean listening;
  private volatile @Nullable Thread thread;

  /** Changes in that database. */
  public Changes(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Has somebody told of every change from now on. They are told on one thread and must not keep
   * it.
   */
  public Subscription subscribe(Consumer<Change> subscriber) {
    subscribers.add(subscriber);
    return () -> subscribers.remove(subscriber);
  }

  /** Ends when it is closed. */
  @FunctionalInterface
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /** Whether changes are heard at once. */
  public boolean listening() {
    return listening;
  }

  /** Somebody who waits for a change of one incident. To be closed. */
  Waiter waiter(String incident) {
    Waiter waiter = new Waiter(incident);
    waiters.compute(
        incident,
        (id, present) -> {
          Set<Waiter> all = present == null ? ConcurrentHashMap.newKeySet() : present;
          all.add(waiter);
          return all;
        });
    return waiter;
  }

  @Override
  public synchronized void start() {
    if (thread == null) {
      Thread listener = Thread.ofVirtual().name("aceiro-changes").unstarted(this::listen);
      thread = listener;
      listener.start();
    }
  }

  @Override
  public synchronized void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
      try {
        running.join(Duration.ofSeconds(2));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private boolean wanted() {
    return Thread.currentThread() == thread;
  }

  private void listen() {
    Duration pause = FIRST_PAUSE;
    while (wanted()) {
      try (Connection connection = dataSource.getConnection()) {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
          statement.execute("listen " + Change.CHANNEL);
        }
        listening = true;
        pause = FIRST_PAUSE;
        tell(new Change(Change.Kind.RESYNC, "", 0));
        hear(connection);
      } catch (SQLException e) {
        if (wanted() && listening) {
          log.warn("Changes are not heard until PostgreSQL answers again: {}", e.getMessage());
        }
      } finally {
        listening = false;
      }
      if (wanted()) {
        pause = rest(pause);
      }
    }
  }

  private void hear(Connection connection) throws SQLException {
    PGConnection postgres = connection.unwrap(PGConnection.class);
    try {
      while (wanted()) {
        PGNotification[] heard = postgres.getNotifications((int) ONE_LISTENING.toMillis());
        if (heard == null || heard.length == 0) {
          if (wanted() && !connection.isValid(ALIVE_SECONDS)) {
            throw new SQLException("the connection that listens does not answer");
          }
          continue;
        }
        for (PGNotification one : heard) {
          tell(Change.of(one.getParameter()));
        }
      }
    } finally {
      if (!connection.isClosed()) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("unlisten *");
        } catch (SQLException gone) {
          log.trace("The connection that listened is gone", gone);
        }
      }
    }
  }

  private static Duration rest(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  private void tell(Change change) {
    if (change.kind() == Change.Kind.RESYNC) {
      waiters.values().forEach(all -> all.forEach(Waiter::wake));
    } else {
      waiters.getOrDefault(change.incident(), Set.of()).forEach(Waiter::wake);
    }
    for (Consumer<Change> subscriber : subscribers) {
      try {
        subscriber.accept(change);
      } catch (RuntimeException e) {
        log.warn("Somebody could not be told of a change of {}", change.incident(), e);
      }
    }
  }

  /** Waits for changes of one incident. */
  final class Waiter implements AutoCloseable {
    private final String incident;
    private final Semaphore changes = new Semaphore(0);

    private Waiter(String incident) {
      this.incident = incident;
    }

    private void wake() {
      changes.release();
    }

    /**
     * Returns at the next change, after that time, or earlier while nobody listens: the caller
     * looks for itself.
     */
    void await(Duration longest) throws InterruptedException {
      Duration time = listening || longest.compareTo(DEAF) < 0 ? longest : DEAF;
      if (changes.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
        changes.drainPermits();
      }
    }

    @Override
    public void close() {
      waiters.computeIfPresent(
          incident,
          (id, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }
}
