package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;

/**
 * Disables a rule of EventBridge, so that it starts nothing any more. Events that arrive meanwhile
 * are not kept: nothing runs for them later.
 */
@Component
final class EventsDisableRule extends AwsSettingHandler<EventsDisableRule.Target> {
  private static final String ENABLED = "enabled";

  /** Which rule. */
  record Target(
      @Doc(
              value = "Name of the rule.",
              example = "plooral-nightly",
              pattern = "[\\w.-]{1,64}",
              estate = "event-rule.name")
          String rule,
      @Doc(
              value = "Event bus; absent for the default one.",
              example = "orders",
              pattern = "[\\w./-]{1,256}")
          @Nullable String bus,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  EventsDisableRule(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "events.disable-rule",
            Target.class,
            Risk.REVERSIBLE,
            List.of("events:DescribeRule", "events:DisableRule", "events:EnableRule"),
            List.of("002 §1.1")));
  }

  @Override
  protected Settings find(Target target) {
    DescribeRuleResponse rule =
        read(
            Service.EVENTS,
            target,
            "events:DescribeRule",
            events -> events.describeRule(r -> r.name(target.rule()).eventBusName(target.bus())));
    return Settings.of(rule.arn())
        .value(ENABLED, rule.stateAsString().startsWith("ENABLED"))
        .identity("pattern", rule.eventPattern())
        .identity("schedule", rule.scheduleExpression())
        .fact("warning.events-are-not-kept", rule.name())
        .raw(Trees.of(rule))
        .build();
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    return Settings.values(ENABLED, "false");
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    if ("true".equals(values.get(ENABLED))) {
      write(
          Service.EVENTS,
          target,
          "events:EnableRule",
          events -> events.enableRule(r -> r.name(target.rule()).eventBusName(target.bus())));
    } else {
      write(
          Service.EVENTS,
          target,
          "events:DisableRule",
          events -> events.disableRule(r -> r.name(target.rule()).eventBusName(target.bus())));
    }
  }

  @Override
  protected String named(Target target) {
    return target.rule() + " (" + imaginedPlace(target) + ")";
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "events:DisableRule {\"Name\":\"%s\"}".formatted(target.rule());
  }

  @Override
  protected String byHand(Target target, SortedMap<String, String> values) {
    return "aws events disable-rule%s --name %s"
        .formatted(imaginedPlace(target).option(), target.rule());
  }
}
