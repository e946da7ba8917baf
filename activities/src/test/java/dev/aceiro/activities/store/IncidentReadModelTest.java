package dev.aceiro.activities.store;

import static dev.aceiro.activities.store.Samples.at;
import static dev.aceiro.activities.store.Samples.batch;
import static dev.aceiro.activities.store.Samples.note;
import static dev.aceiro.activities.store.Samples.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.incident.Params;
import dev.aceiro.workflows.policy.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
    classes = StoreTestConfiguration.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {"spring.jpa.hibernate.ddl-auto=validate", "spring.main.banner-mode=off"})
class IncidentReadModelTest {
  @TempDir private static Path folder;

  private final TestDatabase database;
  private final IncidentReadModel incidents;
  private final Records records;
  private final Changes changes;
  private final Outbox outbox;
  private final Captures captures;
  private final Plans plans;
  private final JdbcClient jdbc;

  @Autowired
  IncidentReadModelTest(
      TestDatabase database,
      IncidentReadModel incidents,
      Records records,
      Changes changes,
      Outbox outbox,
      Captures captures,
      Plans plans) {
    this.database = database;
    this.incidents = incidents;
    this.records = records;
    this.changes = changes;
    this.outbox = outbox;
    this.captures = captures;
    this.plans = plans;
    this.jdbc = JdbcClient.create(database.dataSource());
  }

