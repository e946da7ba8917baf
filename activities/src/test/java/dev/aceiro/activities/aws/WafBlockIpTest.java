package dev.aceiro.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.OrderKind;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.containment.StepResult;
import dev.aceiro.workflows.incident.Params;
import java.time.Instant;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class WafBlockIpTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void whatOthersHaveListedMeanwhileStays() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var approved = hands.approved(hands.order("waf.block-ip", world.parameters(), false));
      world.put("198.51.100.9/32");
      hands.steps().apply(approved);
      world.put("198.51.100.10/32");
      hands
          .steps()
          .undo(
              Hands.as(OrderKind.UNDO, approved, approved.digest(), Instant.now().plusSeconds(60)));

      assertThat(world.addresses())
          .containsExactly("192.0.2.1/32", "198.51.100.10/32", "198.51.100.9/32");
    }
  }

  @Test
  void aSetByWhichNobodyBlocksIsRefused() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      world.make(world.name + "-unused");
      StepResult result =
          hands
              .steps()
              .capture(
                  hands.order(
                      "waf.block-ip",
                      Params.of(
                          "ipSet",
                          world.name + "-unused",
                          "addresses",
                          "203.0.113.7",
                          "scope",
                          "REGIONAL"),
                      false));

      assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(result.code()).isEqualTo("waf.no-rule-blocks");
    }
  }

  @Test
  void aWideRangeIsWarnedOfAndAnotherVersionRefused() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      assertThat(hands.captured(hands.order("waf.block-ip", world.of("10.0.0.0/8"), false)).facts())
          .containsEntry("warning.wide-range", "10.0.0.0/8")
          .containsEntry("rules", world.name + "/block");
      assertThat(
              hands
                  .steps()
                  .capture(hands.order("waf.block-ip", world.of("2001:db8::1"), false))
                  .code())
          .isEqualTo("waf.other-ip-version");
    }
  }

  private static final class World extends WafBench {
    World() {
      super(WafBlockIp::new);
    }

    private SortedMap<String, String> of(String addresses) {
      return Params.of("ipSet", name, "addresses", addresses, "scope", "REGIONAL");
    }

    @Override
    public SortedMap<String, String> parameters() {
      return of("203.0.113.7, 198.51.100.0/24");
    }

    @Override
    public String state() {
      return addresses().toString();
    }

    @Override
    public void sameByAnotherHand() {
      put("203.0.113.7/32");
      put("198.51.100.0/24");
    }

    @Override
    public void moved() {
      put("203.0.113.7/32");
    }
  }
}
