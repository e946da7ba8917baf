package dev.aceiro.workflows.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.PlooralPlan;
import dev.aceiro.workflows.policy.Deadline.Kind;
import dev.aceiro.workflows.postmortem.Postmortem;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MissedClocksTest {
  private static final Instant START = Instant.parse("2026-03-10T06:00:00Z");

  @Test
  void aClockThatWasMissedBeforeResolutionIsNotMissedAgainAfterIt() {
    List<String> before = misses(Stage.CONTAIN, null);

    assertThat(before).contains("missed:notify|1|" + START + "|role:on-call");
    assertThat(misses(Stage.POST_MORTEM, START.plusSeconds(7200)))
        .containsAll(before.stream().filter(id -> id.startsWith("missed:notify")).toList())
        .noneMatch(id -> id.startsWith("missed:notify") && !id.endsWith("role:on-call"));
  }

  private static List<String> misses(Stage stage, @Nullable Instant resolvedAt) {
    Facts facts =
        new Facts(
            "P0",
            null,
            stage,
            1,
            START,
            null,
            START,
            START,
            START,
            null,
            null,
            resolvedAt,
            resolvedAt != null,
            new TreeMap<>(),
            Postmortem.none(),
            new TreeMap<>(),
            new TreeMap<>(),
            START,
            "P0",
            null,
            List.of(),
            List.of(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            false);
    return Agenda.plan(PlooralPlan.plan(), facts).stream()
        .filter(deadline -> deadline.kind() == Kind.MISS)
        .map(deadline -> deadline.id().text())
        .toList();
  }
}
