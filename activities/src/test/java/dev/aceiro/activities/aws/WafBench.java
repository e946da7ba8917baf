package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import software.amazon.awssdk.services.wafv2.model.IPAddressVersion;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.Scope;
import software.amazon.awssdk.services.wafv2.model.VisibilityConfig;
import software.amazon.awssdk.services.wafv2.model.WebACL;

/** A web ACL with a rule that blocks by an IP set, one that lets through, and a rule group. */
abstract class WafBench extends AwsBench {
  private static final VisibilityConfig VISIBLE =
      VisibilityConfig.builder()
          .metricName("m")
          .cloudWatchMetricsEnabled(true)
          .sampledRequestsEnabled(true)
          .build();

  final Wafv2Client waf = witness(Service.WAF);
  final String set;

  private final String acl;

  WafBench(Function<Aws, ActionHandler<?>> made) {
    super(made);
    set = make(name);
    String arn = arn(name);
    acl =
        waf.createWebACL(
                r ->
                    r.name(name)
                        .scope(Scope.REGIONAL)
                        .visibilityConfig(VISIBLE)
                        .defaultAction(d -> d.allow(a -> {}))
                        .rules(
                            rule("block", 1)
                                .action(a -> a.block(b -> {}))
                                .statement(s -> s.ipSetReferenceStatement(i -> i.arn(arn)))
                                .build(),
                            rule("allow", 2)
                                .action(a -> a.allow(b -> {}))
                                .statement(s -> s.ipSetReferenceStatement(i -> i.arn(arn)))
                                .build(),
                            rule("group", 3)
                                .overrideAction(o -> o.none(n -> {}))
                                .statement(
                                    s ->
                                        s.managedRuleGroupStatement(
                                            g ->
                                                g.vendorName("AWS")
                                                    .name("AWSManagedRulesCommonRuleSet")))
                                .build()))
            .summary()
            .id();
  }

  private static Rule.Builder rule(String name, int priority) {
    return Rule.builder().name(name).priority(priority).visibilityConfig(VISIBLE);
  }

  /** A new IP set with one address. */
  final String make(String called) {
    return waf.createIPSet(
            r ->
                r.name(called)
                    .scope(Scope.REGIONAL)
                    .ipAddressVersion(IPAddressVersion.IPV4)
                    .addresses("192.0.2.1/32"))
        .summary()
        .id();
  }

  private String arn(String called) {
    return waf.listIPSets(r -> r.scope(Scope.REGIONAL)).ipSets().stream()
        .filter(one -> called.equals(one.name()))
        .findFirst()
        .orElseThrow()
        .arn();
  }

  final List<String> addresses() {
    return waf
        .getIPSet(r -> r.name(name).id(set).scope(Scope.REGIONAL))
        .ipSet()
        .addresses()
        .stream()
        .sorted()
        .toList();
  }

  final void put(String address) {
    List<String> all = new ArrayList<>(addresses());
    all.add(address);
    String lock = waf.getIPSet(r -> r.name(name).id(set).scope(Scope.REGIONAL)).lockToken();
    waf.updateIPSet(r -> r.name(name).id(set).scope(Scope.REGIONAL).addresses(all).lockToken(lock));
  }

  final WebACL acl() {
    return waf.getWebACL(r -> r.name(name).id(acl).scope(Scope.REGIONAL)).webACL();
  }

  /** Another hand lets one rule do something else. */
  final void change(Rule changed) {
    WebACL now = acl();
    String lock = waf.getWebACL(r -> r.name(name).id(acl).scope(Scope.REGIONAL)).lockToken();
    waf.updateWebACL(
        r ->
            r.name(name)
                .id(acl)
                .scope(Scope.REGIONAL)
                .lockToken(lock)
                .defaultAction(now.defaultAction())
                .visibilityConfig(now.visibilityConfig())
                .rules(
                    now.rules().stream()
                        .map(rule -> rule.name().equals(changed.name()) ? changed : rule)
                        .toList()));
  }
}
