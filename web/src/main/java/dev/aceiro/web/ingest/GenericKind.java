package dev.aceiro.web.ingest;

import dev.aceiro.activities.store.Inbox.AlarmEntry;
import dev.aceiro.activities.store.Inbox.Replay;
import dev.aceiro.web.ingest.AlarmSources.Source;
import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.words.CleanText;
import dev.aceiro.workflows.alarm.AlarmState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Anything that can post JSON: {@code {"name", "state": "FIRING|RESOLVED", "key", "severity",
 * "service", "environment", "startedAt", "summary", "labels": {}, "links": []}}. Only {@code name}
 * is required; unknown fields are ignored, a field of the wrong type is refused by its name. Two
 * posts are the same event only if {@code id} or the header {@code Idempotency-Key} says so.
 */
@Component
final class GenericKind implements SourceKind {

  @Override
  public String name() {
    return "generic";
  }

  @Override
  public boolean bearer() {
    return true;
  }

  @Override
  public @Nullable String problem(SourceConfig source) {
    return null;
  }

  @Override
  public Authentic authenticate(Delivery delivery, Source source) {
    BearerToken.require(delivery, source);
    return () -> Accepted.of(List.of(alarm(delivery, source.config())));
  }

  private static AlarmEntry alarm(Delivery delivery, SourceConfig source) {
    JsonNode body = JsonBody.object(delivery.text());
    String name = string(body, "name");
    if (name == null || CleanText.line(name, 200).isEmpty()) {
      throw invalid("name", "a text that is not empty");
    }
    AlarmState state = state(string(body, "state"));
    String key = string(body, "key");
    Instant startedAt = startedAt(string(body, "startedAt"));
    AlarmDraft draft =
        new AlarmDraft(source, delivery.receivedAt())
            .name(name)
            .state(state)
            .key(key == null ? name : key)
            .eventId(eventId(delivery, string(body, "id")))
            .severity(string(body, "severity"))
            .service(string(body, "service"))
            .environment(string(body, "environment"))
            .startedAt(startedAt)
            .summary(string(body, "summary"))
            .late(
                state == AlarmState.FIRING
                    && startedAt != null
                    && AlarmDraft.late(startedAt, delivery.receivedAt()));
    labels(body, draft);
    links(body, draft);
    return new AlarmEntry(draft.build(), Replay.EVER, null);
  }

  private static void labels(JsonNode body, AlarmDraft draft) {
    JsonNode labels = body.get("labels");
    if (labels == null || labels.isNull()) {
      return;
    }
    if (!labels.isObject()) {
      throw invalid("labels", "an object of texts");
    }
    labels
        .properties()
        .forEach(
            label -> {
              if (label.getValue().isContainer()) {
                throw invalid("labels/" + label.getKey(), "a text");
              }
              draft.label(label.getKey(), label.getValue().asString());
            });
  }

  private static void links(JsonNode body, AlarmDraft draft) {
    JsonNode links = body.get("links");
    if (links == null || links.isNull()) {
      return;
    }
    if (!links.isArray()) {
      throw invalid("links", "a list of addresses or of {title, url}");
    }
    for (JsonNode link : links.values()) {
      if (link.isString()) {
        draft.link(link.stringValue(), link.stringValue());
      } else if (link.isObject()) {
        String url = string(link, "url");
        String title = string(link, "title");
        draft.link(title == null ? String.valueOf(url) : title, url);
      } else {
        throw invalid("links", "a list of addresses or of {title, url}");
      }
    }
  }

  private static AlarmState state(@Nullable String text) {
    if (text == null) {
      return AlarmState.FIRING;
    }
    return switch (text.strip().toUpperCase(Locale.ROOT)) {
      case "FIRING" -> AlarmState.FIRING;
      case "RESOLVED" -> AlarmState.RESOLVED;
      default -> throw invalid("state", "FIRING or RESOLVED");
    };
  }

  private static @Nullable Instant startedAt(@Nullable String text) {
    Instant instant = JsonBody.instant(text);
    if (text != null && instant == null) {
      throw invalid("startedAt", "an RFC 3339 time such as 2026-03-01T12:00:00Z");
    }
    return instant;
  }

  private static String eventId(Delivery delivery, @Nullable String id) {
    String said = id == null ? delivery.header("Idempotency-Key") : id;
    return said == null || said.isBlank() ? UUID.randomUUID().toString() : "id/" + said;
  }

  private static @Nullable String string(JsonNode body, String field) {
    JsonNode value = body.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw invalid(field, "a text");
    }
    return value.stringValue();
  }

  private static Problem invalid(String field, String expected) {
    return Refused.field("/" + field, expected);
  }
}
