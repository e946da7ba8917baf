package dev.aceiro.activities.communication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.aceiro.activities.communication.ChannelException.Kind;
import dev.aceiro.activities.store.Outbox;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.communication.Address;
import dev.aceiro.workflows.communication.CommunicationActivities;
import dev.aceiro.workflows.communication.Deliveries;
import dev.aceiro.workflows.communication.Delivery;
import dev.aceiro.workflows.communication.Directory;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.incident.Params;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The activity on a real outbox, with channels that fail as they are told. */
class MessagesTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final TestDatabase database = TestDatabase.fresh();
  private final FakeChannel chat = new FakeChannel("slack");
  private final FakeChannel mail = new FakeChannel("email");
  private final TestActivityEnvironment env = TestActivityEnvironment.newInstance();
  private Messenger messenger;
  private CommunicationActivities activities;

  @BeforeEach
  void activities() {
    messenger = messenger(null);
    env.registerActivitiesImplementations(new CommunicationActivitiesImpl(messenger));
    activities =
        env.newActivityStub(
            CommunicationActivities.class,
            ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofSeconds(20))
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .build());
  }

  @AfterEach
  void nothing() {
    env.close();
    messenger.close();
    database.close();
  }

  private Messenger messenger(@Nullable Directory directory) {
    Templates templates = new Templates();
    return new Messenger(
        List.of(chat, mail),
        directory,
        new Outbox(database.dataSource()),
        templates,
        new Fields(templates, new CommunicationSettings(null)),
        InstantSource.system());
  }

  private static Message message(Address... fallback) {
    String incident = "INC-" + NUMBER.incrementAndGet();
    return new Message(
        incident + "/ladder-0|1|2026-03-02T12:00:00Z|role:platform-lead",
        "plooral",
        incident,
        "role:platform-lead",
        List.of("slack", "email"),
        "page",
        Params.of("severity", "P0", "title", "API fora", "stage", "DETECT", "services", "api"),
        Instant.now(),
        true,
        false,
        List.of(fallback));
  }

  private static Message toAna() {
    return message(
        new Address("slack", "ana", "U0ANA"), new Address("email", "ana", "ana@example.com"));
  }

  private List<String> rows(Message message) {
    return JdbcClient.create(database.dataSource())
        .sql(
            "select channel || ' ' || state || ' ' || attempts || ' ' || coalesce(error, '-') from communication where message = :m order by channel")
        .param("m", message.key())
        .query(String.class)
        .list();
  }

  private static Map<String, String> outcomes(Deliveries deliveries) {
    Map<String, String> outcomes = new java.util.TreeMap<>();
    deliveries.all().forEach(d -> outcomes.put(d.kind(), d.outcome() + " " + d.code()));
    return outcomes;
  }

  @Test
  void aPageGoesOutOnEveryChannelAndIsRecorded() {
    Message page = toAna();
    Deliveries deliveries = activities.send(page);

    assertThat(outcomes(deliveries)).containsValues("SENT ").hasSize(2);
    assertThat(deliveries.delivered()).isTrue();
    assertThat(rows(page)).containsExactly("email SENT 1 -", "slack SENT 1 -");
    assertThat(chat.taken.getFirst().address().value()).isEqualTo("U0ANA");
    assertThat(chat.taken.getFirst().text().subject()).contains("[INCIDENTE P0] API fora");
    assertThat(chat.taken.getFirst().id())
        .matches("[0-9a-f]{64}")
        .isNotEqualTo(mail.taken.getFirst().id());
  }

  @Test
  void theSameMessageIsNotSentAgainByAnotherProcess() {
    Message page = toAna();
    activities.send(page);
    try (Messenger other = messenger(null)) {
      assertThat(new EmergencyPages(other).send(page).delivered()).isTrue();
    }
    assertThat(chat.taken).hasSize(1);
    assertThat(mail.taken).hasSize(1);
  }

  @Test
  void aChannelThatIsNotConfiguredRunsDryAndSaysWhatItWouldHaveSent() {
    chat.configured = false;
    mail.configured = false;
    Message page = toAna();
    Deliveries deliveries = activities.send(page);

    assertThat(outcomes(deliveries)).containsValues("DRY not-configured").hasSize(2);
    assertThat(deliveries.dry()).isTrue();
    assertThat(deliveries.delivered()).isFalse();
    assertThat(rows(page)).containsExactly("email DRY 1 -", "slack DRY 1 -");
    assertThat(
            JdbcClient.create(database.dataSource())
                .sql("select text from communication where message = :m limit 1")
                .param("m", page.key())
                .query(String.class)
                .single())
        .contains("Impacto: api");
  }

  @Test
  void aKindThatNobodyHasBuiltIsDryToo() {
    Deliveries deliveries = activities.send(message(new Address("phone", "ana", "+5511999999999")));

    assertThat(outcomes(deliveries)).containsEntry("phone", "DRY not-configured");
  }

  @Test
  void whatOneChannelHasTakenIsReportedWhileAnotherMakesUsWait() {
    chat.failNext(Kind.NOT_TAKEN, Duration.ofSeconds(7));
    chat.failNext(Kind.NOT_TAKEN, Duration.ofSeconds(7));
    Message page = toAna();
    Instant before = Instant.now();
    Deliveries first = activities.send(page);

    assertThat(first.more()).isTrue();
    assertThat(outcomes(first)).containsEntry("email", "SENT ");
    assertThat(first.deliveredAt()).isBetween(before, Instant.now());
    assertThat(rows(page)).containsExactly("email SENT 1 -", "slack PENDING 1 slack.busy");
    assertThatThrownBy(() -> activities.send(page.asTold()))
        .cause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.isNonRetryable()).isFalse();
              assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(7));
            });
    assertThat(activities.send(page.asTold()).more()).isFalse();
    assertThat(rows(page)).containsExactly("email SENT 1 -", "slack SENT 3 -");
    assertThat(mail.taken).hasSize(1);
  }

  @Test
  void oneMessageThatMustWaitDoesNotHoldTheOthersUp() {
    chat.failNext(Kind.NOT_TAKEN, Duration.ofSeconds(70));
    Message waiting = quiet(new Address("slack", "prod-alerts", "#prod-alerts"));
    Message other = quiet(new Address("email", "ana", "ana@example.com"));
    List<Deliveries> reports = activities.sendAll(List.of(waiting, other));

    assertThat(reports).extracting(Deliveries::more).containsExactly(true, false);
    assertThat(reports.getLast().delivered()).isTrue();
  }

  @Test
  void aPageDoesNotWaitForAChannelThatAsksForALongPause() {
    chat.failNext(Kind.NOT_TAKEN, Duration.ofSeconds(70));
    Message page = message(new Address("slack", "ana", "U0ANA"));
    Deliveries deliveries = activities.send(page);

    assertThat(deliveries.more()).isFalse();
    assertThat(deliveries.lost()).isTrue();
    assertThat(deliveries.brokenKinds()).containsExactly("slack");
    assertThat(rows(page)).containsExactly("slack FAILED 1 slack.busy");
  }

  @Test
  void whatIsNoPageWaitsAsLongAsTheChannelAsksForWithinBounds() {
    Message notice = quiet(new Address("slack", "prod-alerts", "#prod-alerts"));
    chat.failNext(Kind.NOT_TAKEN, Duration.ofSeconds(70));
    assertThatThrownBy(() -> activities.send(notice))
        .cause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(70)));

    chat.failNext(Kind.NOT_TAKEN, Duration.ofHours(1));
    assertThat(activities.send(notice).lost()).isTrue();
  }

  private static Message quiet(Address address) {
    Message page = message(address);
    return new Message(
        page.key(),
        page.profile(),
        page.incident(),
        page.recipient(),
        page.channels(),
        "incident-opened",
        page.params(),
        page.dueAt(),
        false,
        false,
        page.fallback());
  }

  @Test
  void aChannelThatBreaksHasFailedLikeAnyOther() {
    chat.before =
        () -> {
          throw new IllegalStateException("Expected BEGIN_OBJECT but was STRING");
        };
    Message page = toAna();
    assertThat(messenger.send(page, false)).anyMatch(Messenger.Attempt::again);
    assertThat(rows(page)).containsExactly("email SENT 1 -", "slack PENDING 1 broken");
    List<Messenger.Attempt> last = messenger.send(page, true);

    assertThat(last)
        .extracting(a -> a.delivery().kind() + " " + a.delivery().code())
        .contains("slack broken");
    assertThat(rows(page)).containsExactly("email SENT 1 -", "slack FAILED 2 broken");
    assertThat(chat.tried.getLast().perhapsSent()).isTrue();
    assertThat(testPage().send("slack", "U0ANA", "en", "ana").code()).isEqualTo("broken");
  }

  private TestPage testPage() {
    Templates templates = new Templates();
    return new TestPage(
        List.of(chat, mail),
        templates,
        new Fields(templates, new CommunicationSettings(null)),
        InstantSource.system());
  }

  @Test
  void whatIsRefusedForGoodHasFailedAtOnce() {
    chat.failNext(Kind.REFUSED, null);
    Message page = toAna();
    Deliveries deliveries = activities.send(page);

    assertThat(outcomes(deliveries)).containsEntry("slack", "FAILED slack.busy");
    assertThat(deliveries.failedKinds()).containsExactly("slack");
    assertThat(deliveries.lost()).isFalse();
    assertThat(rows(page)).containsExactly("email SENT 1 -", "slack FAILED 1 slack.busy");
  }

  @Test
  void aChannelThatFailsFourTimesHasFailed() {
    for (int i = 0; i < 4; i++) {
      chat.failNext(Kind.NOT_TAKEN, null);
    }
    Message page = message(new Address("slack", "ana", "U0ANA"));
    Deliveries deliveries = inAWorkflow(page);

    assertThat(outcomes(deliveries)).containsEntry("slack", "FAILED slack.busy");
    assertThat(deliveries.more()).isFalse();
    assertThat(chat.tried).hasSize(4);
    assertThat(rows(page)).containsExactly("slack FAILED 4 slack.busy");
  }

  private Deliveries inAWorkflow(Message message) {
    try (TestWorkflowEnvironment whole = TestWorkflowEnvironment.newInstance()) {
      var worker = whole.newWorker("q");
      worker.registerWorkflowImplementationTypes(SendingImpl.class);
      worker.registerActivitiesImplementations(new CommunicationActivitiesImpl(messenger));
      whole.start();
      WorkflowClient client = whole.getWorkflowClient();
      return client
          .newWorkflowStub(Sending.class, WorkflowOptions.newBuilder().setTaskQueue("q").build())
          .send(message);
    }
  }

  /** A workflow that sends with the incident's patience. */
  @WorkflowInterface
  public interface Sending {
    @WorkflowMethod
    Deliveries send(Message message);
  }

  /** See above. */
  public static final class SendingImpl implements Sending {
    @Override
    public Deliveries send(Message message) {
      return Workflow.newActivityStub(
              CommunicationActivities.class,
              ActivityOptions.newBuilder()
                  .setStartToCloseTimeout(Duration.ofSeconds(5))
                  .setRetryOptions(
                      RetryOptions.newBuilder()
                          .setInitialInterval(Duration.ofSeconds(1))
                          .setMaximumInterval(Duration.ofSeconds(5))
                          .build())
                  .build())
          .send(message);
    }
  }

  @Test
  void anAnswerThatWasLostIsToldToTheChannelNextTime() {
    chat.failNext(Kind.NO_ANSWER, null);
    Message page = toAna();
    assertThat(activities.send(page).more()).isTrue();
    activities.send(page.asTold());

    assertThat(chat.tried).extracting(Letter::perhapsSent).containsExactly(false, true);
  }

  @Test
  void whatAnotherWorkerIsSendingIsLeftToIt() {
    Message page = message(new Address("slack", "ana", "U0ANA"));
    CountDownLatch sending = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    chat.before =
        () -> {
          sending.countDown();
          try {
            go.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    Thread first = Thread.ofVirtual().start(() -> messenger.send(page, false));
    await().until(() -> sending.getCount() == 0);
    try (Messenger other = messenger(null)) {
      Messenger.Attempt attempt = other.send(page, true).getFirst();
      assertThat(attempt.busy()).isTrue();
    }
    go.countDown();
    await().until(() -> !first.isAlive());
    assertThat(chat.taken).hasSize(1);
  }

  @Test
  void withoutPostgresAPageGoesOutAndOnlyOnceFromThisProcess() {
    database.goAway();
    Message page = toAna();
    long began = System.nanoTime();
    Deliveries deliveries = activities.send(page);

    assertThat(deliveries.delivered()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
    assertThat(activities.send(page).delivered()).isTrue();
    assertThat(chat.taken).hasSize(1);
    database.comeBack();
  }

  @Test
  void aPostgresThatHangsIsNotWaitedForLongerThanASecond() throws SQLException {
    Message page = toAna();
    try (Connection hanging = database.dataSource().getConnection()) {
      hanging.setAutoCommit(false);
      try (Statement statement = hanging.createStatement()) {
        statement.execute("lock table communication in access exclusive mode");
      }
      long began = System.nanoTime();
      assertThat(activities.send(page).delivered()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(Duration.ofMillis(900), Duration.ofSeconds(3));
      hanging.rollback();
    }
    assertThat(chat.taken).hasSize(1);
  }

  @Test
  void aSlowChannelDoesNotHoldTheOthersUp() {
    CountDownLatch never = new CountDownLatch(1);
    chat.before =
        () -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    long began = System.nanoTime();
    Message page = toAna();
    List<Messenger.Attempt> attempts = messenger.send(page, true);

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    assertThat(attempts)
        .extracting(a -> a.delivery().kind() + " " + a.delivery().outcome())
        .containsExactlyInAnyOrder("slack FAILED", "email SENT");
    await().until(() -> rows(page).stream().noneMatch(row -> row.contains("SENDING")));
  }

  @Test
  void peopleAreThoseWhoHoldTheRoleNow() {
    try (Messenger live = messenger(directory(new Address("slack", "bia", "U0BIA")))) {
      Message page = toAna();
      live.send(page, false);
    }
    assertThat(chat.taken).extracting(l -> l.address().person()).containsExactly("bia");
    assertThat(chat.taken.getFirst().text().body()).startsWith("Status: Investigating.");
  }

  @Test
  void aProfileThatCannotBeAskedIsReplacedByTheIncidentsOwnCopy() {
    Directory broken =
        new Directory() {
          @Override
          public List<Address> addresses(String profile, String recipient, List<String> kinds) {
            throw new IllegalStateException("gone");
          }

          @Override
          public String language(String profile) {
            throw new IllegalStateException("gone");
          }

          @Override
          public ZoneId zone(String profile) {
            throw new IllegalStateException("gone");
          }
        };
    try (Messenger live = messenger(broken)) {
      live.send(toAna(), false);
    }
    assertThat(chat.taken).extracting(l -> l.address().person()).containsExactly("ana");
  }

  private static Directory directory(Address... addresses) {
    return new Directory() {
      @Override
      public List<Address> addresses(String profile, String recipient, List<String> kinds) {
        return List.of(addresses);
      }

      @Override
      public String language(String profile) {
        return "en";
      }

      @Override
      public ZoneId zone(String profile) {
        return ZoneId.of("America/Sao_Paulo");
      }
    };
  }

  @Test
  void aMessageThatReachesNobodyIsLostAndSaysSo() {
    Deliveries deliveries = activities.send(message());

    assertThat(deliveries.lost()).isTrue();
    assertThat(outcomes(deliveries))
        .containsEntry("slack", "FAILED no-address")
        .containsEntry("email", "FAILED no-address");
  }

  @Test
  void quietMessagesShareAnActivityAndKeepTheirReports() {
    List<Message> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(toAna());
    }
    List<Deliveries> deliveries = activities.sendAll(all);

    assertThat(deliveries)
        .extracting(Deliveries::message)
        .containsExactlyElementsOf(all.stream().map(Message::key).toList());
    assertThat(deliveries).allMatch(Deliveries::delivered);
    assertThat(chat.taken).hasSize(5);
  }

  @Test
  void aTestPageIsSentAtOnceOrSaysWhyNot() {
    TestPage test = testPage();
    mail.configured = false;

    assertThat(test.liveKinds()).containsExactly("slack");
    assertThat(test.send("slack", "U0ANA", "pt-BR", "ana").outcome())
        .isEqualTo(Delivery.Result.SENT);
    assertThat(chat.taken.getFirst().text().subject()).startsWith("[TESTE]");
    assertThat(test.send("email", "a@b.c", "en", "ana").outcome()).isEqualTo(Delivery.Result.DRY);
    assertThat(test.send("pigeon", "a", "en", "ana").code()).isEqualTo("not-configured");
    chat.failNext(Kind.REFUSED, null);
    assertThat(test.send("slack", "U0ANA", "en", "ana").code()).isEqualTo("slack.busy");
  }
}
