package dev.aceiro.web.kill;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class FakesTest {
  private final Tripwire tripwire = new Tripwire();

  @Test
  void slackCountsMessagesByTheirKey() throws Exception {
    try (FakeSlack slack = FakeSlack.start(tripwire, Clock.systemUTC());
        HttpClient client = HttpClient.newHttpClient()) {
      String metadata =
          URLEncoder.encode(
              "{\"event_type\":\"aceiro\",\"event_payload\":{\"id\":\"aaa\"}}",
              StandardCharsets.UTF_8);
      String posted =
          post(
              client,
              slack.uri().resolve("chat.postMessage"),
              "channel=%23ops&text=a&metadata=" + metadata);
      post(
          client,
          slack.uri().resolve("chat.postMessage"),
          "channel=%23ops&text=a&metadata=" + metadata);
      post(client, slack.uri().resolve("chat.update"), "channel=C0ops&ts=1&text=b");
      assertThat(
              post(client, slack.uri().resolve("conversations.history"), "channel=C0ops&limit=5"))
          .contains("\"id\":\"aaa\"");

      assertThat(posted).contains("\"ok\":true").contains("\"channel\":\"C0ops\"");
      assertThat(post(client, slack.uri().resolve("auth.test"), "")).contains("\"ok\":true");
      assertThat(slack.posts().of("aaa")).hasSize(2);
      assertThat(slack.posts().duplicates()).containsOnlyKeys("aaa → #ops");
    }
  }

  @Test
  void mailIsTakenForEverybodyAndCountedByItsKey() throws Exception {
    try (FakeMail server = FakeMail.start(tripwire, Clock.systemUTC())) {
      Properties properties = new Properties();
      properties.setProperty("mail.smtp.host", "127.0.0.1");
      properties.setProperty("mail.smtp.port", String.valueOf(server.port()));
      MimeMessage mail = new MimeMessage(Session.getInstance(properties));
      mail.setFrom(new InternetAddress("aceiro@test.example"));
      mail.setRecipients(Message.RecipientType.TO, "on-call@test.example");
      mail.setSubject("a page");
      mail.setText("a page");
      mail.saveChanges();
      mail.setHeader("Message-ID", "<abc@test.example>");
      Transport.send(new KeepsItsId(mail));

      Awaitility.await().until(() -> !server.posts().all().isEmpty());
      assertThat(server.posts().of("abc"))
          .singleElement()
          .satisfies(post -> assertThat(post.to()).isEqualTo("on-call@test.example"));
    }
  }

  private static final class KeepsItsId extends MimeMessage {
    KeepsItsId(MimeMessage mail) throws MessagingException {
      super(mail);
    }

    @Override
    protected void updateMessageID() {}
  }

  private static String post(HttpClient client, URI uri, String form) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
