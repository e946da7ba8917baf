package dev.aceiro.activities.railway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.IntegrationState;
import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.incident.Params;
import dev.aceiro.workflows.status.StatusPart;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class RailwayRestartTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void withoutATokenAPersonIsToldWhatThePlaybookSays() {
    RailwaySettings dry =
        new RailwaySettings(
            URI.create("https://railway.invalid/"),
            null,
            RailwaySettings.TokenKind.PROJECT,
            null,
            null,
            Map.of(),
            Map.of(),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1));
    IntegrationState state =
        new IntegrationState("railway", StatusPart.Kind.TARGET, false, InstantSource.system());
    try (TestDatabase database = TestDatabase.fresh();
        RailwayApi api = new RailwayApi(dry, state);
        Hands hands = new Hands(database, new RailwayRestart(new Railway(dry, api)))) {
      var order =
          hands.order(
              "railway.restart",
              Params.of("service", "backend", "instruction", "Restart it in the panel."),
              false);
      var result = hands.steps().apply(hands.approved(order));

      assertThat(result.outcome()).isEqualTo(Outcome.WITH_PERSON);
      assertThat(result.params())
          .containsEntry("instruction", "Restart it in the panel.")
          .containsEntry("call", "deploymentRestart(id: \"(the one that serves)\")");
    }
  }

  private static final class World extends RailwayBench {
    World() {
      super(RailwayRestart::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("service", "backend");
    }

    @Override
    public String state() {
      return world.live().get("statusUpdatedAt").toString();
    }

    @Override
    public void sameByAnotherHand() {
      world.restart(world.live().get("id").toString());
    }

    @Override
    public void moved() {
      world.deploy(GOOD);
    }

    @Override
    public boolean undoable() {
      return false;
    }
  }
}
