package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;

class LambdaConfigureTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends LambdaWorld {
    World() {
      super(LambdaConfigure::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("function", name, "timeout", "60", "memory", "512");
    }

    @Override
    public String planted() {
      return SECRET;
    }

    @Override
    public String state() {
      var now = lambda.getFunctionConfiguration(r -> r.functionName(name));
      return now.timeout() + " " + now.memorySize() + " " + now.environment();
    }

    @Override
    public void sameByAnotherHand() {
      lambda.updateFunctionConfiguration(r -> r.functionName(name).timeout(60).memorySize(512));
    }

    @Override
    public void moved() {
      lambda.updateFunctionConfiguration(r -> r.functionName(name).timeout(90));
    }
  }
}
