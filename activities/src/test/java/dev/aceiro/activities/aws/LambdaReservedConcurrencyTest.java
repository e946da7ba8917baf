package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;

class LambdaReservedConcurrencyTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends LambdaWorld {
    World() {
      super(LambdaReservedConcurrency::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("function", name, "concurrency", "0");
    }

    @Override
    public String state() {
      return String.valueOf(
          lambda.getFunctionConcurrency(r -> r.functionName(name)).reservedConcurrentExecutions());
    }

    @Override
    public void sameByAnotherHand() {
      lambda.putFunctionConcurrency(r -> r.functionName(name).reservedConcurrentExecutions(0));
    }

    @Override
    public void moved() {
      lambda.putFunctionConcurrency(r -> r.functionName(name).reservedConcurrentExecutions(9));
    }
  }
}
