package dev.aceiro.web.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Design 4, "when things fail", cell by cell, against the application as its own process. */
@Tag("kill")
@Tag("engine")
@Timeout(180)
class DesignFailureTableIT {
  private static final Duration ENGINE_GRACE = Duration.ofSeconds(6);
  private static final Duration APPROVAL = Duration.ofSeconds(30);
  private static Installation installation;
  private static int cases;

  @BeforeAll
  static void start() throws IOException {
    installation =
        new Installation(
            Path.of("target", "kill", "table-" + ProcessHandle.current().pid()).toAbsolutePath(),
            List.of(
                "--aceiro.engine=program",
                "--aceiro.ingest.engine-grace=" + ENGINE_GRACE.toSeconds() + "s"));
    KillProfile.approvalsValidFor(installation.folder.resolve("profiles"), APPROVAL);
    installation.start();
  }

  @AfterAll
  static void stop() {
    installation.close();
  }

  @AfterEach
  void everythingIsThereAgain() throws IOException {
    installation.engine.thaw();
    installation.slack.down(false);
    if (installation.postgres.away()) {
      installation.postgres.bringBack();
    }
    if (!installation.application.alive()) {
      installation.application.start();
    }
    installation.application.awaitReady();
  }

  private static Case begin(TestInfo info) {
    return new Case(
        installation, "t" + ++cases + "-" + info.getTestMethod().orElseThrow().getName());
  }

  /** How many messages of the first episode's rule arrived at its recipient. */
  private static int arrived(Case it, String rule, String recipient) {
    return Mailroom.of(installation, it.id()).ofRule(rule, 1, recipient).size();
  }

  private static void awaitArrival(Case it, String rule, String recipient) {
    Awaitility.await(rule + " has reached " + recipient)
        .atMost(Duration.ofSeconds(40))
        .ignoreExceptions()
        .until(() -> arrived(it, rule, recipient) > 0);
  }

  @Nested
  class WithoutPostgres {
    @Test
    void alarmsAreAnswered503AndTheSourceSendsThemAgain(TestInfo info) throws IOException {
      try (Case it = begin(info)) {
        installation.moto.createServices(List.of(it.service()));
        installation.postgres.takeAway();
        Case.Answer answer = it.alarm("FIRING");
        installation.postgres.bringBack();

        assertThat(answer.status()).isEqualTo(503);
        Awaitility.await("stored once PostgreSQL is back")
            .atMost(Duration.ofSeconds(40))
            .until(() -> it.alarm("FIRING").status() == 202);
      }
    }

