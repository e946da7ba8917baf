package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.wafv2.model.CountAction;
import software.amazon.awssdk.services.wafv2.model.GetWebAclResponse;
import software.amazon.awssdk.services.wafv2.model.ManagedRuleGroupStatement;
import software.amazon.awssdk.services.wafv2.model.NoneAction;
import software.amazon.awssdk.services.wafv2.model.OverrideAction;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.RuleAction;
import software.amazon.awssdk.services.wafv2.model.RuleActionOverride;
import software.amazon.awssdk.services.wafv2.model.RuleGroupReferenceStatement;
import software.amazon.awssdk.services.wafv2.model.RuleSummary;
import software.amazon.awssdk.services.wafv2.model.Statement;
import software.amazon.awssdk.services.wafv2.model.WebACL;

/**
 * Lets a rule of a web ACL only count what it would stop. The call replaces everything in the ACL
 * that can be changed, and only the one that was read: it carries its lock token.
 */
@Component
final class WafRuleToCount extends AwsSettingHandler<WafRuleToCount.Target> {
  private static final String ACTION = "action";
  private static final String COUNT = "Count";

  /** The rules of a rule group do what each of them says. */
  private static final String GROUP = "None";

  private static final String LOCK = "lock";
  private static final String CUSTOM = "warning.custom-response";

