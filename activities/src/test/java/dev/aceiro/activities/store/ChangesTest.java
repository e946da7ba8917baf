package dev.aceiro.activities.store;

import static dev.aceiro.activities.store.Samples.at;
import static dev.aceiro.activities.store.Samples.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private static final String ID = "INC-1001";

  private TestDatabase database;
  private Inbox inbox;
  private Records records;
  private Changes changes;
  private final List<Change> heard = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() {
    database = TestDatabase.fresh();
    inbox = new Inbox(database.dataSource());
    records = new Records(database.dataSource(), new Plans(database.dataSource()), inbox);
    changes = new Changes(database.dataSource());
    changes.subscribe(heard::add);
    changes.start();
    await().until(() -> heard.contains(new Change(Change.Kind.RESYNC, "", 0)));
  }

  @AfterEach
  void stop() {
    changes.stop();
    inbox.destroy();
    database.close();
  }

  @Test
  void whoSubscribesHearsWhatIsRecorded() {
    records.store(batch(at(ID, 3)));

    await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> heard.contains(new Change(Change.Kind.INCIDENT, ID, 3)));
  }

  @Test
  void aSubscriberThatThrowsDoesNotKeepOthersFromHearing() {
    changes.subscribe(
        change -> {
          throw new IllegalStateException("of a test");
        });
    List<Change> later = new CopyOnWriteArrayList<>();
    changes.subscribe(later::add);

    records.store(batch(at(ID, 3)));
    records.store(batch(at(ID, 4)));

    await().until(() -> later.contains(new Change(Change.Kind.INCIDENT, ID, 4)));
  }

  @Test
  void whoHasEndedHearsNothingMore() {
    List<Change> ended = new CopyOnWriteArrayList<>();
    changes.subscribe(ended::add).close();

    records.store(batch(at(ID, 3)));

    await().until(() -> heard.contains(new Change(Change.Kind.INCIDENT, ID, 3)));
    assertThat(ended).isEmpty();
  }

  @Test
  void afterPostgresqlWasAwayItHearsAgainAndSaysSo() {
    heard.clear();
    database.goAway();
    await().until(() -> !changes.listening());

    database.comeBack();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> heard.contains(new Change(Change.Kind.RESYNC, "", 0)));
    records.store(batch(at(ID, 3)));
    await().until(() -> heard.contains(new Change(Change.Kind.INCIDENT, ID, 3)));
  }

  @Test
  void itEndsAtOnceAndGivesItsConnectionBack() {
    long began = System.nanoTime();
    changes.stop();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
    await().until(() -> database.dataSource().getHikariPoolMXBean().getActiveConnections() == 0);
  }

  @Test
  void whatANewerVersionSaysIsAReasonToReadAgain() {
    assertThat(Change.of("SOMETHING_NEW 7 INC-1001").kind()).isEqualTo(Change.Kind.RESYNC);
    assertThat(Change.of("")).isEqualTo(new Change(Change.Kind.RESYNC, "", 0));
  }
}
