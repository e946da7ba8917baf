package dev.aceiro.web.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.kill.KillPlan.Kill;
import dev.aceiro.web.kill.KillPlan.Victim;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KillPlanTest {
  private static final List<Victim> ALL = List.of(Victim.values());

  @Test
  void theSameSeedMakesTheSamePlan() {
    assertThat(KillPlan.of(7, 32, ALL)).isEqualTo(KillPlan.of(7, 32, ALL));
    assertThat(KillPlan.of(7, 32, ALL)).isNotEqualTo(KillPlan.of(8, 32, ALL));
  }

  @Test
  void halfOfTheKillsWaitForAMomentAndEachMomentComes() {
    KillPlan plan = KillPlan.of(1, 32, ALL);

    assertThat(plan.triggered()).isEqualTo(16);
    assertThat(plan.kills()).extracting(Kill::moment).contains(Moment.values());
  }

  @Test
  void everybodyIsKilled() {
    for (long seed = 0; seed < 50; seed++) {
      for (Victim victim : ALL) {
        assertThat(KillPlan.of(seed, 32, ALL).kills())
            .as("seed %d", seed)
            .filteredOn(kill -> kill.victims().contains(victim))
            .hasSizeGreaterThan(4);
      }
    }
  }

  @Test
  void onlyThoseAreKilledWhoAreThere() {
    List<Victim> two = List.of(Victim.APPLICATION, Victim.POSTGRES);

    assertThat(KillPlan.of(3, 30, two).kills()).flatExtracting(Kill::victims).isSubsetOf(two);
  }

  @Test
  void aPlanIsPrintedKillByKill() {
    String printed = KillPlan.of(5, 30, ALL).toString();

    assertThat(Arrays.asList(printed.split("\n"))).hasSize(31);
    assertThat(printed).startsWith("Kill plan, seed 5").contains("#30");
  }
}
