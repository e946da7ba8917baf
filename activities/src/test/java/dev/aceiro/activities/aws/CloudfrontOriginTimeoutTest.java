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
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.Origin;

/** moto takes any entity tag; that AWS does not is played here. */
class CloudfrontOriginTimeoutTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void aConfigurationThatIsNotTheOneThatWasReadIsNotReplaced() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var approved =
          hands.approved(hands.order("cloudfront.origin-timeout", world.parameters(), false));
      world
          .proxy()
          .nextChange(
              new RecordingProxy.Answer(412, AwsBench.xmlError("PreconditionFailed").body()));
      StepResult result = hands.steps().apply(approved);

      assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(result.params()).containsEntry("error", "PreconditionFailed");
    }
  }

  private static final class World extends CloudfrontBench {
    World() {
      super(CloudfrontOriginTimeout::new);
    }

    private void put(int seconds) {
      GetDistributionConfigResponse now = cloudfront.getDistributionConfig(r -> r.id(id));
      DistributionConfig config = now.distributionConfig();
      Origin origin = config.origins().items().getFirst();
      cloudfront.updateDistribution(
          r ->
              r.id(id)
                  .ifMatch(now.eTag())
                  .distributionConfig(
                      config.toBuilder()
                          .origins(
                              o ->
                                  o.quantity(1)
                                      .items(
                                          origin.toBuilder()
                                              .customOriginConfig(
                                                  origin.customOriginConfig().toBuilder()
                                                      .originReadTimeout(seconds)
                                                      .build())
                                              .build()))
                          .build()));
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("distribution", id, "seconds", "60");
    }

    @Override
    public String state() {
      return cloudfront
          .getDistributionConfig(r -> r.id(id))
          .distributionConfig()
          .origins()
          .items()
          .getFirst()
          .customOriginConfig()
          .originReadTimeout()
          .toString();
    }

    @Override
    public void sameByAnotherHand() {
      put(60);
    }

    @Override
    public void moved() {
      put(45);
    }
  }
}
