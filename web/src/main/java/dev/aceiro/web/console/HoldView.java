package dev.aceiro.web.console;

import dev.aceiro.workflows.containment.HoldLift;
import dev.aceiro.workflows.incident.StandingHold;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hold that stands, or that people have lifted.
 *
 * @param id which
 * @param title its name
 * @param badge whether it holds now
 * @param look {@code warn} where it holds, {@code ok} where it does not
 * @param lines why it is there, what it stops, what lifts it
 * @param lift the form that says that it may go, or null
 * @param source where its rule comes from, or null
 */
record HoldView(
    String id,
    String title,
    String badge,
    String look,
    List<String> lines,
    @Nullable FormView lift,
    @Nullable String source) {

  static List<HoldView> all(IncidentViews views) {
    return views.incident().standingHolds().stream().map(hold -> of(views, hold)).toList();
  }

  private static HoldView of(IncidentViews views, StandingHold hold) {
    String id = hold.hold().name();
    Reader reader = views.reader();
    boolean off = hold.lifted() || hold.taken();
    return new HoldView(
        id,
        reader.title("hold", id),
        reader.say(hold.lifted() ? "holds.lifted" : hold.taken() ? "holds.taken" : "holds.stands"),
        off ? "ok" : "warn",
        lines(views, hold),
        hold.lifted() || !views.allowed("lift-hold")
            ? null
            : views.forms().of("lift-hold", "hold").about("hold", id).done(),
        hold.source().isEmpty() ? null : hold.source());
  }

  private static List<String> lines(IncidentViews views, StandingHold hold) {
    Reader reader = views.reader();
    List<String> lines = new ArrayList<>();
    lines.add(reader.say("hold." + hold.hold().name() + ".why"));
    lines.add(reader.say("holds.by", "reasons", reasons(reader, hold)));
    if (!hold.asked() && hold.since() != null) {
      lines.add(reader.say("holds.stays", "time", reader.time(hold.since())));
    }
    for (HoldLift said : hold.said()) {
      lines.add(
          reader.say(
              "holds.said",
              "person",
              views.names().person(said.person()),
              "time",
              reader.time(said.at())));
    }
    if (hold.lifted()) {
      lines.add(reader.say("holds.relapse"));
      return lines;
    }
    if (hold.hold().asksForEvidence() && !hold.taken()) {
      lines.add(
          hold.evidence().isEmpty()
              ? reader.say("holds.evidence.any")
              : reader.say("holds.evidence", "evidence", String.join(", ", hold.evidence())));
    }
    lines.add(
        hold.liftedBy().isEmpty()
            ? reader.say("holds.lead")
            : roles(views, "holds.needs", hold.liftedBy()));
    if (!hold.said().isEmpty()) {
      lines.add(roles(views, "holds.missing", hold.missing()));
    }
    return lines;
  }

  private static String roles(IncidentViews views, String code, List<String> roles) {
    return views.reader().say(code, "roles", views.names().roles(String.join(", ", roles)));
  }

  private static String reasons(Reader reader, StandingHold hold) {
    List<String> reasons = new ArrayList<>();
    if (hold.scenario() != null) {
      reasons.add(reader.say("holds.scenario", "scenario", hold.scenario()));
    }
    hold.flags().forEach(flag -> reasons.add(reader.say("holds.flag", "flag", flag)));
    return String.join(", ", reasons);
  }
}
