package dev.aceiro.activities.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.aceiro.activities.store.Outbox.Parcel;
import dev.aceiro.activities.store.Outbox.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final Duration LEASE = Duration.ofMinutes(1);

  private TestDatabase database;
  private Outbox outbox;

  @BeforeEach
  void start() {
    database = TestDatabase.fresh();
    outbox = new Outbox(database.dataSource());
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void ofManyWorkersOneSendsAParcel() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<Standing> standings = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outbox.Claimed>> all =
          IntStream.range(0, 20)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            go.await();
                            return outbox.claim(parcel("m1"), LEASE);
                          }))
              .toList();
      go.countDown();
      for (Future<Outbox.Claimed> one : all) {
        standings.add(one.get().standing());
      }
    }

    assertThat(standings).containsOnlyOnce(Standing.YOURS);
    assertThat(standings).filteredOn(Standing.BUSY::equals).hasSize(19);
  }

  @Test
  void whatWasSentIsNotSentAgain() {
    outbox.claim(parcel("m1"), LEASE);
    outbox.sent(parcel("m1"), "C1/17.2", Samples.NOON);

    Outbox.Claimed again = outbox.claim(parcel("m1"), LEASE);

    assertThat(again)
        .isEqualTo(new Outbox.Claimed(Standing.SENT, 1, "C1/17.2", null, Samples.NOON));
  }

  @Test
  void aParcelWhoseLeaseHasEndedIsAnybodys() {
    outbox.claim(parcel("m1"), Duration.ZERO);

    Outbox.Claimed again = outbox.claim(parcel("m1"), LEASE);

    assertThat(again.standing()).isEqualTo(Standing.YOURS);
    assertThat(again.attempts()).isEqualTo(2);
  }

  @Test
  void whatIsToBeTriedLaterGoesToTheNextWhoAsks() {
    outbox.claim(parcel("m1"), LEASE);
    outbox.later(parcel("m1"), "rate-limited");

    Outbox.Claimed again = outbox.claim(parcel("m1"), LEASE);

    assertThat(again.standing()).isEqualTo(Standing.YOURS);
    assertThat(again.error()).isEqualTo("rate-limited");
  }

  @Test
  void aFailureIsAnAnswer() {
    outbox.claim(parcel("m1"), LEASE);
    outbox.failed(parcel("m1"), "channel_not_found", Samples.NOON);

    assertThat(outbox.claim(parcel("m1"), LEASE).standing()).isEqualTo(Standing.FAILED);
    assertThat(outbox.channels())
        .containsExactly(new Outbox.Channel("slack", null, Samples.NOON, "channel_not_found"));
  }

  @Test
  void whatWasSentWithoutAClaimIsKnownAfterwards() {
    outbox.sent(parcel("m1"), "C1/17.2", Samples.NOON);

    assertThat(outbox.claim(parcel("m1"), LEASE).standing()).isEqualTo(Standing.SENT);
  }

  @Test
  void somethingSentStaysSentWhateverIsSaidLater() {
    outbox.sent(parcel("m1"), "C1/17.2", Samples.NOON);
    outbox.failed(parcel("m1"), "timeout", Samples.NOON);
    outbox.later(parcel("m1"), "timeout");

    assertThat(outbox.claim(parcel("m1"), LEASE).standing()).isEqualTo(Standing.SENT);
  }

  @Test
  void theFirstMessageInAChannelIsTheOneToUpdate() {
    outbox.dry(parcel("m0"), Samples.NOON);
    outbox.sent(parcel("m1"), "C1/17.2", Samples.NOON);
    outbox.sent(parcel("m2"), "C1/18.3", Samples.NOON);

    List<String> opening = List.of("incident-opened", "card");
    assertThat(outbox.firstReference("INC-1001", "slack", "prod-alerts", opening))
        .contains("C1/17.2");
    assertThat(outbox.firstReference("INC-1001", "slack", "other", opening)).isEmpty();
    assertThat(outbox.firstReference("INC-1001", "slack", "prod-alerts", List.of("card")))
        .isEmpty();
  }

  @Test
  void withoutPostgresqlItAnswersWithinASecond() {
    database.goAway();

    long began = System.nanoTime();
    assertThatThrownBy(() -> outbox.claim(parcel("m1"), LEASE))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(1_500));

    database.comeBack();
    await()
        .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
        .until(() -> outbox.claim(parcel("m1"), LEASE).standing() == Standing.YOURS);
  }

  private static Parcel parcel(String message) {
    return new Parcel(
        message,
        "slack",
        "prod-alerts",
        "INC-1001",
        "plooral",
        "channel:prod-alerts",
        "incident-opened",
        null,
        "P1 \u0000 API answers with errors",
        true,
        false,
        Samples.NOON);
  }
}
