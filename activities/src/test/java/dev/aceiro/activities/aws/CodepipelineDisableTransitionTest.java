package dev.aceiro.activities.aws;

import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;

class CodepipelineDisableTransitionTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends PipelineBench {
    World() {
      super(CodepipelineDisableTransition::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("pipeline", "p", "stage", "Deploy");
    }

    @Override
    public String state() {
      return disabled.isEmpty() ? "enabled" : "disabled";
    }

    @Override
    public void sameByAnotherHand() {
      disabled = "by hand";
    }

    /** The stage has gone from the pipeline. */
    @Override
    public void moved() {
      proxy()
          .serve(
              "GetPipelineState",
              body ->
                  new RecordingProxy.Answer(200, "{\"pipelineName\":\"p\",\"stageStates\":[]}"));
    }
  }
}
