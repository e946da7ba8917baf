package dev.aceiro.web.status;

import dev.aceiro.web.security.InstallationProperties;
import dev.aceiro.workflows.status.StatusPart;
import dev.aceiro.workflows.status.StatusPart.Kind;
import dev.aceiro.workflows.status.StatusPart.State;
import dev.aceiro.workflows.status.StatusReporter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** How this installation is: every reporter's word, worst first where people must act. */
@Component
public class Status {
  private static final Logger log = LoggerFactory.getLogger(Status.class);

  private final ObjectProvider<StatusReporter> reporters;
  private final InstallationProperties installation;

  Status(ObjectProvider<StatusReporter> reporters, InstallationProperties installation) {
    this.reporters = reporters;
    this.installation = installation;
  }

  /** How it is now. */
  public Report now() {
    List<StatusPart> parts = new ArrayList<>();
    reporters.orderedStream().forEach(reporter -> parts.addAll(ask(reporter)));
    parts.sort(Comparator.comparing(StatusPart::kind).thenComparing(StatusPart::id));
    return new Report(
        installation.installation(),
        installation.mode().name(),
        overall(parts),
        lossPossible(parts),
        parts);
  }

  private static List<StatusPart> ask(StatusReporter reporter) {
    try {
      return reporter.status();
    } catch (RuntimeException broken) {
      log.error("{} cannot say how it is", reporter.getClass().getName(), broken);
      return List.of(
          new StatusPart(
              reporter.getClass().getSimpleName(),
              Kind.TARGET,
              State.DEGRADED,
              null,
              "status.unknown",
              new TreeMap<>()));
    }
  }

  private static State overall(List<StatusPart> parts) {
    boolean down = parts.stream().anyMatch(part -> part.state() == State.DOWN);
    boolean degraded =
        parts.stream()
            .anyMatch(part -> part.state() == State.DEGRADED || part.state() == State.FAILING);
    return down ? State.DOWN : degraded ? State.DEGRADED : State.UP;
  }

  /** Only engine and database lost together may lose what came after the last flush (design 4). */
  private static boolean lossPossible(List<StatusPart> parts) {
    return isDown(parts, Kind.ENGINE) && isDown(parts, Kind.DATABASE);
  }

  private static boolean isDown(List<StatusPart> parts, Kind kind) {
    return parts.stream().anyMatch(part -> part.kind() == kind && part.state() == State.DOWN);
  }

  /**
   * How an installation is.
   *
   * @param installation its name
   * @param mode LOCAL or SERVER
   * @param state the worst of its parts: UP, DEGRADED or DOWN; what is dry counts as it should be
   * @param lossPossible whether engine and database are away together, so that what came after the
   *     last flush may be lost if both stay lost
   * @param parts what each part says
   */
  public record Report(
      String installation,
      String mode,
      State state,
      boolean lossPossible,
      List<StatusPart> parts) {}
}
