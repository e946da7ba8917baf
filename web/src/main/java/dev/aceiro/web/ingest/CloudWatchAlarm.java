package dev.aceiro.web.ingest;

import dev.aceiro.workflows.alarm.AlarmState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A CloudWatch alarm as SNS carries it: metric, metric-math and composite ones. Its key is its ARN,
 * which also has the region ({@code Region} is a name for people).
 */
final class CloudWatchAlarm {

  /** Offsets come without a colon: {@code 2015-06-03T17:43:27.123+0000}. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .toFormatter();

  private final JsonNode alarm;

  private CloudWatchAlarm(JsonNode alarm) {
    this.alarm = alarm;
  }

  /** The alarm in a message, or null if the message is something else. */
  static @Nullable CloudWatchAlarm in(String message) {
    JsonNode node = JsonBody.objectOrNull(message);
    return node != null
            && JsonBody.first(node, "AlarmName") != null
            && JsonBody.first(node, "NewStateValue") != null
        ? new CloudWatchAlarm(node)
        : null;
  }

  String name() {
    return String.valueOf(JsonBody.first(alarm, "AlarmName"));
  }

  /** The ARN; the account's name for the alarm where it is missing. */
  String key() {
    String arn = JsonBody.first(alarm, "AlarmArn");
    return arn != null ? arn : JsonBody.first(alarm, "AWSAccountId") + "/" + name();
  }

  /** Its state; null where CloudWatch lacks data and therefore says neither. */
  @Nullable AlarmState state() {
    return switch (String.valueOf(JsonBody.first(alarm, "NewStateValue"))) {
      case "OK" -> AlarmState.RESOLVED;
      case "INSUFFICIENT_DATA" -> null;
      default -> AlarmState.FIRING;
    };
  }

  /** When the state changed (UTC), if it says so. */
  @Nullable Instant changedAt() {
    return instant(JsonBody.first(alarm, "StateChangeTime"));
  }

  static @Nullable Instant instant(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return TIME.parse(text, OffsetDateTime::from).toInstant();
    } catch (DateTimeException broken) {
      return null;
    }
  }

  /** What it says in one sentence. */
  String summary() {
    String said = JsonBody.first(alarm, "AlarmDescription", "NewStateReason");
    return said == null ? name() : said;
  }

  AlarmDraft describe(AlarmDraft draft) {
    draft
        .name(name())
        .key(key())
        .summary(summary())
        .label("reason", JsonBody.text(alarm, "NewStateReason"))
        .label("state", JsonBody.text(alarm, "NewStateValue"))
        .label("previous-state", JsonBody.text(alarm, "OldStateValue"))
        .label("account", JsonBody.text(alarm, "AWSAccountId"))
        .label("region", region())
        .label("rule", JsonBody.text(alarm, "AlarmRule"));
    JsonNode trigger = alarm.get("Trigger");
    if (trigger != null && trigger.isObject()) {
      trigger(trigger, draft);
    }
    return draft.link("CloudWatch", console());
  }

  private static void trigger(JsonNode trigger, AlarmDraft draft) {
    draft
        .label("namespace", JsonBody.text(trigger, "Namespace"))
        .label("metric", JsonBody.text(trigger, "MetricName"))
        .label("statistic", JsonBody.first(trigger, "Statistic", "ExtendedStatistic"))
        .label("threshold", threshold(trigger));
    JsonNode dimensions = trigger.get("Dimensions");
    if (dimensions != null && dimensions.isArray()) {
      for (JsonNode dimension : dimensions.values()) {
        draft.label(
            "dimension." + JsonBody.first(dimension, "name", "Name"),
            JsonBody.first(dimension, "value", "Value"));
      }
    }
    JsonNode metrics = trigger.get("Metrics");
    if (metrics != null && metrics.isArray()) {
      for (JsonNode metric : metrics.values()) {
        draft.label(
            "metric." + JsonBody.first(metric, "Id"),
            JsonBody.first(metric, "Expression", "Label"));
      }
    }
  }

  private static @Nullable String threshold(JsonNode trigger) {
    StringJoiner words = new StringJoiner(" ");
    for (String part : new String[] {"ComparisonOperator", "Threshold"}) {
      String text = JsonBody.text(trigger, part);
      if (text != null) {
        words.add(text);
      }
    }
    String period = JsonBody.text(trigger, "Period");
    String periods = JsonBody.text(trigger, "EvaluationPeriods");
    if (period != null && periods != null) {
      words.add(periods + " x " + period + " s");
    }
    return words.length() == 0 ? null : words.toString();
  }

  private @Nullable String region() {
    String arn = JsonBody.first(alarm, "AlarmArn");
    String[] parts = arn == null ? new String[0] : arn.split(":", 7);
    return parts.length == 7 && parts[3].matches("[a-z0-9-]+") ? parts[3] : null;
  }

  private @Nullable String console() {
    String region = region();
    if (region == null) {
      return null;
    }
    String host = region.startsWith("cn-") ? "console.amazonaws.cn" : "console.aws.amazon.com";
    return "https://%s.%s/cloudwatch/home?region=%s#alarmsV2:alarm/%s"
        .formatted(
            region,
            host,
            region,
            URLEncoder.encode(name(), StandardCharsets.UTF_8).replace("+", "%20"));
  }
}
