package dev.aceiro.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class CodepipelineStopExecutionTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void oneThatIsBeingStoppedAlreadyIsStopped() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var approved =
          hands.approved(hands.order("codepipeline.stop-execution", world.parameters(), false));
      world
          .proxy()
          .nextChange(
              new RecordingProxy.Answer(
                  400, "{\"__type\":\"DuplicatedStopRequestException\",\"message\":\"x\"}"));

      assertThat(hands.steps().apply(approved).outcome()).isEqualTo(Outcome.APPLIED);
    }
  }

  @Test
  void withoutANameItIsTheOnlyOneInProgress() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var order = hands.order("codepipeline.stop-execution", Params.of("pipeline", "p"), false);
      assertThat(hands.captured(order).target()).startsWith(PipelineBench.id(3));
      world.add("InProgress", "four", "");

      assertThat(hands.steps().capture(order).code()).isEqualTo("codepipeline.not-one-in-progress");
    }
  }

  private static final class World extends PipelineBench {
    World() {
      super(CodepipelineStopExecution::new);
      add("InProgress", "three", "");
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("pipeline", "p", "execution", id(3));
    }

    @Override
    public String state() {
      return executions.toString();
    }

    @Override
    public void sameByAnotherHand() {
      stop(id(3));
    }

    /** It ends by itself: there is nothing to stop any more. */
    @Override
    public void moved() {
      executions.replaceAll(
          one -> one.id().equals(id(3)) ? new Execution(id(3), "Failed", "three", "") : one);
    }

    @Override
    public boolean undoable() {
      return false;
    }
  }
}
