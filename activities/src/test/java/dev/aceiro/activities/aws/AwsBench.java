package dev.aceiro.activities.aws;

import dev.aceiro.activities.IntegrationState;
import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.containment.ActionHandler;
import dev.aceiro.activities.containment.Bench;
import dev.aceiro.workflows.status.StatusPart;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;

/** A world on AWS as moto plays it; another client looks at it by itself. */
abstract class AwsBench implements Bench {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  static {
    System.setProperty("aws.accessKeyId", "AKIATESTTESTTESTTEST");
    System.setProperty("aws.secretAccessKey", "test");
  }

  private final RecordingProxy proxy = new RecordingProxy(Moto.server());
  private final AwsClients clients;
  private final ActionHandler<?> handler;

  /** A name that nothing else in this JVM has. */
  final String name = "w" + NUMBER.incrementAndGet() + "-" + Long.toString(System.nanoTime(), 36);

  AwsBench(Function<Aws, ActionHandler<?>> made) {
    AwsSettings settings =
        new AwsSettings(
            "sa-east-1",
            proxy.uri(),
            Map.of(),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofMillis(1500),
            Duration.ofMillis(2000),
            Duration.ofSeconds(6));
    clients = new AwsClients(settings);
    handler =
        made.apply(
            new Aws(
                settings,
                clients,
                new AwsCalls(
                    new IntegrationState(
                        "aws", StatusPart.Kind.TARGET, true, InstantSource.system()))));
  }

  /** A client of one's own, past the proxy. */
  static <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C witness(
      Service<C, B> service) {
    return witness(service, Map.of());
  }

  /** A client of one's own, past the proxy, whose requests have these headers. */
  static <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C witness(
      Service<C, B> service, Map<String, String> headers) {
    return service
        .builder()
        .get()
        .overrideConfiguration(c -> headers.forEach(c::putHeader))
        .endpointOverride(Moto.server())
        .region(Region.SA_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
        .build();
  }

  @Override
  public ActionHandler<?> handler() {
    return handler;
  }

  @Override
  public RecordingProxy proxy() {
    return proxy;
  }

  @Override
  public RecordingProxy.Answer throttled() {
    return error("ThrottlingException");
  }

  @Override
  public RecordingProxy.Answer refused() {
    return error("AccessDeniedException");
  }

  /** In the form of the service's protocol; here JSON's. */
  RecordingProxy.Answer error(String code) {
    return new RecordingProxy.Answer(
        400, "{\"__type\":\"%s\",\"message\":\"not now\"}".formatted(code));
  }

  /** An error of a service that speaks the query protocol or REST with XML. */
  static RecordingProxy.Answer xmlError(String code) {
    return new RecordingProxy.Answer(
        400,
        "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>not now</Message></Error><RequestId>1</RequestId></ErrorResponse>"
            .formatted(code));
  }

  /** An error of EC2, which has a form of its own. */
  static RecordingProxy.Answer ec2Error(String code) {
    return new RecordingProxy.Answer(
        400,
        "<Response><Errors><Error><Code>%s</Code><Message>not now</Message></Error></Errors><RequestID>1</RequestID></Response>"
            .formatted(code));
  }

  @Override
  public void close() {
    clients.close();
    proxy.close();
  }
}