    @Test
    void pagesGoOutAndClocksRun(TestInfo info) throws IOException {
      try (Case it = begin(info)) {
        it.open();
        Mailroom mailroom = Mailroom.of(installation, it.id());
        installation.postgres.takeAway();

        List<Posts.Post> second = awaitPost(mailroom, "ladder-1");
        List<Posts.Post> missed = awaitPost(mailroom, "missed:investigate");
        installation.postgres.bringBack();

        Instant opened = it.awaitEntry("OPENED", "").occurredAt();
        assertThat(Duration.between(opened, second.getFirst().at()))
            .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(10));
        assertThat(Duration.between(opened, missed.getFirst().at()))
            .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(20));
        it.awaitEntry("CLOCK_MISSED", "investigate");
        assertThat(it.entries("CLOCK_MISSED", "investigate")).isEqualTo(1);
      }
    }

    private List<Posts.Post> awaitPost(Mailroom mailroom, String rule) {
      return Awaitility.await(rule)
          .atMost(Duration.ofSeconds(40))
          .until(() -> mailroom.ofRule(rule, 1, "role:on-call"), posts -> !posts.isEmpty());
    }

    @Test
    void decisionsAreTakenAndSaidToBeUnrecorded(TestInfo info) throws IOException {
      try (Case it = begin(info)) {
        it.open();
        installation.postgres.takeAway();
        Case.Answer answer = it.decide("acknowledge", Case.RESPONDER, Map.of());
        installation.postgres.bringBack();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("recorded").asBoolean()).isFalse();
        assertThat(it.awaitEntry("ACKNOWLEDGED", "").by()).contains("on-call");
      }
    }

    @Test
    void nothingIsAppliedAndWhatWasApprovedIsAppliedOnceAfterwards(TestInfo info)
        throws IOException {
      try (Case it = begin(info)) {
        it.open().contain().propose();
        it.awaitAction("WAITING");
        Case.Answer[] approval = new Case.Answer[1];
        var waiting = it.view().action(it.service()).orElseThrow();
        installation.postgres.takeAway();
        approval[0] =
            it.decide(
                "approve-action",
                Case.LEAD,
                Map.of(
                    "action", waiting.path("id").asString(),
                    "digest", waiting.path("capture").path("digest").asString()));
        assertThat(approval[0].status()).isEqualTo(200);
        Awaitility.await()
            .during(Duration.ofSeconds(4))
            .atMost(Duration.ofSeconds(6))
            .until(() -> installation.aws.calls(it.service()).isEmpty());
        installation.postgres.bringBack();

        it.awaitAction("APPLIED", "NOTHING_TO_UNDO");
        assertThat(installation.aws.calls(it.service())).hasSize(1);
      }
    }
  }

  @Nested
  class WithoutEngine {
    @Test
    void alarmsAreStoredAndDispatchedLater(TestInfo info) {
      try (Case it = begin(info)) {
        installation.engine.freeze();
        assertThat(it.alarm("FIRING").status()).isEqualTo(202);
        installation.engine.thaw();

        it.find();
      }
    }

    @Test
    void afterAWhileTheOnCallIsToldWithoutOneAndNotAgainWithOne(TestInfo info) {
      try (Case it = begin(info)) {
        installation.engine.freeze();
        it.alarm("FIRING");
        Awaitility.await("the emergency page")
            .atMost(Duration.ofSeconds(40))
            .until(
                () ->
                    installation.slack.posts().all().stream()
                        .anyMatch(p -> p.text().contains(it.service())));
        installation.engine.thaw();
        it.find();
        it.awaitEntry("MESSAGE_SENT", "ladder-0");

        assertThat(arrived(it, "ladder-0", "role:on-call"))
            .as("once by Slack, once by e-mail")
            .isEqualTo(2);
      }
    }

    @Test
    void decisionsAreAnswered503InTimeAndCanBeRepeated(TestInfo info) {
      try (Case it = begin(info)) {
        it.open();
        installation.engine.freeze();
        Case.Answer unknown = it.decide("note", Case.RESPONDER, "one-key", Map.of("text", "once"));
        installation.engine.thaw();

        assertThat(unknown.status()).isEqualTo(503);
        assertThat(unknown.took()).isLessThan(Duration.ofMillis(5_800));
        assertThat(unknown.headers()).containsKey("retry-after");
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () ->
                    it.decide("note", Case.RESPONDER, "one-key", Map.of("text", "once")).status()
                        == 200);
        it.awaitEntry("NOTE", "once");
        assertThat(it.entries("NOTE", "once")).isEqualTo(1);
      }
    }

    @Test
    void whatWasApprovedWaitsAndIsAppliedOnce(TestInfo info) {
      try (Case it = begin(info)) {
        it.open().contain().propose();
        it.awaitAction("WAITING");
        installation.aws.hold(it.service());
        assertThat(it.approve().status()).isEqualTo(200);
        installation.engine.freeze();
        installation.aws.release(it.service());
        installation.engine.thaw();

        it.awaitAction("APPLIED", "NOTHING_TO_UNDO");
        assertThat(installation.aws.calls(it.service())).hasSize(1);
      }
    }

    @Test
    void overdueClocksFireOnItsReturnOnce(TestInfo info) {
      try (Case it = begin(info)) {
        it.open();
        installation.engine.freeze();
        Pause.of(Duration.ofSeconds(12));
        installation.engine.thaw();

        it.awaitEntry("CLOCK_MISSED", "investigate");
        it.awaitEntry("MESSAGE_", "ladder-1");
        assertThat(it.entries("CLOCK_MISSED", "investigate")).isEqualTo(1);
      }
    }
  }

  @Nested
  class WithoutAChannel {
    @Test
    void theNextRungIsDueAtOnceAndItsAdministratorHears(TestInfo info) {
      try (Case it = begin(info)) {
        installation.slack.down(true);
        it.open();

        it.awaitEntry("FLAG_RAISED", "ALERT_DELIVERY_FAILED");
        Awaitility.await("mail to the administrator of Slack")
            .atMost(Duration.ofSeconds(40))
            .until(
                () ->
                    installation.mail.posts().all().stream()
                        .anyMatch(
                            p ->
                                p.to().startsWith("slack-admin@")
                                    && p.text().contains(it.service())));
      }
    }
  }

  @Nested
  class WithoutResponder {
    @Test
    void decisionsAreTakenAndActionsWaitUntilItIsBack(TestInfo info) {
      try (Case it = begin(info)) {
        it.open().contain();
        restart(List.of("--aceiro.roles=web,worker"));
        it.propose();
        Awaitility.await()
            .during(Duration.ofSeconds(3))
            .atMost(Duration.ofSeconds(5))
            .until(
                () ->
                    it.view()
                        .action(it.service())
                        .filter(a -> a.path("state").asString("").equals("CAPTURING"))
                        .isPresent());
        restart(List.of());

        assertThat(it.approve().status()).isEqualTo(200);
        it.awaitAction("APPLIED", "NOTHING_TO_UNDO");
        assertThat(installation.aws.calls(it.service())).hasSize(1);
      }
    }

    @Test
    void whatWaitedPastItsApprovalIsCapturedAndApprovedAgain(TestInfo info) {
      try (Case it = begin(info)) {
        it.open().contain().propose();
        it.awaitAction("WAITING");
        restart(List.of("--aceiro.roles=web,worker"));
        assertThat(it.approve().status()).isEqualTo(200);
        Pause.of(APPROVAL.plusSeconds(1));
        restart(List.of());

        it.awaitEntry("ACTION_STALE", "APPROVAL_EXPIRED");
        it.awaitAction("WAITING");
        assertThat(installation.aws.calls(it.service())).isEmpty();
        assertThat(it.approve().status()).isEqualTo(200);
        it.awaitAction("APPLIED", "NOTHING_TO_UNDO");
        assertThat(installation.aws.calls(it.service())).hasSize(1);
      }
    }

    private void restart(List<String> settings) {
      installation.application.kill();
      installation.application.start(settings);
      installation.application.awaitReady();
    }
  }

  @Nested
  class TheProcessKilled {
    @Test
    void anAlarmAnswered202IsThere(TestInfo info) {
      try (Case it = begin(info)) {
        assertThat(it.alarm("FIRING").status()).isEqualTo(202);
        installation.application.kill();
        installation.application.start();
        installation.application.awaitReady();

        it.find();
      }
    }

    @Test
    void aPageThatWasOnItsWayIsSentAgainAtWorst(TestInfo info) {
      try (Case it = begin(info)) {
        var killed =
            installation.tripwire.arm(
                Moment.REQUEST_RECEIVED, it.service(), () -> installation.application.kill());
        assertThat(it.alarm("FIRING").status()).isEqualTo(202);
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(killed::isDone);
        installation.application.start();
        installation.application.awaitReady();
        it.find();

        awaitArrival(it, "ladder-0", "role:on-call");
        awaitArrival(it, "notify", "channel:prod-alerts");
      }
    }

    /** How many mails say something about it. */
    private int told(Case it) {
      return (int)
          installation.mail.posts().all().stream()
              .filter(post -> post.text().contains(it.service()))
              .count();
    }

    @Test
    void aDecisionThatWasAnsweredIsThere(TestInfo info) {
      try (Case it = begin(info)) {
        it.open();
        Case.Answer answer = it.decide("note", Case.RESPONDER, Map.of("text", "kept"));
        installation.application.kill();
        installation.application.start();
        installation.application.awaitReady();

        assertThat(answer.status()).isEqualTo(200);
        it.awaitEntry("NOTE", "kept");
      }
    }

    @Test
    void aCallThatWasMadeIsNotMadeAgain(TestInfo info) {
      try (Case it = begin(info)) {
        it.open().contain().propose();
        var killed =
            installation.tripwire.arm(
                Moment.REQUEST_PROCESSED,
                "ecs UpdateService " + it.service(),
                () -> installation.application.kill());
        it.approve();
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(killed::isDone);
        installation.application.start();
        installation.application.awaitReady();

        it.awaitAction("APPLIED", "NOTHING_TO_UNDO", "ACHIEVED_CAUSE_UNPROVEN");
        assertThat(installation.aws.calls(it.service())).hasSize(1);
      }
    }

    @Test
    void clocksThatRanOutFireOnReturn(TestInfo info) {
      try (Case it = begin(info)) {
        it.open();
        installation.application.kill();
        int before = told(it);
        Pause.of(Duration.ofSeconds(6));
        installation.application.start();
        installation.application.awaitReady();

        // With whatever else the same reader was to hear by then, in one message.
        it.awaitEntry("MESSAGE_SENT", "ladder-1");
        assertThat(told(it)).isGreaterThan(before);
      }
    }
  }

  @Nested
  class HistoriesLost {
    @Test
    void whatWasRecordedGoesOnUnderItsOriginalAnchorsAndTellsNobodyTwice(TestInfo info)
        throws IOException {
      try (Case it = begin(info)) {
        it.open();
        it.awaitEntry("MESSAGE_SENT", "ladder-0");
        it.must("note", Case.RESPONDER, Map.of("text", "recorded"));
        String received = it.view().json().path("receivedAt").asString();
        int told = arrived(it, "ladder-0", "role:on-call");
        lose();

        it.awaitEntry("RESUMED", "2");
        it.awaitEntry("MESSAGE_", "ladder-1");
        assertThat(it.entries("NOTE", "recorded")).isEqualTo(1);
        assertThat(it.view().json().path("receivedAt").asString()).isEqualTo(received);
        assertThat(arrived(it, "ladder-0", "role:on-call")).isEqualTo(told);
        it.must("note", Case.RESPONDER, Map.of("text", "afterwards"));
      }
    }

    @Test
    void anAlarmThatWasNotRecordedIsSentAgain(TestInfo info) throws IOException {
      try (Case it = begin(info)) {
        assertThat(it.alarm("FIRING").status()).isEqualTo(202);
        lose();

        it.find();
        assertThat(it.awaitEntry("ALARM_FIRED", it.service()).generation()).isPositive();
      }
    }

    @Test
    void aCallThatWasMadeIsReadAndNotMadeAgain(TestInfo info) throws IOException {
      try (Case it = begin(info)) {
        it.open().contain().propose();
        installation.aws.hold(it.service());
        it.approve();
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> !installation.aws.calls(it.service()).isEmpty());
        lose();
        installation.aws.release(it.service());

        it.awaitAction("APPLIED", "NOTHING_TO_UNDO", "ACHIEVED_CAUSE_UNPROVEN");
        assertThat(installation.aws.calls(it.service())).hasSize(1);
      }
    }

    private void lose() throws IOException {
      installation.application.kill();
      installation.engine.kill();
      installation.engine.loseHistories();
      installation.application.start();
      installation.application.awaitReady();
    }
  }

  @Test
  void whatPostgresConfirmedSurvivesTheDeathOfItsPostmaster(TestInfo info) {
    try (Case it = begin(info)) {
      assertThat(it.alarm("FIRING").status()).isEqualTo(202);
      installation.postgres.kill();
      installation.application.awaitReady();

      it.find();
    }
  }
}
