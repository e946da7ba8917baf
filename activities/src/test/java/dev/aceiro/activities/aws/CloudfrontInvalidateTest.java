package dev.aceiro.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.Capture;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.containment.StepResult;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class CloudfrontInvalidateTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void theWholeCacheIsDisruptiveAndWarnedOf() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      Capture all =
          hands.captured(
              hands.order(
                  "cloudfront.invalidate",
                  Params.of("distribution", world.id, "paths", "/*"),
                  false));
      Capture few = hands.captured(hands.order("cloudfront.invalidate", world.parameters(), false));

      assertThat(all.risk()).isEqualTo(Risk.DISRUPTIVE);
      assertThat(all.facts()).containsEntry("warning.whole-cache", "/*");
      assertThat(few.risk()).isEqualTo(Risk.SAFE);
    }
  }

  @Test
  void aDistributionThatIsNotThereIsRefused() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      StepResult result =
          hands
              .steps()
              .capture(
                  hands.order(
                      "cloudfront.invalidate",
                      Params.of("distribution", "nothing", "paths", "/a"),
                      false));

      assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(result.code()).isEqualTo("cloudfront.not-one-distribution");
    }
  }

  private static final class World extends CloudfrontBench {
    World() {
      super(CloudfrontInvalidate::new);
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("distribution", name, "paths", "/index.html, /assets/*");
    }

    @Override
    public String state() {
      return cloudfront
              .listInvalidations(r -> r.distributionId(id))
              .invalidationList()
              .items()
              .size()
          + " invalidations";
    }

    @Override
    public void sameByAnotherHand() {
      cloudfront.createInvalidation(
          r ->
              r.distributionId(id)
                  .invalidationBatch(
                      batch ->
                          batch
                              .callerReference("by hand")
                              .paths(p -> p.items("/index.html", "/assets/*").quantity(2))));
    }

    @Override
    public void moved() {
      sameByAnotherHand();
    }

    /** One more is always possible: what was approved is seen again before. */
    @Override
    public boolean absolute() {
      return false;
    }

    @Override
    public boolean undoable() {
      return false;
    }
  }
}
