package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;

class LambdaUpdateAliasTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends LambdaWorld {
    World() {
      super(LambdaUpdateAlias::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("function", name, "alias", "LIVE", "version", "2");
    }

    @Override
    public String state() {
      var alias = lambda.getAlias(r -> r.functionName(name).name("LIVE"));
      var routing = alias.routingConfig();
      return alias.functionVersion()
          + (routing == null ? "{}" : routing.additionalVersionWeights());
    }

    @Override
    public void sameByAnotherHand() {
      to("2");
    }

    @Override
    public void moved() {
      to("1");
    }

    private void to(String version) {
      lambda.updateAlias(r -> r.functionName(name).name("LIVE").functionVersion(version));
    }
  }
}
