package dev.aceiro.web.ingest;

import dev.aceiro.web.words.CleanText;
import dev.aceiro.workflows.alarm.Alarm;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.alarm.Link;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An alarm while a source's words are read into it: cleaned, bounded, its instants made sane. A
 * beginning in the future becomes the instant of receipt, one before the year 2000 counts as not
 * given; what was said is kept as a label.
 */
final class AlarmDraft {

  /** The label that keeps a beginning that was not believed. */
  static final String REPORTED_START = "aceiro.reported-started-at";

  private static final Duration LATE = Duration.ofHours(1);
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
  private static final int NAME = 200;
  private static final int KEY = 300;
  private static final int WORD = 100;
  private static final int SUMMARY = 1000;
  private static final int VALUE = 500;
  private static final int LABELS = 40;
  private static final int LINKS = 10;
  private static final int ADDRESS = 2000;

  private final String source;
  private final Instant receivedAt;
  private final SortedMap<String, String> labels = new TreeMap<>();
  private final List<Link> links = new ArrayList<>();
  private String name = "";
  private AlarmState state = AlarmState.FIRING;
  private @Nullable String key;
  private String eventId = "";
  private @Nullable String severity;
  private @Nullable String service;
  private @Nullable String environment;
  private @Nullable Instant startedAt;
  private String summary = "";
  private boolean late;
  private int omitted;

  AlarmDraft(SourceConfig source, Instant receivedAt) {
    this.source = source.id();
    this.receivedAt = receivedAt;
    this.environment = source.one("environment");
  }

  /** Whether something of that instant has come long after it happened. */
  static boolean late(Instant happenedAt, Instant receivedAt) {
    return happenedAt.isAfter(EPOCH)
        && Duration.between(happenedAt, receivedAt).compareTo(LATE) > 0;
  }

  AlarmDraft name(String value) {
    name = CleanText.line(value, NAME);
    return this;
  }

  AlarmDraft state(AlarmState value) {
    state = value;
    return this;
  }

  AlarmDraft key(String value) {
    String cleaned = CleanText.key(value, KEY);
    key = cleaned.isEmpty() ? null : cleaned;
    return this;
  }

  AlarmDraft eventId(String value) {
    eventId = CleanText.key(value, KEY);
    return this;
  }

  AlarmDraft severity(@Nullable String value) {
    severity = word(value);
    return this;
  }

  AlarmDraft service(@Nullable String value) {
    service = word(value);
    return this;
  }

  AlarmDraft environment(@Nullable String value) {
    String said = word(value);
    environment = said == null ? environment : said;
    return this;
  }

  AlarmDraft startedAt(@Nullable Instant value) {
    startedAt = value;
    return this;
  }

  AlarmDraft summary(@Nullable String value) {
    summary = value == null ? "" : CleanText.lines(value, SUMMARY);
    return this;
  }

  AlarmDraft late(boolean value) {
    late = value;
    return this;
  }

  AlarmDraft label(String label, @Nullable String value) {
    String cleaned = value == null ? "" : CleanText.lines(value, VALUE);
    String called = CleanText.line(label, WORD);
    if (cleaned.isEmpty() || called.isEmpty()) {
      return this;
    }
    if (labels.size() >= LABELS && !labels.containsKey(called)) {
      omitted++;
    } else {
      labels.put(called, cleaned);
    }
    return this;
  }

  /**
   * A link, if it is a web address; anything else is dropped, so that nobody clicks on a script.
   */
  AlarmDraft link(String title, @Nullable String address) {
    if (address != null && links.size() < LINKS && isWeb(address)) {
      links.add(new Link(CleanText.line(title, WORD), address));
    }
    return this;
  }

  Alarm build() {
    if (name.isEmpty()) {
      name = "?";
    }
    if (omitted > 0) {
      labels.put("aceiro.labels-omitted", Integer.toString(omitted));
    }
    Instant began = startedAt == null ? receivedAt : startedAt;
    if (began.isAfter(receivedAt) || began.isBefore(EPOCH)) {
      labels.put(REPORTED_START, began.toString());
      began = receivedAt;
    }
    return new Alarm(
        source,
        name,
        state,
        key == null ? name : key,
        eventId,
        severity,
        service,
        environment,
        began,
        receivedAt,
        late,
        summary,
        labels,
        List.copyOf(links));
  }

  private static boolean isWeb(String address) {
    if (address.length() > ADDRESS || !address.equals(CleanText.line(address, ADDRESS))) {
      return false;
    }
    try {
      URI uri = new URI(address);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      return (scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null;
    } catch (URISyntaxException broken) {
      return false;
    }
  }

  private static @Nullable String word(@Nullable String value) {
    String cleaned = value == null ? "" : CleanText.line(value, WORD);
    return cleaned.isEmpty() ? null : cleaned;
  }
}
