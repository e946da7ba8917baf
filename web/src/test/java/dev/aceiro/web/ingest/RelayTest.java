package dev.aceiro.web.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.aceiro.activities.store.Inbox;
import dev.aceiro.activities.store.Inbox.AlarmEntry;
import dev.aceiro.activities.store.Inbox.Replay;
import dev.aceiro.web.ingest.IngestTestApplication.RecordingPager;
import dev.aceiro.workflows.alarm.Alarm;
import dev.aceiro.workflows.alarm.AlarmCatalogue;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.alarm.CatalogueEntry;
import dev.aceiro.workflows.alarm.FlappingRule;
import dev.aceiro.workflows.alarm.MaintenanceWindow;
import dev.aceiro.workflows.alarm.StartRule;
import dev.aceiro.workflows.alarm.StormRule;
import dev.aceiro.workflows.incident.AlarmSignal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class RelayTest {

  private static final IngestSettings FAST =
      new IngestSettings(
          Duration.ofMillis(50),
          Duration.ofSeconds(60),
          4,
          Duration.ofMillis(20),
          Duration.ofMillis(100),
          null);
  private static final CatalogueEntry THRICE =
      new CatalogueEntry(
          "Thrice",
          "api",
          null,
          "P1",
          List.of(),
          null,
          List.of(),
          List.of(),
          null,
          new StartRule(3, Duration.ofMinutes(10)),
          null);
  private static final FlappingRule FLAPPING =
      new FlappingRule(4, Duration.ofMinutes(10), Duration.ofMinutes(10));

  private static EmbeddedPostgres postgres;
  private static HikariDataSource pool;
  private static JdbcClient jdbc;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
  private final InstantSource clock = now::get;
  private final RecordingGateway gateway = new RecordingGateway();
  private final RecordingPager pager = new RecordingPager();
  private final List<Relay> relays = new ArrayList<>();
  private final List<Inbox> inboxes = new ArrayList<>();
  private AlarmCatalogue catalogue = AlarmCatalogue.EMPTY;
  private Inbox inbox;
  private Relay relay;

  @BeforeAll
  static void database() throws IOException {
    postgres = EmbeddedPostgres.builder().start();
    pool = new HikariDataSource();
    pool.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
    pool.setMaximumPoolSize(20);
    Flyway.configure().dataSource(pool).load().migrate();
    jdbc = JdbcClient.create(pool);
  }

  @AfterAll
  static void end() throws IOException {
    pool.close();
    postgres.close();
  }

  @BeforeEach
  void begin() {
    jdbc.sql("truncate inbox, inbox_delivery, inbox_key, incident_key").update();
    relay = another();
  }

  @AfterEach
  void stop() {
    relays.forEach(Relay::stop);
    inboxes.forEach(Inbox::destroy);
  }

  @Test
  void whatWaitedWhileTheEngineWasDownIsHandedOverInItsOrder() {
    gateway.down = true;
    receive("a", AlarmState.FIRING);
    receive("a", AlarmState.RESOLVED);
    receive("a", AlarmState.FIRING);
    await().untilAsserted(() -> assertThat(relay.engineDownSince()).isNotNull());
    assertThat(waiting()).isEqualTo(3);

    gateway.down = false;

    await().untilAsserted(() -> assertThat(gateway.signals).hasSize(2));
    assertThat(gateway.starts).hasSize(1);
    assertThat(gateway.signals.stream().map(s -> s.signal().alarm().state()))
        .containsExactly(AlarmState.RESOLVED, AlarmState.FIRING);
    assertThat(gateway.signals.stream().map(s -> s.signal().sequence())).isSorted();
    await().untilAsserted(() -> assertThat(relay.engineDownSince()).isNull());
  }

  @Test
  void afterAMinuteWithoutAnEngineTheOnCallIsToldOnceForEachKey() {
    gateway.down = true;
    receive("a", AlarmState.FIRING);
    receive("b", AlarmState.FIRING);
    receive("c", AlarmState.RESOLVED);
    await().untilAsserted(() -> assertThat(relay.engineDownSince()).isNotNull());

    now.set(now.get().plusSeconds(59));
    await().during(Duration.ofMillis(300)).until(pager.pages::isEmpty);
    now.set(now.get().plusSeconds(1));

    await().untilAsserted(() -> assertThat(pager.pages).hasSize(2));
    await().during(Duration.ofMillis(300)).until(() -> pager.pages.size() == 2);
    gateway.down = false;
    await().untilAsserted(() -> assertThat(gateway.starts).hasSize(2));
    assertThat(pager.pages)
        .containsExactlyInAnyOrderElementsOf(
            gateway.starts.stream()
                .map(s -> "acme " + s.incident() + " " + s.signal().alarm().name())
                .toList());
  }

  @Test
  void nobodyIsPagedForWhatWaitedWhileNothingRan() {
    relay.stop();
    receive("a", AlarmState.FIRING);
    now.set(now.get().plusSeconds(600));

    another();

    await().untilAsserted(() -> assertThat(gateway.starts).hasSize(1));
    assertThat(pager.pages).isEmpty();
  }

  @Test
  void aCrashBetweenOpeningAndNotingItOpensTheSameIncidentAgain() {
    receive("a", AlarmState.FIRING);
    await().untilAsserted(() -> assertThat(status()).containsExactly("DISPATCHED"));
    relay.stop();
    jdbc.sql("update inbox set status = 'RECEIVED', dispatched_at = null").update();

    another();

    await().untilAsserted(() -> assertThat(gateway.starts).hasSize(2));
    assertThat(gateway.starts.get(1)).isEqualTo(gateway.starts.get(0));
    assertThat(jdbc.sql("select count(*) from incident_key").query(Long.class).single())
        .isEqualTo(1);
  }

  @Test
  void anIncidentThatOwnsItsKeyAndThatTheEngineDoesNotKnowIsWaitedFor() {
    receive("a", AlarmState.FIRING);
    await().untilAsserted(() -> assertThat(gateway.starts).hasSize(1));
    gateway.forget(gateway.starts.getFirst().incident());

    receive("a", AlarmState.RESOLVED);

    await().during(Duration.ofMillis(300)).until(() -> waiting() == 1);
    assertThat(gateway.starts).hasSize(1);
  }

  @Test
  void firingAfterTheKeysWereReleasedOpensALinkedIncident() {
    receive("a", AlarmState.FIRING);
    await().untilAsserted(() -> assertThat(status()).containsExactly("DISPATCHED"));
    String first = gateway.starts.getFirst().incident();
    inbox.settle(first, List.of(gateway.starts.getFirst().signal().inbox()));
    inbox.releaseKeys(first);

    receive("a", AlarmState.FIRING);

    await().untilAsserted(() -> assertThat(gateway.starts).hasSize(2));
    assertThat(gateway.starts.get(1).incident()).isNotEqualTo(first);
    assertThat(gateway.starts.get(1).follows()).isEqualTo(first);
  }

  @Test
  void anIncidentThatEndsWhileItIsToldHasTheAlarmCorrelatedAgain() {
    receive("a", AlarmState.FIRING);
    await().untilAsserted(() -> assertThat(status()).containsExactly("DISPATCHED"));
    String first = gateway.starts.getFirst().incident();
    gateway.forget(first);
    receive("a", AlarmState.RESOLVED);
    receive("a", AlarmState.FIRING);
    inbox.releaseKeys(first);

    await().untilAsserted(() -> assertThat(gateway.starts).hasSize(2));
    assertThat(gateway.starts.get(1).follows()).isEqualTo(first);
  }

  @Test
  void whatAnIncidentHandsBackOpensAnotherOne() {
    receive("a", AlarmState.FIRING);
    receive("a", AlarmState.RESOLVED);
    receive("a", AlarmState.FIRING);
    await().untilAsserted(() -> assertThat(gateway.signals).hasSize(2));
    await().untilAsserted(() -> assertThat(status()).doesNotContain("RECEIVED"));
    String first = gateway.starts.getFirst().incident();

    inbox.releaseKeys(first);
    inbox.handBack(first, List.of(gateway.signals.get(1).signal().inbox()));

    await().untilAsserted(() -> assertThat(gateway.starts).hasSize(2));
    assertThat(gateway.starts.get(1).signal()).isEqualTo(gateway.signals.get(1).signal());
  }

  @Test
  void anEngineThatLostItsHistoriesIsToldAgainWhatNoRecordedStateLists() {
    receive("a", AlarmState.FIRING);
    receive("a", AlarmState.RESOLVED);
    receive("b", AlarmState.FIRING);
    await().untilAsserted(() -> assertThat(status()).containsOnly("DISPATCHED"));
    String recorded = gateway.startsOf("b").getFirst().incident();
    inbox.settle(recorded, List.of(gateway.startsOf("b").getFirst().signal().inbox()));

    relay.engineSettled();

    await().untilAsserted(() -> assertThat(gateway.signals).hasSize(2));
    assertThat(gateway.startsOf("a")).hasSize(2);
    assertThat(gateway.startsOf("a").get(1)).isEqualTo(gateway.startsOf("a").get(0));
    assertThat(gateway.signals.get(1)).isEqualTo(gateway.signals.get(0));
    assertThat(gateway.startsOf("b")).hasSize(1);
  }

  @Test
  void whatIsRecordedBeforeItIsNotedAsSentStaysSettled() {
    receive("a", AlarmState.FIRING);
    await().untilAsserted(() -> assertThat(status()).containsExactly("DISPATCHED"));
    var start = gateway.starts.getFirst();
    relay.stop();
    jdbc.sql("update inbox set status = 'RECEIVED', dispatched_at = null").update();
    jdbc.sql("update incident_key set last_state = null, last_sequence = 0").update();
    inbox.settle(start.incident(), List.of(start.signal().inbox()));
    receive("a", AlarmState.FIRING);

    another();

    await().untilAsserted(() -> assertThat(status()).containsExactly("SETTLED", "REPEAT"));
    assertThat(gateway.starts).hasSize(1);
  }

  @Test
  void twoReplicasKeepTheOrderOfEachKey() {
    Relay second = another();
    int keys = 10;
    for (int i = 0; i < 40; i++) {
      AlarmState state = i / keys % 2 == 0 ? AlarmState.FIRING : AlarmState.RESOLVED;
      String key = store("k" + i % keys, state, null);
      (i % 2 == 0 ? relay : second).wake(List.of(key));
    }

    await().untilAsserted(() -> assertThat(gateway.signals).hasSize(30));
    assertThat(gateway.starts).hasSize(keys);
    IntStream.range(0, keys)
        .forEach(
            k ->
                assertThat(gateway.signalsOf("k" + k).stream().map(s -> s.signal().sequence()))
                    .isSorted());
  }

  @Test
  void anAlarmThatMustFireThriceOpensAnIncidentTheThirdTime() {
    catalogue = new AlarmCatalogue(List.of(THRICE), List.of(), null, null);
    for (int i = 0; i < 2; i++) {
      receive("Thrice", AlarmState.FIRING);
      receive("Thrice", AlarmState.RESOLVED);
      now.set(now.get().plusSeconds(60));
    }
    await().untilAsserted(() -> assertThat(status()).hasSize(4).containsOnly("SETTLED"));
    assertThat(gateway.starts).isEmpty();

    receive("Thrice", AlarmState.FIRING);

    await().untilAsserted(() -> assertThat(gateway.starts).hasSize(1));
    assertThat(
            jdbc.sql("select count(*) from inbox where incident = ?")
                .param(gateway.starts.getFirst().incident())
                .query(Integer.class)
                .single())
        .isEqualTo(3);
  }

  @Test
  void firingsOutsideOfTheWindowDoNotCount() {
    catalogue = new AlarmCatalogue(List.of(THRICE), List.of(), null, null);
    for (int i = 0; i < 4; i++) {
      receive("Thrice", AlarmState.FIRING);
      now.set(now.get().plus(Duration.ofMinutes(6)));
    }

    await().untilAsserted(() -> assertThat(status()).hasSize(4).containsOnly("SETTLED"));
    assertThat(gateway.starts).isEmpty();
  }

  @Test
  void whatFiresInAMaintenanceWindowOpensAnIncidentAtItsEnd() {
    Instant end = now.get().plusSeconds(3600);
    maintain(end);
    receive("a", AlarmState.FIRING);
    await().untilAsserted(() -> assertThat(status()).containsExactly("HELD"));
    assertThat(gateway.starts).isEmpty();

    now.set(end);

    await().untilAsserted(() -> assertThat(gateway.starts).hasSize(1));
    assertThat(gateway.starts.getFirst().signal().alarm().receivedAt()).isEqualTo(end);
  }

  @Test
  void whatClearsInAMaintenanceWindowOpensNothing() {
    Instant end = now.get().plusSeconds(3600);
    maintain(end);
    receive("a", AlarmState.FIRING);
    receive("a", AlarmState.RESOLVED);
    await().untilAsserted(() -> assertThat(status()).containsExactly("SETTLED", "SETTLED"));

    now.set(end.plusSeconds(1));

    await().during(Duration.ofMillis(300)).until(gateway.starts::isEmpty);
  }

  @Test
  void manyKeysOfOneServiceJoinOneIncidentOnceTheyAreAStorm() {
    catalogue =
        new AlarmCatalogue(List.of(), List.of(), new StormRule(2, Duration.ofMinutes(5)), null);
    for (int i = 0; i < 6; i++) {
      String name = "s" + i;
      receive(name, AlarmState.FIRING);
      await().untilAsserted(() -> assertThat(waiting()).isZero());
    }

    assertThat(gateway.starts).hasSize(2);
    await().untilAsserted(() -> assertThat(gateway.signals).hasSize(4));
    assertThat(gateway.signals)
        .allMatch(s -> s.incident().equals(gateway.starts.get(1).incident()));
    receive("s5", AlarmState.RESOLVED);
    await().untilAsserted(() -> assertThat(gateway.signals).hasSize(5));
  }

  @Test
  void anAlarmThatFlapsIsToldSoOnceAndThenHeldAsFiring() {
    flap();

    for (int i = 0; i < 5; i++) {
      hear("a", AlarmState.RESOLVED);
      hear("a", AlarmState.FIRING);
    }

    assertThat(told()).containsExactly("RESOLVED", "FIRING", "RESOLVED", "FIRING flaps");
    assertThat(status()).hasSize(15).doesNotContain("HELD");
    assertThat(inbox.repeatsOf(gateway.starts.getFirst().incident())).isEqualTo(10);
  }

  @Test
  void whatClearedWhileItFlappedCountsOnceItHasBeenQuiet() {
    flap();
    hear("a", AlarmState.RESOLVED);
    assertThat(status()).last().isEqualTo("HELD");
    hear("a", AlarmState.RESOLVED);
    now.set(now.get().plus(Duration.ofMinutes(9)));
    await().during(Duration.ofMillis(200)).until(() -> told().size() == 4);

    now.set(now.get().plus(Duration.ofMinutes(1)));

    await().untilAsserted(() -> assertThat(told()).hasSize(5).last().isEqualTo("RESOLVED"));
    now.set(now.get().plus(Duration.ofHours(1)));
    hear("a", AlarmState.FIRING);
    hear("a", AlarmState.RESOLVED);
    assertThat(told()).hasSize(7).endsWith("FIRING", "RESOLVED");
  }

  @Test
  void whatHasFiredForLongNoLongerFlaps() {
    flap();
    hear("a", AlarmState.RESOLVED);
    hear("a", AlarmState.FIRING);
    now.set(now.get().plus(Duration.ofMinutes(10)));

    hear("a", AlarmState.RESOLVED);

    assertThat(told()).hasSize(5).last().isEqualTo("RESOLVED");
  }

  @Test
  void quietIsNotBelievedBeforeWhatWaitsIsHeard() {
    flap();
    hear("a", AlarmState.RESOLVED);
    relay.stop();
    Instant end = now.get().plus(Duration.ofMinutes(10));
    now.set(now.get().plus(Duration.ofMinutes(5)));
    store("a", AlarmState.FIRING, null);
    now.set(end);

    another();

    await().untilAsserted(() -> assertThat(status()).hasSize(7).endsWith("REPEAT", "REPEAT"));
    assertThat(told()).hasSize(4);
  }

  @Test
  void aFiringThatCameLateDoesNotCallBackWhatCleared() {
    flap();
    Instant cleared = now.get();
    relay.wake(List.of(store("a", AlarmState.RESOLVED, cleared)));
    await().untilAsserted(() -> assertThat(status()).last().isEqualTo("HELD"));
    relay.wake(List.of(store("a", AlarmState.FIRING, cleared.minusSeconds(1))));
    await().untilAsserted(() -> assertThat(status()).endsWith("HELD", "REPEAT"));

    now.set(now.get().plus(Duration.ofMinutes(10)));

    await().untilAsserted(() -> assertThat(told()).hasSize(5).last().isEqualTo("RESOLVED"));
  }

  @Test
  void anIncidentIsToldThatItFlapsAlsoByAnEngineThatWasAway() {
    catalogue = new AlarmCatalogue(List.of(), List.of(), null, FLAPPING);
    hear("a", AlarmState.FIRING);
    hear("a", AlarmState.RESOLVED);
    hear("a", AlarmState.FIRING);
    hear("a", AlarmState.RESOLVED);
    gateway.down = true;
    receive("a", AlarmState.FIRING);
    await().until(() -> relay.engineDownSince() != null);

    gateway.down = false;

    await().untilAsserted(() -> assertThat(told()).last().isEqualTo("FIRING flaps"));
    String incident = gateway.starts.getFirst().incident();
    await().untilAsserted(() -> assertThat(waiting()).isZero());
    assertThat(inbox.unsettledOf(incident)).last().matches(AlarmSignal::flapping);
  }

  @Test
  void anAlarmMayHaveARuleOfItsOwn() {
    catalogue =
        new AlarmCatalogue(
            List.of(
                new CatalogueEntry(
                    "a",
                    "api",
                    null,
                    "P1",
                    List.of(),
                    null,
                    List.of(),
                    List.of(),
                    null,
                    null,
                    new FlappingRule(40, Duration.ofMinutes(10), Duration.ofMinutes(10)))),
            List.of(),
            null,
            FLAPPING);
    for (int i = 0; i < 5; i++) {
      hear("a", AlarmState.FIRING);
      hear("a", AlarmState.RESOLVED);
    }
    assertThat(told()).hasSize(9).noneMatch(said -> said.contains("flaps"));
  }

  /** Five changes of state within 40 seconds, one more than the rule allows. */
  private void flap() {
    catalogue = new AlarmCatalogue(List.of(), List.of(), null, FLAPPING);
    hear("a", AlarmState.FIRING);
    hear("a", AlarmState.RESOLVED);
    hear("a", AlarmState.FIRING);
    hear("a", AlarmState.RESOLVED);
    hear("a", AlarmState.FIRING);
  }

  /** Receives it, waits until nothing waits, and lets ten seconds pass. */
  private void hear(String name, AlarmState state) {
    receive(name, state);
    await().untilAsserted(() -> assertThat(waiting()).isZero());
    now.set(now.get().plusSeconds(10));
  }

  private List<String> told() {
    return gateway.signals.stream()
        .map(s -> s.signal().alarm().state() + (s.signal().flapping() ? " flaps" : ""))
        .toList();
  }

  @Test
  void aKeyThatCannotBeDispatchedDoesNotStopOthers() {
    receive("broken", AlarmState.FIRING);
    await().untilAsserted(() -> assertThat(status()).containsExactly("DISPATCHED"));
    gateway.forget(gateway.starts.getFirst().incident());
    receive("broken", AlarmState.RESOLVED);

    receive("whole", AlarmState.FIRING);

    await().untilAsserted(() -> assertThat(gateway.startsOf("whole")).hasSize(1));
  }

  @Test
  void theStatusSaysWhatWaitsAndSinceWhen() {
    InboxStatus status = new InboxStatus(relay, clock);
    await()
        .untilAsserted(
            () -> assertThat(status.status().getFirst().code()).isEqualTo("inbox.clear"));
    gateway.down = true;
    Instant received = now.get();
    receive("a", AlarmState.FIRING);
    now.set(received.plusSeconds(20));

    await()
        .untilAsserted(
            () -> {
              assertThat(status.status().getFirst().code()).isEqualTo("inbox.waiting");
              assertThat(status.status().getFirst().since()).isEqualTo(received);
            });
  }

  private Relay another() {
    Inbox own = new Inbox(pool);
    inboxes.add(own);
    inbox = own;
    Relay started = new Relay(own, gateway, pager, profile -> catalogue, FAST, clock);
    started.start();
    relays.add(started);
    return started;
  }

  private void maintain(Instant end) {
    catalogue =
        new AlarmCatalogue(
            List.of(),
            List.of(
                new MaintenanceWindow(
                    now.get().minusSeconds(60), end, List.of("api"), List.of(), "migration")),
            null,
            null);
  }

  private void receive(String name, AlarmState state) {
    relay.wake(List.of(store(name, state, null)));
  }

  private String store(String name, AlarmState state, Instant occurredAt) {
    Alarm alarm =
        new Alarm(
            "generic",
            name,
            state,
            name,
            UUID.randomUUID().toString(),
            null,
            "api",
            null,
            now.get(),
            now.get(),
            false,
            "",
            new TreeMap<>(),
            List.of());
    return inbox
        .store(
            "acme",
            "generic",
            name.getBytes(StandardCharsets.UTF_8),
            now.get(),
            List.of(new AlarmEntry(alarm, Replay.EVER, occurredAt)))
        .getFirst()
        .key();
  }

  private List<String> status() {
    return jdbc.sql("select status from inbox order by id").query(String.class).list();
  }

  private int waiting() {
    return jdbc.sql("select count(*) from inbox where status = 'RECEIVED'")
        .query(Integer.class)
        .single();
  }
}
