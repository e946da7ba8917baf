package dev.aceiro.activities.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.aceiro.activities.IntegrationState;
import dev.aceiro.activities.communication.ChannelException;
import dev.aceiro.activities.communication.ChannelException.Kind;
import dev.aceiro.activities.communication.Letter;
import dev.aceiro.activities.communication.Text;
import dev.aceiro.workflows.communication.Address;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.incident.Params;
import dev.aceiro.workflows.status.StatusPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class MailChannelTest {
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final IntegrationState state =
      new IntegrationState("email", StatusPart.Kind.CHANNEL, true, InstantSource.system());
  private MailChannel mail;

  @BeforeEach
  void server() {
    server.start();
    mail = channel(server.getSmtp().getPort());
  }

  @AfterEach
  void noServer() {
    server.stop();
  }

  private MailChannel channel(int port) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(port);
    return new MailChannel(sender, "aceiro@example.com", state, InstantSource.system());
  }

  private static Letter letter(String to, String subject) {
    return new Letter(
        "ab".repeat(32),
        new Message(
            "INC-7/x",
            "plooral",
            "INC-7",
            "role:platform-lead",
            List.of("email"),
            "page",
            Params.none(),
            Instant.now(),
            true,
            false,
            List.of()),
        new Address("email", "ana", to),
        new Text(subject, "Responda agora: ação, já"),
        false);
  }

  private ChannelException failure(MailChannel channel, Letter letter) {
    return catchThrowableOfType(ChannelException.class, () -> channel.send(letter));
  }

  @Test
  void aPageArrivesAsItWasWritten() throws ChannelException, MessagingException, IOException {
    mail.send(letter("ana@example.com", "[INCIDENTE P0] API fora: ação"));

    MimeMessage received = server.getReceivedMessages()[0];
    assertThat(received.getSubject()).isEqualTo("[INCIDENTE P0] API fora: ação");
    assertThat(received.getFrom()[0]).hasToString("aceiro@example.com");
    assertThat(received.getAllRecipients()[0]).hasToString("ana@example.com");
    assertThat(received.getHeader("Importance")[0]).isEqualTo("high");
    assertThat(received.getHeader("Auto-Submitted")[0]).isEqualTo("auto-generated");
    assertThat(received.getHeader("References")[0]).isEqualTo("<INC-7@example.com>");
    assertThat(received.getContentType()).containsIgnoringCase("utf-8");
    assertThat(received.getContent().toString()).contains("ação, já");
  }

  @Test
  void aDuplicateCarriesTheSameMessageId() throws ChannelException, MessagingException {
    String id = mail.send(letter("ana@example.com", "a"));
    mail.send(letter("ana@example.com", "a"));

    MimeMessage[] received = server.getReceivedMessages();
    assertThat(received[0].getMessageID()).isEqualTo(id).isEqualTo(received[1].getMessageID());
    assertThat(id).matches("<[0-9a-f]{40}@example.com>");
  }

  @Test
  void noSubjectSmugglesAHeaderIn() throws ChannelException, MessagingException {
    mail.send(letter("ana@example.com", "a\r\nBcc: eve@example.com\r\n\r\nb"));

    MimeMessage received = server.getReceivedMessages()[0];
    assertThat(server.getReceivedMessages()).hasSize(1);
    assertThat(received.getHeader("Bcc")).isNull();
    assertThat(received.getSubject()).isEqualTo("a Bcc: eve@example.com b");
  }

  @Test
  void noAddressSmugglesAnotherIn() {
    for (String to : List.of("ana@example.com\r\nBcc: eve@example.com", "a@b.c, eve@x.y", "ana")) {
      ChannelException failure = failure(mail, letter(to, "a"));
      assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    }
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aServerThatIsAwayMayTakeItLater() {
    int port = server.getSmtp().getPort();
    server.stop();
    ChannelException failure = failure(channel(port), letter("ana@example.com", "a"));

    assertThat(failure.kind()).isEqualTo(Kind.NOT_TAKEN);
    assertThat(failure.code()).isEqualTo("email.unreachable");
    assertThat(state.status().getFirst().state()).isEqualTo(StatusPart.State.FAILING);
  }

  @Test
  void aServerThatDoesNotAnswerIsNotWaitedForLong() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      long began = System.nanoTime();
      ChannelException failure =
          failure(channel(silent.getLocalPort()), letter("ana@example.com", "a"));

      assertThat(failure.kind()).isEqualTo(Kind.NO_ANSWER);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
    }
  }

  @Test
  void whatTheServerRefusesForGoodIsNotTriedAgain() {
    assertThat(refusal("550 no such user").kind()).isEqualTo(Kind.REFUSED);
    assertThat(refusal("451 later").kind()).isEqualTo(Kind.NOT_TAKEN);
    assertThat(refusal("451 later").code()).isEqualTo("email.deferred-451");
  }

  @Test
  void aReaderWhomTheServerDoesNotKnowIsNoBrokenChannel() {
    for (String answer :
        List.of("550 no such user", "550 5.1.1 no such user", "554 5.2.1 mailbox disabled")) {
      ChannelException failure = refusal(answer);

      assertThat(failure.code()).isEqualTo("email.address-rejected-" + answer.substring(0, 3));
      StatusPart part = state.status().getFirst();
      assertThat(part.state()).isEqualTo(StatusPart.State.DEGRADED);
      assertThat(part.params()).containsEntry("people", "ana");
    }
  }

  @Test
  void aServerThatRefusesUsIsABrokenChannel() {
    for (String answer :
        List.of("554 5.7.1 relay access denied", "550 relay not permitted", "530 sign in first")) {
      assertThat(refusal(answer).code()).isEqualTo("email.rejected-" + answer.substring(0, 3));
      assertThat(state.status().getFirst().state()).isEqualTo(StatusPart.State.FAILING);
    }
  }

  @Test
  void aServerThatHangsUpAfterTheTextMayHaveTakenIt() {
    try (RefusingSmtp closing = new RefusingSmtp("250 ok")) {
      ChannelException failure = failure(channel(closing.port()), letter("ana@example.com", "a"));

      assertThat(failure.kind()).isEqualTo(Kind.NO_ANSWER);
      assertThat(failure.code()).isEqualTo("email.no-answer");
      assertThat(state.status().getFirst().state()).isEqualTo(StatusPart.State.FAILING);
    }
  }

  /** A server that answers every recipient so. */
  private ChannelException refusal(String answer) {
    try (RefusingSmtp refusing = new RefusingSmtp(answer)) {
      return failure(channel(refusing.port()), letter("ana@example.com", "a"));
    }
  }

  @Test
  void theServerIsAskedWhetherItLetsUsIn() throws ChannelException {
    mail.check();
    assertThat(state.status().getFirst().state()).isEqualTo(StatusPart.State.LIVE);
    server.stop();

    assertThat(catchThrowableOfType(ChannelException.class, mail::check).code())
        .isEqualTo("email.unreachable");
    assertThat(state.status().getFirst().state()).isEqualTo(StatusPart.State.FAILING);
  }

  @Test
  void withoutASenderItIsNotConfigured() {
    assertThat(new MailChannel(null, "a@b.c", state, InstantSource.system()).configured())
        .isFalse();
    assertThat(
            new MailChannel(new JavaMailSenderImpl(), null, state, InstantSource.system())
                .configured())
        .isFalse();
  }

  @Test
  void aSenderThatIsNoAddressStopsTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MailSettings("not an address"))
        .withMessageContaining("aceiro.mail.from");
  }
}
