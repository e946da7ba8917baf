package dev.aceiro.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.StepResult;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class CodepipelineRollbackStageTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void theTargetIsTheLatestThatSucceededBeforeThePresentOneAndNoRollBack() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      world.add("Failed", "three", "");
      world.add("Succeeded", "one", PipelineBench.id(1));
      var capture =
          hands.captured(hands.order("codepipeline.rollback-stage", world.parameters(), false));

      assertThat(capture.facts().get("call")).contains(PipelineBench.id(2));
      assertThat(capture.facts()).containsEntry("targetRevision", "Source two");
    }
  }

  @Test
  void aStageThatCannotBeRolledBackNamesTheOtherWay() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var approved =
          hands.approved(hands.order("codepipeline.rollback-stage", world.parameters(), false));
      world
          .proxy()
          .nextChange(
              new RecordingProxy.Answer(
                  400, "{\"__type\":\"UnableToRollbackStageException\",\"message\":\"source\"}"));
      StepResult result = hands.steps().apply(approved);

      assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(result.code()).isEqualTo("codepipeline.cannot-roll-back");
    }
  }

  @Test
  void anExecutionThatNeverSucceededThereIsRefused() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var result =
          hands
              .steps()
              .capture(
                  hands.order(
                      "codepipeline.rollback-stage",
                      Params.of(
                          "pipeline", "p", "stage", "Deploy", "execution", PipelineBench.id(9)),
                      false));

      assertThat(result.code()).isEqualTo("codepipeline.no-target");
    }
  }

  private static final class World extends PipelineBench {
    World() {
      super(CodepipelineRollbackStage::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("pipeline", "p", "stage", "Deploy");
    }

    @Override
    public String state() {
      return executions.toString();
    }

    @Override
    public void sameByAnotherHand() {
      add("Succeeded", "one", id(1));
    }

    @Override
    public void moved() {
      add("Succeeded", "three", "");
    }

    @Override
    public boolean undoable() {
      return false;
    }
  }
}
