package dev.aceiro.activities.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.aceiro.activities.IntegrationState;
import dev.aceiro.activities.communication.ChannelException;
import dev.aceiro.activities.communication.ChannelException.Kind;
import dev.aceiro.activities.communication.Letter;
import dev.aceiro.activities.communication.Text;
import dev.aceiro.activities.store.Outbox;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.communication.Address;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.incident.Params;
import dev.aceiro.workflows.status.StatusPart;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SlackChannelTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static TestDatabase database;

  private final FakeSlack slack = new FakeSlack();
  private final IntegrationState state =
      new IntegrationState("slack", StatusPart.Kind.CHANNEL, true, InstantSource.system());
  private final Outbox outbox = new Outbox(database.dataSource());
  private final SlackChannel channel = channel();
  private final String incident = "INC-" + NUMBER.incrementAndGet();

  @BeforeAll
  static void database() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void noDatabase() {
    database.close();
  }

  @AfterEach
  void noSlack() {
    slack.close();
  }

  private SlackChannel channel() {
    return new SlackChannel(new SlackSettings("xoxb-test", slack.url()), outbox, state);
  }

  private Letter letter(String recipient, String code, String key, boolean perhapsSent) {
    boolean place = recipient.startsWith("channel:");
    return new Letter(
        Integer.toHexString((incident + key).hashCode()).repeat(8),
        new Message(
            incident + "/" + key,
            "plooral",
            incident,
            recipient,
            List.of("slack"),
            code,
            Params.none(),
            Instant.now(),
            code.equals("page"),
            false,
            List.of()),
        place
            ? new Address("slack", "prod-alerts", "#prod-alerts")
            : new Address("slack", "ana", "U0ANA"),
        new Text("Subject " + key, "Body"),
        perhapsSent);
  }

  private String toChannel(String code, String key) throws ChannelException {
    return channel.send(letter("channel:prod-alerts", code, key, false));
  }

  private ChannelException failure(Letter letter) {
    return catchThrowableOfType(ChannelException.class, () -> channel.send(letter));
  }

  @Test
  void aPersonGetsADirectMessage() throws ChannelException {
    String reference = channel.send(letter("role:platform-lead", "page", "a", false));

    FakeSlack.Request post = slack.requests("chat.postMessage").getFirst();
    assertThat(post.field("channel")).isEqualTo("U0ANA");
    assertThat(post.field("text")).isEqualTo("*Subject a*\nBody");
    assertThat(post.token()).isEqualTo("xoxb-test");
    assertThat(post.field("link_names")).isIn("0", "false", "");
    assertThat(post.fields()).doesNotContainKey("thread_ts");
    assertThat(reference).isEqualTo("U0ANA/170000.0001");
  }

  @Test
  void anIncidentHasOneMessageInAChannelThatIsUpdatedInPlace() throws ChannelException {
    toChannel("incident-opened", "notify");
    toChannel("card", "card|3|channel:prod-alerts");
    toChannel("card", "card|4|channel:prod-alerts");

    assertThat(slack.requests("chat.postMessage")).hasSize(1);
    assertThat(slack.requests("chat.update"))
        .extracting(r -> r.field("ts"))
        .containsExactly("170000.0001", "170000.0001");
  }

  @Test
  void anotherProcessFindsTheMessageInTheOutbox() throws ChannelException {
    Letter first = letter("channel:prod-alerts", "incident-opened", "notify", false);
    outbox.sent(
        new Outbox.Parcel(
            first.message().key(),
            "slack",
            "prod-alerts",
            incident,
            "plooral",
            "channel:prod-alerts",
            "incident-opened",
            null,
            "text",
            false,
            false,
            Instant.now()),
        channel.send(first),
        Instant.now());
    channel().send(letter("channel:prod-alerts", "card", "card|9|channel:prod-alerts", false));

    assertThat(slack.requests("chat.postMessage")).hasSize(1);
    assertThat(slack.requests("chat.update")).hasSize(1);
  }

  @Test
  void aCardThatWasHeldUpDoesNotOverwriteALaterOne() throws ChannelException {
    toChannel("incident-opened", "notify");
    toChannel("card", "card|8|channel:prod-alerts");
    toChannel("card", "card|5|channel:prod-alerts");

    assertThat(slack.requests("chat.update")).hasSize(1);
  }

  @Test
  void whatElseIsSaidIsAReplyAndTheEndIsSeenByTheWholeChannel() throws ChannelException {
    toChannel("incident-opened", "notify");
    toChannel("internal-update", "update");
    toChannel("incident-resolved", "resolved");

    List<FakeSlack.Request> posts = slack.requests("chat.postMessage");
    assertThat(posts)
        .extracting(r -> r.field("thread_ts"))
        .containsExactly("", "170000.0001", "170000.0001");
    assertThat(posts.get(1).field("reply_broadcast")).isIn("0", "false", "");
    assertThat(posts.get(2).field("reply_broadcast")).isIn("1", "true");
  }

  @Test
  void aMessageThatIsGoneIsPostedAnew() throws ChannelException {
    toChannel("incident-opened", "notify");
    slack.refuse("message_not_found");
    toChannel("card", "card|3|channel:prod-alerts");
    toChannel("card", "card|4|channel:prod-alerts");

    assertThat(slack.requests("chat.postMessage")).hasSize(2);
    assertThat(slack.requests("chat.update").getLast().field("ts")).isEqualTo("170000.0002");
  }

  @Test
  void slackSaysWhenItWantsToBeAskedAgain() {
    slack.limit(17);
    ChannelException failure = failure(letter("role:x", "page", "a", false));

    assertThat(failure.kind()).isEqualTo(Kind.NOT_TAKEN);
    assertThat(failure.code()).isEqualTo("slack.rate-limited");
    assertThat(failure.after()).isEqualTo(Duration.ofSeconds(17));
  }

  @Test
  void aBadTokenIsRefusedAndSeen() {
    slack.refuse("invalid_auth");
    ChannelException failure = failure(letter("role:x", "page", "a", false));

    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure.code()).isEqualTo("slack.invalid-auth");
    assertThat(state.status().getFirst().state()).isEqualTo(StatusPart.State.FAILING);
    assertThat(failure.toString()).doesNotContain("xoxb");
  }

  @Test
  void whatPassesMayBeTriedAgain() {
    slack.refuse("internal_error");
    assertThat(failure(letter("role:x", "page", "a", false)).kind()).isEqualTo(Kind.NOT_TAKEN);
    slack.break_(503);
    assertThat(failure(letter("role:x", "page", "b", false)).kind()).isEqualTo(Kind.NO_ANSWER);
  }

  @Test
  void anAnswerThatDoesNotComeIsNotWaitedForLongerThanAChannelMay() {
    slack.loseAnswer();
    long began = System.nanoTime();
    ChannelException failure = failure(letter("role:x", "page", "a", false));

    assertThat(failure.kind()).isEqualTo(Kind.NO_ANSWER);
    assertThat(failure.code()).isEqualTo("slack.no-answer");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void aMessageWhoseAnswerWasLostIsFoundAndNotSentAgain() throws ChannelException {
    toChannel("incident-opened", "notify");
    slack.loseAnswer();
    failure(letter("channel:prod-alerts", "internal-update", "update", false));
    String found = channel.send(letter("channel:prod-alerts", "internal-update", "update", true));

    assertThat(found).endsWith("/170000.0002");
    assertThat(slack.messages()).isEqualTo(2);
  }

  @Test
  void anotherProcessFindsAMessageWhoseAnswerWasLost() throws ChannelException {
    Letter earlier = letter("channel:prod-alerts", "incident-opened", "earlier", false);
    outbox.sent(
        new Outbox.Parcel(
            "earlier",
            "slack",
            "prod-alerts",
            "another incident",
            "plooral",
            "channel:prod-alerts",
            "incident-opened",
            null,
            "text",
            false,
            false,
            Instant.now()),
        channel.send(earlier),
        Instant.now());
    SlackChannel killed = channel();
    slack.loseAnswer();
    assertThatThrownBy(
            () -> killed.send(letter("channel:prod-alerts", "incident-opened", "notify", false)))
        .isInstanceOf(ChannelException.class);
    channel().send(letter("channel:prod-alerts", "incident-opened", "notify", true));

    assertThat(slack.messages()).isEqualTo(2);
  }

  @Test
  void aMessageThatIsNotFoundIsSentAgain() throws ChannelException {
    toChannel("incident-opened", "notify");
    slack.loseRequest();
    failure(letter("channel:prod-alerts", "internal-update", "update", false));
    channel.send(letter("channel:prod-alerts", "internal-update", "update", true));

    assertThat(slack.messages()).isEqualTo(2);
  }

  @Test
  void aPagePrefersADuplicate() throws ChannelException {
    slack.loseAnswer();
    failure(letter("role:x", "page", "a", false));
    channel.send(letter("role:x", "page", "a", true));

    assertThat(slack.messages()).isEqualTo(2);
    assertThat(slack.requests("conversations.history")).isEmpty();
  }

  @Test
  void whereNobodyListensNothingWasSent() {
    slack.close();
    ChannelException failure = failure(letter("role:x", "page", "a", false));

    assertThat(failure.kind()).isEqualTo(Kind.NOT_TAKEN);
    assertThat(failure.code()).isEqualTo("slack.unreachable");
  }

  @Test
  void whatIsNotSlackIsAFailureAndSeen() {
    for (String answer :
        List.of("<html>Sign in to the guest network</html>", "[]", "{}", "", "{\"ok\":true}")) {
      slack.answerInstead(answer.isEmpty() ? " " : answer);
      ChannelException failure = failure(letter("role:x", "page", "a", false));

      assertThat(failure.kind()).as(answer).isEqualTo(Kind.NO_ANSWER);
      assertThat(failure.code()).as(answer).isEqualTo("slack.unreadable");
      assertThat(state.status().getFirst().state()).isEqualTo(StatusPart.State.FAILING);
    }
  }

  @Test
  void aSearchThatCannotBeReadSendsTheMessageAgain() throws ChannelException {
    toChannel("incident-opened", "notify");
    slack.withoutMessages();
    channel.send(letter("channel:prod-alerts", "internal-update", "update", true));

    assertThat(slack.messages()).isEqualTo(2);
  }

  @Test
  void nobodyIsAskedAgainBeforeTheyWantToBe() {
    slack.limit(17);
    failure(letter("role:x", "page", "a", false));
    ChannelException early = failure(letter("role:x", "page", "a", false));

    assertThat(early.code()).isEqualTo("slack.rate-limited");
    assertThat(early.kind()).isEqualTo(Kind.NOT_TAKEN);
    assertThat(early.after()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(17));
    assertThat(slack.requests("chat.postMessage")).hasSize(1);
  }

  @Test
  void whenThePauseIsOverSlackIsAskedAgain() {
    slack.limit(1);
    Letter page = letter("role:x", "page", "a", false);
    failure(page);

    await().ignoreExceptions().until(() -> channel.send(page) != null);
    assertThat(slack.messages()).isEqualTo(1);
  }

  @Test
  void aPersonIsFoundByTheirEmailAddressOnce() throws ChannelException {
    slack.member("plantao@example.com", "U0PLANTAO");
    channel.send(toAddress("plantao@example.com", "page"));
    channel.send(toAddress("plantao@example.com", "page"));

    assertThat(slack.requests("users.lookupByEmail")).hasSize(1);
    assertThat(slack.requests("chat.postMessage"))
        .extracting(r -> r.field("channel"))
        .containsExactly("U0PLANTAO", "U0PLANTAO");
  }

  @Test
  void aReaderWhomSlackDoesNotKnowIsNoBrokenChannel() {
    slack.refuse("channel_not_found");
    for (String nobody : List.of("nobody@example.com", "@on-call")) {
      ChannelException failure = failure(toAddress(nobody, "page"));

      assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
      assertThat(failure.code()).isEqualTo("slack.address-unknown");
      StatusPart part = state.status().getFirst();
      assertThat(part.state()).isEqualTo(StatusPart.State.DEGRADED);
      assertThat(part.code()).isEqualTo("slack.unreached");
      assertThat(part.params()).containsEntry("people", "ana");
    }
  }

  @Test
  void whoIsReachedAgainIsNoLongerNamed() throws ChannelException {
    failure(toAddress("ana@example.com", "page"));
    slack.member("ana@example.com", "U0ANA");
    channel.send(toAddress("ana@example.com", "page"));

    assertThat(state.status().getFirst().state()).isEqualTo(StatusPart.State.LIVE);
  }

  @Test
  void anAddressThatIsOnlyTriedSaysNothingOfTheProfile() {
    assertThat(failure(toAddress("nobody@example.com", "test-page")).code())
        .isEqualTo("slack.address-unknown");
    assertThat(state.status().getFirst().state()).isEqualTo(StatusPart.State.LIVE);
  }

  @Test
  void addressesAreLookedUpBeforeSomebodyIsPaged() throws ChannelException {
    slack.member("ana@example.com", "U0ANA");
    channel.check(
        List.of(
            new Address("slack", "ana", "ana@example.com"),
            new Address("slack", "bia", "bia@example.com"),
            new Address("slack", "caio", "U0CAIO")));

    assertThat(state.status().getFirst().params()).containsEntry("people", "bia");
    assertThat(slack.messages()).isZero();
  }

  @Test
  void aPlaceThatIsNotThereIsABrokenChannel() {
    slack.refuse("channel_not_found");
    ChannelException failure =
        failure(letter("channel:prod-alerts", "incident-opened", "notify", false));

    assertThat(failure.code()).isEqualTo("slack.channel-not-found");
    assertThat(state.status().getFirst().state()).isEqualTo(StatusPart.State.FAILING);
  }

  private Letter toAddress(String address, String code) {
    Letter letter = letter("role:x", code, "a", false);
    return new Letter(
        letter.id(),
        letter.message(),
        new Address("slack", "ana", address),
        letter.text(),
        letter.perhapsSent());
  }

  @Test
  void nothingThatSomebodyTypesMentionsAnybody() {
    assertThat(channel.escaped("<!channel> a & b <@U1> <https://x|y>"))
        .isEqualTo("&lt;!channel&gt; a &amp; b &lt;@U1&gt; &lt;https://x|y&gt;");
  }

  @Test
  void withoutATokenItIsNotConfigured() {
    SlackChannel dry = new SlackChannel(new SlackSettings(" ", slack.url()), outbox, state);

    assertThat(dry.configured()).isFalse();
    assertThat(new SlackSettings("xoxb-test", slack.url()).toString()).doesNotContain("xoxb");
  }

  @Test
  void theTokenIsChecked() throws ChannelException {
    channel.check();

    assertThat(slack.requests("auth.test")).hasSize(1);
  }
}
