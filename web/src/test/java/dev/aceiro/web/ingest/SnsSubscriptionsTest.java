package dev.aceiro.web.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sns.model.SnsException;

class SnsSubscriptionsTest {

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> signatures = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private HttpServer aws;

  @BeforeEach
  void start() throws IOException {
    aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    aws.createContext(
        "/",
        exchange -> {
          requests.add(
              URLDecoder.decode(
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                  StandardCharsets.UTF_8));
          signatures.add(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] answer =
              (status == 200
                      ? "<ConfirmSubscriptionResponse><ConfirmSubscriptionResult><SubscriptionArn>arn:x</SubscriptionArn></ConfirmSubscriptionResult></ConfirmSubscriptionResponse>"
                      : "<ErrorResponse><Error><Code>AuthorizationError</Code><Message>no</Message></Error></ErrorResponse>")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    aws.start();
  }

  @AfterEach
  void stop() {
    aws.stop(0);
  }

  @Test
  void aSubscriptionIsConfirmedBySignedCallSoThatNobodyElseCanEndIt() {
    subscriptions().confirm(Sns.TOPIC, "the-token");

    assertThat(requests).hasSize(1);
    assertThat(requests.getFirst())
        .contains(
            "Action=ConfirmSubscription",
            "TopicArn=" + Sns.TOPIC,
            "Token=the-token",
            "AuthenticateOnUnsubscribe=true");
    assertThat(signatures.getFirst()).contains("/sa-east-1/sns/aws4_request");
  }

  @Test
  void aRefusalOfAwsIsAFailure() {
    status = 403;

    assertThatThrownBy(() -> subscriptions().confirm(Sns.TOPIC, "the-token"))
        .isInstanceOf(SnsException.class)
        .hasMessageNotContaining("the-token");
  }

  private SnsSubscriptions subscriptions() {
    return new SnsSubscriptions(
        URI.create("http://127.0.0.1:" + aws.getAddress().getPort()),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
  }
}