  @DynamicPropertySource
  static void keyFile(DynamicPropertyRegistry properties) throws IOException {
    Path file = folder.resolve("artefacts");
    Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]));
    properties.add("aceiro.artefacts.key-file", file::toString);
  }

  @BeforeEach
  void empty() {
    jdbc.sql("truncate incident, timeline_entry, ledger_entry, communication, capture cascade")
        .update();
    plans.store(Samples.plan());
    await().until(changes::listening);
  }

  @Test
  void changesAreHeardWhileTheApplicationRuns() {
    assertThat(changes.isRunning()).isTrue();
  }

  @Test
  void aListHasTheYoungestFirstPageByPage() {
    for (int i = 998; i <= 1004; i++) {
      records.store(batch(at("INC-" + i, 1)));
    }

    List<String> ids = new ArrayList<>();
    String cursor = null;
    int pages = 0;
    do {
      Page<IncidentSummary> page = incidents.list(IncidentFilter.ALL, cursor, 3);
      page.items().forEach(i -> ids.add(i.id()));
      cursor = page.next();
      pages++;
    } while (cursor != null);

    assertThat(ids)
        .containsExactly(
            "INC-1004", "INC-1003", "INC-1002", "INC-1001", "INC-1000", "INC-999", "INC-998");
    assertThat(pages).isEqualTo(3);
    assertThatThrownBy(() -> incidents.list(IncidentFilter.ALL, "x", 3))
        .isInstanceOf(NoCursorException.class);
  }

  @Test
  void eachPartOfAFilterNarrowsTheList() {
    open("INC-1", root -> root.put("stage", "CLOSED"));
    open("INC-2", root -> root.put("severity", "P0"));
    open("INC-3", root -> root.put("drill", true));
    open("INC-4", root -> root.withArray("services").removeAll().add("worker").add("batch"));
    open(
        "INC-5", root -> root.putObject("flags").put("SECURITY", 1.0).put("BREACH_CONFIRMED", 2.0));
    open("INC-6", root -> root.put("profile", "etp-express"));
    open("INC-7", root -> root.put("title", "100%_sure \\ it is DOWN"));

    assertThat(found(f(List.of(Stage.CLOSED), null, null, null, null, null, null, null)))
        .containsExactly("INC-1");
    assertThat(found(f(null, List.of("P0", "P2"), null, null, null, null, null, null)))
        .containsExactly("INC-2");
    assertThat(found(f(null, null, List.of("batch", "other"), null, null, null, null, null)))
        .containsExactly("INC-4");
    assertThat(found(f(null, null, null, List.of("etp-express"), null, null, null, null)))
        .containsExactly("INC-6");
    assertThat(
            found(
                f(
                    null,
                    null,
                    null,
                    null,
                    List.of("SECURITY", "BREACH_CONFIRMED"),
                    null,
                    null,
                    null)))
        .containsExactly("INC-5");
    assertThat(found(f(null, null, null, null, List.of("SECURITY", "X"), null, null, null)))
        .isEmpty();
    assertThat(found(f(null, null, null, null, null, true, null, null))).containsExactly("INC-3");
    assertThat(found(f(null, null, null, null, null, null, false, null))).containsExactly("INC-1");
    assertThat(found(f(null, null, null, null, null, null, true, null))).hasSize(6);
    assertThat(found(f(null, null, null, null, null, null, null, "down 100%_s")))
        .containsExactly("INC-7");
    assertThat(found(f(null, null, null, null, null, null, null, "\\ it"))).hasSize(1);
    assertThat(found(f(null, null, null, null, null, null, null, "WORKER")))
        .containsExactly("INC-4");
    assertThat(found(f(null, null, null, null, null, null, null, "inc-6")))
        .containsExactly("INC-6");
    assertThat(found(f(null, null, null, null, null, null, null, "%"))).containsExactly("INC-7");
    assertThat(incidents.count(IncidentFilter.OPEN)).isEqualTo(6);
  }

  @Test
  void anIncidentIsReadWithItsStateAndItsPlan() {
    records.store(batch(at("INC-1001", 4)));

    IncidentDetail detail = incidents.find("INC-1001").orElseThrow();

    assertThat(detail.state()).usingRecursiveComparison().isEqualTo(at("INC-1001", 4));
    assertThat(detail.plan()).isEqualTo(Samples.plan());
    assertThat(detail.summary().services()).containsExactly("api");
    assertThat(detail.summary().nextClock()).isEqualTo("acknowledge");
    assertThat(detail.summary().receivedAt()).isEqualTo(Samples.NOON);
    assertThat(incidents.find("INC-9")).isEmpty();
    assertThat(incidents.summary("INC-9")).isEmpty();
  }

  @Test
  void anIncidentOfWhichOnlyEntriesHaveComeIsNotShown() {
    records.store(Samples.entriesOnly("INC-1001", 1, note(1, "one")));

    assertThat(incidents.list(IncidentFilter.ALL, null, 10).items()).isEmpty();
    assertThat(incidents.find("INC-1001")).isEmpty();
  }

  @Test
  void aTimelineIsReadForwardsAndBackwards() {
    records.store(batch(at("INC-1001", 5), note(1, "1"), note(2, "2"), note(3, "3"), note(4, "4")));
    records.store(
        batch(
            state("INC-1001", root -> root.put("generation", 2).put("revision", 6)),
            note(4, "resumed")));
    records.store(batch(at("INC-1002", 5), note(1, "of another")));

    assertThat(timeline(false)).containsExactly("1", "2", "3", "4", "resumed");
    assertThat(timeline(true)).containsExactly("resumed", "4", "3", "2", "1");
    assertThatThrownBy(() -> incidents.timeline("INC-1001", false, "later", 2))
        .isInstanceOf(NoCursorException.class);
  }

  @Test
  void messagesCapturesAndLedgerAreReadInTheirOrder() {
    records.store(
        batch(
            Samples.withActions(
                "INC-1001",
                1,
                Samples.action("A1").in(ActionState.UNDONE, "OK", Params.none()),
                Samples.action("A2"))));
    outbox.dry(parcel("m1"), Samples.NOON);
    outbox.sent(parcel("m2"), null, Samples.NOON);
    captures.store(capture("d2", 2));
    captures.store(capture("d1", 1));

    assertThat(incidents.ledger("INC-1001"))
        .extracting(LedgerEntry::action)
        .containsExactly("A1", "A2");
    assertThat(incidents.owed(10)).extracting(LedgerEntry::action).containsExactly("A2");
    assertThat(incidents.communications("INC-1001"))
        .extracting(Communication::state)
        .containsExactly(Communication.State.DRY, Communication.State.SENT);
    assertThat(incidents.latestCommunications(1))
        .extracting(Communication::message)
        .containsExactly("m2");
    assertThat(incidents.captures("INC-1001"))
        .extracting(Captures.Captured::digest)
        .containsExactly("d1", "d2");
  }

  @Test
  void whoWaitsForARevisionIsWokenWhenItIsRecorded() throws Exception {
    records.store(batch(at("INC-1001", 1)));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> waiting =
          threads.submit(() -> incidents.awaitRevision("INC-1001", 2, Duration.ofSeconds(20)));
      long began = System.nanoTime();
      records.store(batch(at("INC-1001", 2)));

      assertThat(waiting.get()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void whatIsNotRecordedInTimeIsNotRecorded() {
    records.store(batch(at("INC-1001", 1)));

    long began = System.nanoTime();
    assertThat(incidents.awaitRevision("INC-1001", 2, Duration.ofMillis(200))).isFalse();
    assertThat(incidents.awaitRevision("INC-9", 0, Duration.ofMillis(1))).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofMillis(200), Duration.ofSeconds(2));
    assertThat(incidents.awaitRevision("INC-1001", 1, Duration.ZERO)).isTrue();
  }

  @Test
  void withoutPostgresqlNothingIsRecordedAndNobodyWaitsLonger() {
    records.store(batch(at("INC-1001", 1)));
    database.goAway();
    try {
      long began = System.nanoTime();
      assertThat(incidents.awaitRevision("INC-1001", 1, Duration.ofMillis(500))).isFalse();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    } finally {
      database.comeBack();
    }
  }

  @Test
  void recurrencesCountWhatHappenedForReal() {
    open("INC-1", root -> {});
    open("INC-2", root -> root.put("drill", true));
    open("INC-3", root -> root.put("falseAlarm", true));
    open("INC-4", root -> root.put("scenario", "other"));
    open("INC-5", root -> root.put("stage", "CLOSED"));

    assertThat(incidents.recurrences("plooral", "api-errors", Samples.NOON)).isEqualTo(2);
    assertThat(incidents.recurrences("plooral", "api-errors", Samples.NOON.plusSeconds(1)))
        .isZero();
  }

  private void open(String id, Consumer<ObjectNode> change) {
    records.store(
        batch(
            state(
                id,
                root -> {
                  root.put("revision", 1);
                  change.accept(root);
                })));
  }

  private List<String> found(IncidentFilter filter) {
    return incidents.list(filter, null, 50).items().stream().map(IncidentSummary::id).toList();
  }

  private static IncidentFilter f(
      @Nullable List<Stage> stages,
      @Nullable List<String> severities,
      @Nullable List<String> services,
      @Nullable List<String> profiles,
      @Nullable List<String> flags,
      @Nullable Boolean drill,
      @Nullable Boolean open,
      @Nullable String q) {
    return new IncidentFilter(
        stages == null ? List.of() : stages,
        severities == null ? List.of() : severities,
        services == null ? List.of() : services,
        profiles == null ? List.of() : profiles,
        flags == null ? List.of() : flags,
        drill,
        open,
        q);
  }

  private List<String> timeline(boolean newestFirst) {
    List<String> texts = new ArrayList<>();
    String cursor = null;
    do {
      Page<RecordedEntry> page = incidents.timeline("INC-1001", newestFirst, cursor, 2);
      page.items().forEach(entry -> texts.add(entry.params().get("text")));
      cursor = page.next();
    } while (cursor != null);
    return texts;
  }

  private static Outbox.Parcel parcel(String message) {
    return new Outbox.Parcel(
        message,
        "email",
        "ana",
        "INC-1001",
        "plooral",
        "role:platform-lead",
        "page",
        "P1",
        "text",
        true,
        false,
        Samples.NOON);
  }

  private static Captures.Captured capture(String digest, int second) {
    return new Captures.Captured(
        "INC-1001", "A1", digest, null, "ecs/api", "diff", Samples.NOON.plusSeconds(second));
  }
}
