package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;

class LambdaDisableTriggerTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends LambdaWorld {
    World() {
      super(LambdaDisableTrigger::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("function", name);
    }

    @Override
    public String state() {
      return lambda.getEventSourceMapping(r -> r.uuid(trigger)).state();
    }

    @Override
    public void sameByAnotherHand() {
      lambda.updateEventSourceMapping(r -> r.uuid(trigger).enabled(false));
    }

    @Override
    public void moved() {
      sameByAnotherHand();
    }
  }
}
