package dev.aceiro.web.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.incident.Body;
import dev.aceiro.workflows.incident.Script;
import dev.aceiro.workflows.incident.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules address roles: whoever holds two is told for each, by the rules of each. */
class OnePersonInTwoRolesTest {
  private static final Script SCRIPT =
      new Script(
          "P0",
          "api-errors",
          Instant.parse("2026-03-10T06:00:00Z"),
          List.of(),
          List.of(
              new Script.Decided(Duration.ofMinutes(5), "acknowledge", Body.empty()),
              new Script.Flagged(Duration.ofMinutes(40), "BUSINESS_IMPACT")),
          Duration.ofHours(3));

  private final Profile each = ProfileFolders.plooral().load();
  private final Profile both =
      ProfileFolders.plooral()
          .replace(
              "contacts.yaml",
              "{person: eng-manager, name: Engineering Manager, email: eng-manager@plooral.com}",
              "{person: platform-lead, name: Platform Lead, email: platform-lead@plooral.com}")
          .load();

  @Test
  void nothingIsLostAndNothingIsAdded() {
    assertThat(firings(both)).isEqualTo(firings(each));
  }

  @Test
  void eachRoleIsToldOnceAtItsTime() {
    assertThat(firings(both))
        .filteredOn(firing -> firing.kind().equals("ESCALATION"))
        .extracting(firing -> firing.to().getFirst() + " " + firing.offset())
        .containsExactly("platform-lead PT30M", "engineering-manager PT1H");
    assertThat(firings(both))
        .filteredOn(firing -> firing.kind().equals("NOTIFY"))
        .flatExtracting(Simulation.Firing::to)
        .containsExactlyInAnyOrder("prod-alerts", "engineering-manager", "platform-lead");
  }

  private static List<Simulation.Firing> firings(Profile profile) {
    return Simulation.run(profile.plan(), profile.catalogue(), SCRIPT).firings();
  }
}
