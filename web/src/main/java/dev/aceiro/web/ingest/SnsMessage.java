package dev.aceiro.web.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The envelope of Amazon SNS, as far as its signature covers it: {@code MessageAttributes} and
 * {@code UnsubscribeURL} are not covered and therefore not read.
 */
record SnsMessage(
    String type,
    String messageId,
    String topicArn,
    String message,
    String timestamp,
    @Nullable String subject,
    @Nullable String token,
    @Nullable String subscribeUrl,
    @Nullable String signatureVersion,
    @Nullable String signature,
    @Nullable String certificateUrl) {

  static final String NOTIFICATION = "Notification";
  static final String SUBSCRIPTION = "SubscriptionConfirmation";
  static final String UNSUBSCRIPTION = "UnsubscribeConfirmation";

  /**
   * Reads an envelope.
   *
   * @throws dev.aceiro.web.problem.Problem if it is none
   */
  static SnsMessage read(JsonNode envelope) {
    SnsMessage message =
        new SnsMessage(
            required(envelope, "Type"),
            required(envelope, "MessageId"),
            required(envelope, "TopicArn"),
            required(envelope, "Message"),
            required(envelope, "Timestamp"),
            JsonBody.text(envelope, "Subject"),
            JsonBody.text(envelope, "Token"),
            JsonBody.text(envelope, "SubscribeURL"),
            JsonBody.text(envelope, "SignatureVersion"),
            JsonBody.text(envelope, "Signature"),
            JsonBody.text(envelope, "SigningCertURL"));
    boolean confirmation =
        message.type().equals(SUBSCRIPTION) || message.type().equals(UNSUBSCRIPTION);
    if (!confirmation && !message.type().equals(NOTIFICATION)) {
      throw Refused.field("/Type", String.join(" | ", NOTIFICATION, SUBSCRIPTION, UNSUBSCRIPTION));
    }
    if (confirmation) {
      required(envelope, "Token");
      required(envelope, "SubscribeURL");
    }
    return message;
  }

  /** What SNS signs: the covered fields in their fixed order, those that are absent left out. */
  String signed() {
    StringBuilder text = new StringBuilder();
    append(text, "Message", message);
    append(text, "MessageId", messageId);
    if (type.equals(NOTIFICATION)) {
      append(text, "Subject", subject);
    } else {
      append(text, "SubscribeURL", subscribeUrl);
    }
    append(text, "Timestamp", timestamp);
    if (!type.equals(NOTIFICATION)) {
      append(text, "Token", token);
    }
    append(text, "TopicArn", topicArn);
    append(text, "Type", type);
    return text.toString();
  }

  /** When it was published (UTC); null if that cannot be read. */
  @Nullable Instant publishedAt() {
    return JsonBody.instant(timestamp);
  }

  /** The topic's region; empty if the ARN has none. */
  String region() {
    String[] parts = topicArn.split(":", 6);
    return parts.length == 6 ? parts[3] : "";
  }

  private static void append(StringBuilder text, String name, @Nullable String value) {
    if (value != null) {
      text.append(name).append('\n').append(value).append('\n');
    }
  }

  private static String required(JsonNode envelope, String field) {
    JsonNode value = envelope.get(field);
    if (value == null || !value.isString()) {
      throw Refused.field("/" + field, "a text");
    }
    return value.stringValue();
  }
}
