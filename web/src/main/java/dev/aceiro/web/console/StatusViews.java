package dev.aceiro.web.console;

import dev.aceiro.web.console.IncidentView.Badge;
import dev.aceiro.workflows.status.StatusPart;
import dev.aceiro.workflows.status.StatusReporter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the parts of the installation are, in words. */
final class StatusViews {
  private static final Logger log = LoggerFactory.getLogger(StatusViews.class);

  private final List<StatusReporter> reporters;

  StatusViews(List<StatusReporter> reporters) {
    this.reporters = List.copyOf(reporters);
  }

  /**
   * A part as a page shows it.
   *
   * @param look {@code ok}, {@code warn}, {@code bad} or {@code dry}
   */
  record PartView(
      String id,
      String kind,
      String name,
      String state,
      String look,
      String icon,
      String text,
      @Nullable String since,
      @Nullable String sinceTitle) {}

  /** All parts, in the order of their kinds. */
  List<PartView> parts(Reader reader) {
    return parts().stream().map(part -> view(part, reader)).toList();
  }

  /**
   * What must not be overlooked on any page: what is down or failing one by one, what is dry
   * together.
   */
  List<Badge> notices(Reader reader) {
    List<Badge> notices = new ArrayList<>();
    List<StatusPart> parts = parts();
    for (StatusPart part : parts) {
      switch (part.state()) {
        case DOWN, FAILING -> notices.add(notice(part, reader, "bad"));
        case DEGRADED -> notices.add(notice(part, reader, "warn"));
        default -> {}
      }
    }
    String dry =
        parts.stream()
            .filter(part -> part.state() == StatusPart.State.DRY)
            .map(part -> reader.word("part", part.id()))
            .collect(Collectors.joining(", "));
    if (!dry.isEmpty()) {
      notices.add(
          new Badge(
              reader.say("notice.dry", "parts", dry), "dry", "◌", reader.say("notice.dry.title")));
    }
    return notices;
  }

  private static Badge notice(StatusPart part, Reader reader, String look) {
    Instant since = part.since();
    return new Badge(
        reader.say(
            "notice." + part.state(),
            "part",
            reader.word("part", part.id()),
            "length",
            since == null ? "" : reader.distance(since)),
        look,
        "!",
        reader.say(part.code(), part.params()));
  }

  private List<StatusPart> parts() {
    List<StatusPart> parts = new ArrayList<>();
    for (StatusReporter reporter : reporters) {
      try {
        parts.addAll(reporter.status());
      } catch (RuntimeException broken) {
        // A page that people need in an incident does not fail because a part of its frame does.
        log.warn("{} cannot say how it is", reporter.getClass().getSimpleName(), broken);
      }
    }
    parts.sort(Comparator.comparing(StatusPart::kind).thenComparing(StatusPart::id));
    return parts;
  }

  private static PartView view(StatusPart part, Reader reader) {
    Instant since = part.since();
    return new PartView(
        part.id(),
        part.kind().name(),
        reader.word("part", part.id()),
        reader.word("part-state", part.state().name()),
        switch (part.state()) {
          case UP, LIVE -> "ok";
          case DEGRADED -> "warn";
          case DOWN, FAILING -> "bad";
          case DRY -> "dry";
        },
        switch (part.state()) {
          case UP, LIVE -> "✓";
          case DRY -> "◌";
          default -> "!";
        },
        reader.say(part.code(), part.params()),
        since == null ? null : reader.ago(since),
        since == null ? null : reader.full(since) + " · " + Reader.utc(since));
  }
}
