package dev.aceiro.web.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the database every two seconds whether it is there, once a second while it is not. */
public final class DatabaseMonitor extends Watching {

  private static final Logger log = LoggerFactory.getLogger(DatabaseMonitor.class);
  private static final Duration WHILE_UP = Duration.ofSeconds(2);
  private static final Duration WHILE_DOWN = Duration.ofSeconds(1);
  private static final int ANSWER_SECONDS = 2;

  private final DataSource database;
  private final boolean embedded;
  private final InstantSource clock;
  private volatile DatabaseStatus status;

  DatabaseMonitor(DataSource database, boolean embedded, InstantSource clock) {
    super(Thread.ofVirtual().name("database monitor"));
    this.database = database;
    this.embedded = embedded;
    this.clock = clock;
    this.status = new DatabaseStatus(embedded, true, clock.instant(), null);
  }

  /** How it was when it was last asked. */
  public DatabaseStatus status() {
    return status;
  }

  @Override
  protected void watch() throws InterruptedException {
    while (watching()) {
      look();
      Thread.sleep(status.up() ? WHILE_UP : WHILE_DOWN);
    }
  }

  private void look() {
    try (Connection connection = database.getConnection()) {
      if (connection.isValid(ANSWER_SECONDS)) {
        set(true, null);
      } else {
        set(false, "a connection does not answer");
      }
    } catch (SQLException e) {
      set(false, e.getMessage());
    }
  }

  private void set(boolean up, @Nullable String detail) {
    DatabaseStatus before = status;
    if (before.up() != up) {
      if (up) {
        log.info("The database is back");
      } else {
        log.warn("The database does not answer: {}", detail);
      }
    }
    status =
        new DatabaseStatus(
            embedded, up, before.up() == up ? before.since() : clock.instant(), detail);
  }
}
