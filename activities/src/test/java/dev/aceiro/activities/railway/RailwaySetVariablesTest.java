package dev.aceiro.activities.railway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.incident.Params;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class RailwaySetVariablesTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void theOtherVariablesStayAndNoValueIsInAnythingThatPeopleSee() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var order = hands.order("railway.set-variables", world.parameters(), false);
      var capture = hands.captured(order);
      var applied = hands.steps().apply(hands.approved(order));

      assertThat(applied.outcome()).isEqualTo(Outcome.APPLIED);
      assertThat(world.world.variable("JWT_SECRET")).isEqualTo(RailwayBench.NEXT);
      assertThat(world.world.variable("OTHER")).isEqualTo("stays");
      assertThat(capture + hands.diff(order, capture) + applied)
          .doesNotContain(RailwayBench.NEXT, RailwayBench.FORMER);
    }
  }

  @Test
  void aVariableThatWasNotThereIsTakenAwayByTheUndo() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var order =
          hands.order(
              "railway.set-variables",
              Params.of("service", "backend", "variable", "ADDED", "newValue", "JWT_SECRET"),
              false);
      var approved = hands.approved(order);
      hands.steps().apply(approved);
      assertThat(world.world.variable("ADDED")).isEqualTo(RailwayBench.NEXT);

      var undo =
          Hands.as(
              OrderKind.UNDO,
              approved,
              approved.digest(),
              Instant.now().plus(Duration.ofMinutes(5)));
      assertThat(hands.steps().undo(undo).outcome()).isEqualTo(Outcome.UNDONE);
      assertThat(world.world.variable("ADDED")).isEqualTo("null");
    }
  }

  @Test
  void aValueThatTheResponderCannotFindIsRefused() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var order =
          hands.order(
              "railway.set-variables",
              Params.of("service", "backend", "variable", "OPENAI_API_KEY"),
              false);

      assertThat(hands.steps().capture(order).code()).isEqualTo("railway.no-secret");
    }
  }

  private static final class World extends RailwayBench {
    World() {
      super(RailwaySetVariables::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("service", "backend", "variable", "JWT_SECRET");
    }

    @Override
    public String state() {
      return world.variable("JWT_SECRET") + world.variable("OTHER");
    }

    @Override
    public void sameByAnotherHand() {
      world.set("JWT_SECRET", NEXT);
    }

    @Override
    public void moved() {
      world.set("JWT_SECRET", "something else");
    }

    @Override
    public String planted() {
      return FORMER;
    }
  }
}
