package dev.aceiro.web.ingest;

import dev.aceiro.activities.store.Inbox.AlarmEntry;
import dev.aceiro.activities.store.Inbox.Entry;
import dev.aceiro.activities.store.Inbox.NoticeEntry;
import dev.aceiro.activities.store.Inbox.Replay;
import dev.aceiro.web.ingest.AlarmSources.Source;
import dev.aceiro.web.words.CleanText;
import dev.aceiro.workflows.alarm.AlarmState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Amazon SNS over HTTPS, with a CloudWatch alarm inside or anything else: an authentic message that
 * is no CloudWatch alarm fires under its subject, for a person to triage. A CloudWatch alarm that
 * lacks data says neither that it fires nor that it has cleared: it is kept as a notice and changes
 * nothing.
 *
 * <p>Settings: {@code topics}, the ARNs that are expected; {@code certificate}, a PEM file to
 * verify with where SNS cannot be reached.
 */
@Component
final class SnsKind implements SourceKind {

  static final String TOPICS = "topics";
  static final String CERTIFICATE = "certificate";

  private static final Pattern TOPIC =
      Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_.-]{1,256}");

  private final SnsCertificates certificates;
  private final SubscriptionConfirmer confirmer;

  SnsKind(SnsCertificates certificates, SubscriptionConfirmer confirmer) {
    this.certificates = certificates;
    this.confirmer = confirmer;
  }

  @Override
  public String name() {
    return "sns";
  }

  @Override
  public boolean bearer() {
    return false;
  }

  @Override
  public @Nullable String problem(SourceConfig source) {
    List<String> topics = source.all(TOPICS);
    if (topics.isEmpty() || !topics.stream().allMatch(t -> TOPIC.matcher(t).matches())) {
      return "The source %s needs topics: the ARNs of the SNS topics it may get messages from."
          .formatted(source.address());
    }
    String file = source.one(CERTIFICATE);
    return file == null || Files.isReadable(Path.of(file))
        ? null
        : "The source %s names the certificate %s, which cannot be read: put the PEM file there or remove the setting."
            .formatted(source.address(), file);
  }

  @Override
  public Authentic authenticate(Delivery delivery, Source source) {
    if ("true".equalsIgnoreCase(delivery.header("x-amz-sns-rawdelivery"))) {
      throw Refused.rawDelivery();
    }
    SnsMessage message = SnsMessage.read(JsonBody.object(delivery.text()));
    if (message.signature() == null || message.signatureVersion() == null) {
      throw Refused.notSigned();
    }
    // Before anything is fetched for whoever asks.
    if (!source.config().all(TOPICS).contains(message.topicArn())) {
      throw Refused.topic(message.topicArn());
    }
    SnsSignature.algorithm(message.signatureVersion());
    SnsSignature.verify(
        message, certificate(message, source.config(), delivery.receivedAt()).getPublicKey());
    return () -> accept(message, source.config(), delivery.receivedAt());
  }

  private X509Certificate certificate(SnsMessage message, SourceConfig source, Instant now) {
    String file = source.one(CERTIFICATE);
    if (file != null) {
      return certificates.inFile(Path.of(file), now);
    }
    String address = message.certificateUrl();
    if (address == null) {
      throw Refused.notSigned();
    }
    return certificates.at(address, message.region(), now);
  }

  private Accepted accept(SnsMessage message, SourceConfig source, Instant receivedAt) {
    Instant published = message.publishedAt();
    boolean late = published != null && AlarmDraft.late(published, receivedAt);
    return switch (message.type()) {
      case SnsMessage.SUBSCRIPTION ->
          new Accepted(
              List.of(notice(message, "SUBSCRIPTION_CONFIRMATION", late)), () -> confirm(message));
      case SnsMessage.UNSUBSCRIPTION ->
          Accepted.of(List.of(notice(message, "UNSUBSCRIBE_CONFIRMATION", late)));
      default -> Accepted.of(List.of(notification(message, source, receivedAt, late)));
    };
  }

  private void confirm(SnsMessage message) {
    try {
      confirmer.confirm(message.topicArn(), String.valueOf(message.token()));
    } catch (RuntimeException failed) {
      throw Refused.confirmationFailed(failed);
    }
  }

  private static Entry notification(
      SnsMessage message, SourceConfig source, Instant receivedAt, boolean late) {
    CloudWatchAlarm alarm = CloudWatchAlarm.in(message.message());
    AlarmDraft draft =
        new AlarmDraft(source, receivedAt)
            .eventId(message.messageId())
            .late(late)
            .label("topic", message.topicArn());
    if (alarm == null) {
      return unknown(message, draft);
    }
    AlarmState state = alarm.state();
    if (state == null) {
      return new NoticeEntry(
          CleanText.key(message.messageId(), 300),
          CleanText.key(alarm.key(), 300),
          CleanText.line(alarm.name(), 200),
          late,
          "INSUFFICIENT_DATA",
          CleanText.lines(message.message(), 4000));
    }
    Instant changed = alarm.changedAt();
    Instant published = message.publishedAt();
    Instant startedAt = changed == null ? published : changed;
    draft.state(state).startedAt(startedAt);
    if (state == AlarmState.RESOLVED && startedAt != null) {
      draft.label("aceiro.cleared-at", startedAt.toString());
    }
    return new AlarmEntry(alarm.describe(draft).build(), Replay.EVER, changed);
  }

  private static Entry unknown(SnsMessage message, AlarmDraft draft) {
    String text = message.message();
    JsonNode json = JsonBody.objectOrNull(text);
    String type = json == null ? null : JsonBody.first(json, "detail-type");
    String subject = message.subject();
    String name = subject != null ? subject : type != null ? type : firstLine(text);
    draft
        .state(AlarmState.FIRING)
        .name(name)
        .key(message.topicArn() + "/" + name)
        .startedAt(message.publishedAt())
        .summary(text);
    return new AlarmEntry(draft.build(), Replay.EVER, null);
  }

  private static String firstLine(String text) {
    return text.strip().lines().findFirst().orElse("");
  }

  private static NoticeEntry notice(SnsMessage message, String reason, boolean late) {
    return new NoticeEntry(
        CleanText.key(message.messageId(), 300),
        CleanText.key(message.topicArn(), 300),
        CleanText.line(message.type(), 200),
        late,
        reason,
        CleanText.lines(message.message(), 4000));
  }
}
