package dev.aceiro.web.console;

import dev.aceiro.web.console.IncidentView.Badge;
import dev.aceiro.web.status.Status;
import dev.aceiro.workflows.status.StatusPart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the parts of the installation are, in words. */
final class StatusViews {
  private final Status status;

  StatusViews(Status status) {
    this.status = status;
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
      // the stop of containment has a banner of its own
      if (part.kind() == StatusPart.Kind.CONTAINMENT) {
        continue;
      }
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
            "state",
            reader.word("part-state", part.state().name()),
            "length",
            since == null ? "" : reader.distance(since)),
        look,
        "!",
        says(part, reader));
  }

  private List<StatusPart> parts() {
    return status.now().parts();
  }

  /** As {@link dev.aceiro.web.status.StatusWords} has it, with instants in the reader's zone. */
  private static String says(StatusPart part, Reader reader) {
    Map<String, String> params = new TreeMap<>(part.params());
    params.put("id", part.id());
    String own = "status." + part.code();
    return reader.say(reader.knows(own) ? own : "status.integration." + part.state(), params);
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
        says(part, reader),
        since == null ? null : reader.ago(since),
        since == null ? null : reader.full(since) + " · " + Reader.utc(since));
  }
}
