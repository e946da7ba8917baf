package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

class EventsDisableRuleTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends AwsBench {
    private final EventBridgeClient events = witness(Service.EVENTS);

    World() {
      super(EventsDisableRule::new);
      events.putRule(r -> r.name(name).scheduleExpression("rate(1 hour)"));
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("rule", name);
    }

    @Override
    public String state() {
      return events.describeRule(r -> r.name(name)).stateAsString();
    }

    @Override
    public void sameByAnotherHand() {
      events.disableRule(r -> r.name(name));
    }

    @Override
    public void moved() {
      events.putRule(r -> r.name(name).scheduleExpression("rate(2 hours)"));
    }
  }
}
