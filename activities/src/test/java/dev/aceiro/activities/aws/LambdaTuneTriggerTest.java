package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;

class LambdaTuneTriggerTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends LambdaWorld {
    World() {
      super(LambdaTuneTrigger::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("function", name, "batchSize", "5");
    }

    @Override
    public String state() {
      return lambda.getEventSourceMapping(r -> r.uuid(trigger)).batchSize().toString();
    }

    @Override
    public void sameByAnotherHand() {
      lambda.updateEventSourceMapping(r -> r.uuid(trigger).batchSize(5));
    }

    @Override
    public void moved() {
      lambda.updateEventSourceMapping(r -> r.uuid(trigger).batchSize(7));
    }
  }
}
