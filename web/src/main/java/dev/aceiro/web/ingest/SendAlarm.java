package dev.aceiro.web.ingest;

import dev.aceiro.web.Command;
import dev.aceiro.web.embedded.AceiroHome;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code send-alarm FILE}: sends a CloudWatch alarm, or a whole SNS envelope, to a local
 * installation, signed as SNS would with the key that the installation made for itself. The alarm
 * becomes one of now: its time of change and the message's id are fresh.
 */
public final class SendAlarm implements Command {

  private static final String USAGE =
      """
      send-alarm FILE [--url URL] [--home FOLDER] [--state ALARM|OK|INSUFFICIENT_DATA]

      FILE     a CloudWatch alarm as SNS carries it in Message, or a whole SNS envelope
      --url    where to send it, default http://127.0.0.1:8080/alarms/plooral/cloudwatch
      --home   the installation's folder, default ~/.aceiro
      --state  the state to send instead of the file's
      """;

  private static final String URL = "http://127.0.0.1:8080/alarms/plooral/cloudwatch";
  private static final DateTimeFormatter STATE_CHANGE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrintStream out;
  private final PrintStream err;

  public SendAlarm() {
    this(System.out, System.err);
  }

  SendAlarm(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  private record Options(Path file, URI url, Path home, @Nullable String state) {}

  @Override
  public String name() {
    return "send-alarm";
  }

  @Override
  public int run(List<String> args) throws Exception {
    Options options;
    try {
      options = options(args);
    } catch (IllegalArgumentException wrong) {
      err.println(wrong.getMessage());
      err.print(USAGE);
      return 2;
    }
    try {
      HttpResponse<String> answer =
          send(options.url(), envelope(options, Instant.now().truncatedTo(ChronoUnit.MILLIS)));
      out.println(answer.statusCode() + " " + answer.body());
      return answer.statusCode() / 100 == 2 ? 0 : 1;
    } catch (NoSuchFileException missing) {
      err.println(
          missing.getFile().endsWith("key.pem")
              ? "There is no key in %s: start the installation once, or name its folder with --home."
                  .formatted(options.home())
              : "There is no file " + missing.getFile() + ".");
      return 1;
    } catch (IOException unreachable) {
      err.println(
          "Nobody answers at %s (%s): is the installation running, is --url right?"
              .formatted(options.url(), unreachable.getClass().getSimpleName()));
      return 1;
    }
  }

  private static Options options(List<String> args) {
    Path file = null;
    URI url = URI.create(URL);
    Path home = Path.of(System.getProperty("user.home"), ".aceiro");
    String state = null;
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      String[] option = arg.split("=", 2);
      if (!arg.startsWith("--")) {
        if (file != null) {
          throw new IllegalArgumentException("One file at a time: " + arg);
        }
        file = Path.of(arg);
        continue;
      }
      String value = option.length == 2 ? option[1] : i + 1 < args.size() ? args.get(++i) : null;
      if (value == null) {
        throw new IllegalArgumentException(arg + " needs a value.");
      }
      switch (option[0]) {
        case "--url" -> url = URI.create(value);
        case "--home" -> home = Path.of(value);
        case "--state" -> state = state(value);
        default -> throw new IllegalArgumentException("There is no option " + option[0] + ".");
      }
    }
    if (file == null) {
      throw new IllegalArgumentException("Which file?");
    }
    return new Options(file, url, home, state);
  }

  private static String state(String value) {
    return switch (value.toUpperCase(Locale.ROOT)) {
      case "ALARM", "FIRING" -> "ALARM";
      case "OK", "RESOLVED" -> "OK";
      case "INSUFFICIENT_DATA" -> "INSUFFICIENT_DATA";
      default -> throw new IllegalArgumentException("--state is ALARM, OK or INSUFFICIENT_DATA.");
    };
  }

  private static String envelope(Options options, Instant now)
      throws IOException, GeneralSecurityException {
    String content = Files.readString(options.file());
    JsonNode whole = JsonBody.objectOrNull(content);
    String inner = whole == null ? null : JsonBody.text(whole, "Message");
    String message = inner == null ? content : inner;
    String subject = whole == null ? null : JsonBody.text(whole, "Subject");
    if (JsonBody.objectOrNull(message) instanceof ObjectNode alarm && alarm.has("AlarmName")) {
      refresh(alarm, options.state(), now);
      message = JSON.writeValueAsString(alarm);
      subject =
          "%s: \"%s\" in %s"
              .formatted(
                  JsonBody.text(alarm, "NewStateValue"),
                  JsonBody.text(alarm, "AlarmName"),
                  JsonBody.text(alarm, "Region"));
    }
    return signed(
        new SnsMessage(
            SnsMessage.NOTIFICATION,
            UUID.randomUUID().toString(),
            SnsIdentity.TOPIC,
            message,
            now.toString(),
            subject,
            null,
            null,
            "2",
            null,
            "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-local.pem"),
        options.home());
  }

  private static void refresh(ObjectNode alarm, @Nullable String state, Instant now) {
    alarm.put("StateChangeTime", STATE_CHANGE.format(now));
    String before = JsonBody.text(alarm, "NewStateValue");
    if (state != null && !state.equals(before)) {
      alarm.put("OldStateValue", before == null ? "INSUFFICIENT_DATA" : before);
      alarm.put("NewStateValue", state);
    }
  }

  private static String signed(SnsMessage message, Path home)
      throws IOException, GeneralSecurityException {
    Signature signature = Signature.getInstance(SnsSignature.algorithm(message.signatureVersion()));
    signature.initSign(new SnsIdentity(AceiroHome.at(home).folder().resolve("sns")).key());
    signature.update(message.signed().getBytes(StandardCharsets.UTF_8));
    Map<String, String> envelope = new LinkedHashMap<>();
    envelope.put("Type", message.type());
    envelope.put("MessageId", message.messageId());
    envelope.put("TopicArn", message.topicArn());
    if (message.subject() != null) {
      envelope.put("Subject", message.subject());
    }
    envelope.put("Message", message.message());
    envelope.put("Timestamp", message.timestamp());
    envelope.put("SignatureVersion", String.valueOf(message.signatureVersion()));
    envelope.put("Signature", Base64.getEncoder().encodeToString(signature.sign()));
    envelope.put("SigningCertURL", String.valueOf(message.certificateUrl()));
    return JSON.writeValueAsString(envelope);
  }

  private static HttpResponse<String> send(URI url, String envelope)
      throws IOException, InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
      return client.send(
          HttpRequest.newBuilder(url)
              .timeout(Duration.ofSeconds(20))
              .header("Content-Type", "text/plain; charset=UTF-8")
              .header("x-amz-sns-message-type", SnsMessage.NOTIFICATION)
              .header("x-amz-sns-topic-arn", SnsIdentity.TOPIC)
              .POST(HttpRequest.BodyPublishers.ofString(envelope))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
