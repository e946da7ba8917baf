package dev.aceiro.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.RecordingProxy;
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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.wafv2.model.Rule;

class WafRuleToCountTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void aRuleGroupCountsAsAWholeAndIsGivenBackItsOwnActions() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      String before = world.state();
      var order = hands.order("waf.rule-to-count", world.rule("group"), false);
      var approved = hands.approved(order);
      hands.steps().apply(approved);
      assertThat(world.state()).isEqualTo("block=Block,allow=Allow,group=Count");
      hands
          .steps()
          .undo(
              Hands.as(OrderKind.UNDO, approved, approved.digest(), Instant.now().plusSeconds(60)));

      assertThat(world.state()).isEqualTo(before);
    }
  }

  /** moto knows no managed groups; the answer is in WAF's form. */
  @Test
  void oneRuleOfAGroupCountsAloneAndANameThatTheGroupLacksIsRefused() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      world
          .proxy()
          .serve(
              "DescribeManagedRuleGroup",
              body ->
                  new RecordingProxy.Answer(
                      200, "{\"Capacity\":700,\"Rules\":[{\"Name\":\"SizeRestrictions_BODY\"}]}"));
      var unknown = world.rule("group");
      unknown.put("groupRule", "Sizerestrictions");
      var one = world.rule("group");
      one.put("groupRule", "SizeRestrictions_BODY");
      var approved = hands.approved(hands.order("waf.rule-to-count", one, false));
      hands.steps().apply(approved);

      assertThat(world.overrides()).isEqualTo("SizeRestrictions_BODY");
      assertThat(world.state()).endsWith("group=None");
      assertThat(hands.steps().capture(hands.order("waf.rule-to-count", one, false)).outcome())
          .isEqualTo(Outcome.ALREADY);
      hands
          .steps()
          .undo(
              Hands.as(OrderKind.UNDO, approved, approved.digest(), Instant.now().plusSeconds(60)));
      assertThat(world.overrides()).isEmpty();
      assertThat(hands.steps().capture(hands.order("waf.rule-to-count", unknown, false)).params())
          .containsEntry("rules", "SizeRestrictions_BODY");
    }
  }

  @Test
  void whatTheUndoCouldNotRestoreIsSaidToBeSo() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      world.change(
          world.named("block").toBuilder()
              .action(a -> a.block(b -> b.customResponse(c -> c.responseCode(429))))
              .build());
      var capture = hands.captured(hands.order("waf.rule-to-count", world.parameters(), false));

      assertThat(capture.undoable()).isFalse();
      assertThat(capture.facts()).containsKey("warning.custom-response");
    }
  }

  @Test
  void aRuleThatIsNotThereIsRefusedWithThoseThatAre() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      StepResult result =
          hands.steps().capture(hands.order("waf.rule-to-count", world.rule("other"), false));

      assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(result.params()).containsEntry("rules", "allow,block,group");
    }
  }

  private static final class World extends WafBench {
    World() {
      super(WafRuleToCount::new);
    }

    private SortedMap<String, String> rule(String rule) {
      return Params.of("webAcl", name, "rule", rule, "scope", "REGIONAL");
    }

    private Rule named(String rule) {
      return acl().rules().stream().filter(r -> r.name().equals(rule)).findFirst().orElseThrow();
    }

    /** The rules of the group that count in the place of what they say. */
    private String overrides() {
      return named("group").statement().managedRuleGroupStatement().ruleActionOverrides().stream()
          .filter(one -> one.actionToUse().count() != null)
          .map(one -> one.name())
          .collect(Collectors.joining(","));
    }

    @Override
    public SortedMap<String, String> parameters() {
      return rule("block");
    }

    @Override
    public String state() {
      return acl().rules().stream()
          .map(rule -> rule.name() + "=" + action(rule))
          .collect(Collectors.joining(","));
    }

    private static String action(Rule rule) {
      if (rule.overrideAction() != null) {
        return rule.overrideAction().count() == null ? "None" : "Count";
      }
      return rule.action().block() != null
          ? "Block"
          : rule.action().allow() != null ? "Allow" : "Count";
    }

    @Override
    public void sameByAnotherHand() {
      change(named("block").toBuilder().action(a -> a.count(c -> {})).build());
    }

    @Override
    public void moved() {
      change(named("block").toBuilder().action(a -> a.captcha(c -> {})).build());
    }
  }
}