  /** Which rule of which web ACL. */
  record Target(
      @Doc(
              value = "Name of the web ACL.",
              example = "plooral-web",
              pattern = Waf.NAME,
              estate = "web-acl.name")
          String webAcl,
      @Doc(
              value = "Name of the rule in it; a rule group counts as one rule.",
              example = "AWS-AWSManagedRulesCommonRuleSet",
              pattern = Waf.NAME)
          String rule,
      @Doc(
              value = "The one rule of the rule group that is meant; absent for all of the group.",
              example = "SizeRestrictions_BODY",
              pattern = Waf.NAME)
          @Nullable String groupRule,
      @Doc(value = Waf.SCOPE, example = "REGIONAL") Waf.@Nullable Scope scope,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {
    @Override
    public @Nullable String region() {
      return Waf.region(scope, region);
    }

    String named() {
      return groupRule == null ? rule : rule + "/" + groupRule;
    }
  }

  WafRuleToCount(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "waf.rule-to-count",
            Target.class,
            Risk.REVERSIBLE,
            List.of(
                "wafv2:ListWebACLs",
                "wafv2:GetWebACL",
                "wafv2:DescribeManagedRuleGroup",
                "wafv2:GetRuleGroup",
                "wafv2:UpdateWebACL"),
            List.of("002 §1.1", "002 §4.2.2")));
  }

  @Override
  protected Settings find(Target target) {
    GetWebAclResponse now = acl(target);
    Rule rule = rule(now.webACL(), target);
    Settings.Builder found =
        Settings.of(
                target.named() + " of " + Waf.named(target.webAcl(), target.scope(), place(target)))
            .value(ACTION, action(target, rule))
            .identity("webAcl", now.webACL().arn())
            .identity(LOCK, now.lockToken())
            .fact("warning.weakens-protection", target.named())
            .raw(Trees.of(now.webACL()));
    if (custom(target, rule)) {
      found.fact(CUSTOM, target.named());
    }
    return found.build();
  }

  private GetWebAclResponse acl(Target target) {
    return Waf.acl(aws(), place(target), Waf.scope(target.scope()), target.webAcl());
  }

  private static Rule rule(WebACL acl, Target target) {
    return acl.rules().stream()
        .filter(rule -> target.rule().equals(rule.name()))
        .findFirst()
        .orElseThrow(
            () ->
                new ActionRefusedException(
                    "waf.no-rule",
                    "rule",
                    target.rule(),
                    "rules",
                    Settings.list(acl.rules().stream().map(Rule::name).toList())));
  }

  /** What the rule does; of one rule of a group, what it does in the place of what it says. */
  private String action(Target target, Rule rule) {
    if (target.groupRule() != null) {
      refuseUnknown(target, rule);
      RuleAction instead = instead(target, rule);
      return instead == null ? GROUP : name(instead);
    }
    OverrideAction group = rule.overrideAction();
    if (group != null) {
      return group.count() == null ? GROUP : COUNT;
    }
    return name(rule.action());
  }

  private static List<RuleActionOverride> overrides(Rule rule) {
    ManagedRuleGroupStatement managed = rule.statement().managedRuleGroupStatement();
    RuleGroupReferenceStatement own = rule.statement().ruleGroupReferenceStatement();
    return managed != null
        ? managed.ruleActionOverrides()
        : own != null ? own.ruleActionOverrides() : List.of();
  }

  private static @Nullable RuleAction instead(Target target, Rule rule) {
    return overrides(rule).stream()
        .filter(override -> override.name().equals(target.groupRule()))
        .map(RuleActionOverride::actionToUse)
        .findFirst()
        .orElse(null);
  }

  /** WAF takes any name here and ignores one that the group does not have. */
  private void refuseUnknown(Target target, Rule rule) {
    List<String> names = namesIn(target, rule);
    String meant = target.groupRule();
    if (meant != null && !names.contains(meant)) {
      throw new ActionRefusedException(
          "waf.no-rule", "rule", target.named(), "rules", Settings.list(names));
    }
  }

  private List<String> namesIn(Target target, Rule rule) {
    ManagedRuleGroupStatement managed = rule.statement().managedRuleGroupStatement();
    RuleGroupReferenceStatement own = rule.statement().ruleGroupReferenceStatement();
    if (managed != null) {
      return read(
              Service.WAF,
              target,
              "wafv2:DescribeManagedRuleGroup",
              waf ->
                  waf.describeManagedRuleGroup(
                      r ->
                          r.vendorName(managed.vendorName())
                              .name(managed.name())
                              .versionName(managed.version())
                              .scope(Waf.scope(target.scope()).name())))
          .rules()
          .stream()
          .map(RuleSummary::name)
          .toList();
    }
    return own == null
        ? List.of()
        : read(
                Service.WAF,
                target,
                "wafv2:GetRuleGroup",
                waf -> waf.getRuleGroup(r -> r.arn(own.arn())))
            .ruleGroup()
            .rules()
            .stream()
            .map(Rule::name)
            .toList();
  }

  private static String name(RuleAction action) {
    if (action.block() != null) {
      return "Block";
    }
    if (action.allow() != null) {
      return "Allow";
    }
    if (action.captcha() != null) {
      return "Captcha";
    }
    return action.challenge() == null ? COUNT : "Challenge";
  }

  /** Whether its action says more than its name, which the undo could not restore. */
  private static boolean custom(Target target, Rule rule) {
    RuleAction action = target.groupRule() == null ? rule.action() : instead(target, rule);
    return action != null && !action.equals(plain(name(action)));
  }

  private static RuleAction plain(String action) {
    RuleAction.Builder plain = RuleAction.builder();
    return switch (action) {
      case "Block" -> plain.block(block -> {}).build();
      case "Allow" -> plain.allow(allow -> {}).build();
      case "Captcha" -> plain.captcha(captcha -> {}).build();
      case "Challenge" -> plain.challenge(challenge -> {}).build();
      default -> plain.count(count -> {}).build();
    };
  }

  @Override
  protected boolean undoable(Target target, Settings found) {
    return !found.facts().containsKey(CUSTOM);
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    return Settings.values(ACTION, COUNT);
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    WebACL acl = acl(target).webACL();
    String action = values.getOrDefault(ACTION, COUNT);
    List<Rule> rules =
        acl.rules().stream()
            .map(rule -> target.rule().equals(rule.name()) ? with(target, rule, action) : rule)
            .toList();
    write(
        Service.WAF,
        target,
        "wafv2:UpdateWebACL",
        waf ->
            waf.updateWebACL(
                r ->
                    r.name(acl.name())
                        .id(acl.id())
                        .scope(Waf.scope(target.scope()).name())
                        .lockToken(now.identity().get(LOCK))
                        .rules(rules)
                        .defaultAction(acl.defaultAction())
                        .visibilityConfig(acl.visibilityConfig())
                        .description(blankToNull(acl.description()))
                        .customResponseBodies(
                            acl.hasCustomResponseBodies() ? acl.customResponseBodies() : null)
                        .captchaConfig(acl.captchaConfig())
                        .challengeConfig(acl.challengeConfig())
                        .tokenDomains(acl.hasTokenDomains() ? acl.tokenDomains() : null)
                        .associationConfig(acl.associationConfig())
                        .dataProtectionConfig(acl.dataProtectionConfig())
                        .onSourceDDoSProtectionConfig(acl.onSourceDDoSProtectionConfig())
                        .applicationConfig(acl.applicationConfig())));
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private static Rule with(Target target, Rule rule, String action) {
    String one = target.groupRule();
    if (one != null) {
      return withOne(rule, one, action);
    }
    if (rule.overrideAction() == null) {
      return rule.toBuilder().action(plain(action)).build();
    }
    OverrideAction group =
        COUNT.equals(action)
            ? OverrideAction.builder().count(CountAction.builder().build()).build()
            : OverrideAction.builder().none(NoneAction.builder().build()).build();
    return rule.toBuilder().overrideAction(group).build();
  }

  private static Rule withOne(Rule rule, String one, String action) {
    List<RuleActionOverride> overrides =
        new ArrayList<>(
            overrides(rule).stream().filter(override -> !override.name().equals(one)).toList());
    if (!GROUP.equals(action)) {
      overrides.add(RuleActionOverride.builder().name(one).actionToUse(plain(action)).build());
    }
    Statement.Builder statement = rule.statement().toBuilder();
    ManagedRuleGroupStatement managed = rule.statement().managedRuleGroupStatement();
    RuleGroupReferenceStatement own = rule.statement().ruleGroupReferenceStatement();
    if (managed != null) {
      statement.managedRuleGroupStatement(
          managed.toBuilder().ruleActionOverrides(overrides).build());
    } else if (own != null) {
      statement.ruleGroupReferenceStatement(own.toBuilder().ruleActionOverrides(overrides).build());
    }
    return rule.toBuilder().statement(statement.build()).build();
  }

  @Override
  protected String named(Target target) {
    return target.named()
        + " of "
        + Waf.named(target.webAcl(), target.scope(), imaginedPlace(target));
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "wafv2:UpdateWebACL {\"WebACL\":\"%s\",\"rule\":\"%s\",\"action\":\"%s\"}"
        .formatted(target.webAcl(), target.named(), values.get(ACTION));
  }
}
