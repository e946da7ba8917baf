package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;

class CodepipelineStartTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends PipelineBench {
    World() {
      super(CodepipelineStart::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("pipeline", "p", "revision", "one");
    }

    @Override
    public String state() {
      return executions.toString();
    }

    @Override
    public void sameByAnotherHand() {
      add("Succeeded", "one", "");
    }

    @Override
    public void moved() {
      add("InProgress", "three", "");
    }

    @Override
    public boolean undoable() {
      return false;
    }
  }
}
