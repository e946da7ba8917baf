package dev.aceiro.activities.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.wafv2.model.GetIpSetResponse;
import software.amazon.awssdk.services.wafv2.model.IPSet;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.RuleAction;
import software.amazon.awssdk.services.wafv2.model.WebACL;

/**
 * Puts addresses into an IP set that a rule goes by. Those that others put there meanwhile stay:
 * the list is read anew, and the update carries its lock token.
 */
abstract class WafAddresses extends AwsSettingHandler<WafAddresses.Target> {
  private static final String LISTED = "listed";
  private static final String ADDRESSES = "Addresses";
  private static final String LOCK = "LockToken";
  private static final String ID = "Id";
  private static final int WIDE_4 = 16;
  private static final int WIDE_6 = 32;

  /** What its credentials must be allowed. */
  static final List<String> PERMISSIONS =
      List.of(
          "wafv2:ListIPSets",
          "wafv2:GetIPSet",
          "wafv2:ListWebACLs",
          "wafv2:GetWebACL",
          "wafv2:UpdateIPSet");

  /** Which addresses, into which set. */
  record Target(
      @Doc(
              value = "Name of the IP set.",
              example = "plooral-blocked",
              pattern = Waf.NAME,
              estate = "ip-set.name")
          String ipSet,
      @Doc(
              value = "Addresses or ranges.",
              example = "203.0.113.7, 198.51.100.0/24",
              pattern = "[0-9a-fA-F.:]+(/\\d{1,3})?(\\s*,\\s*[0-9a-fA-F.:]+(/\\d{1,3})?)*",
              maxLength = 2000)
          List<String> addresses,
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

    /** As WAF lists them: each with its length. */
    List<String> ranges() {
      return addresses.stream()
          .map(one -> one.contains("/") ? one : one + (one.contains(":") ? "/128" : "/32"))
          .toList();
    }
  }

  private final Predicate<RuleAction> does;
  private final String unused;

  WafAddresses(Aws aws, ActionType<Target> type, Predicate<RuleAction> does, String unused) {
    super(aws, type);
    this.does = does;
    this.unused = unused;
  }

  @Override
  protected Settings find(Target target) {
    Waf.Scope scope = Waf.scope(target.scope());
    GetIpSetResponse answer = Waf.ipSet(aws(), place(target), scope, target.ipSet());
    IPSet set = answer.ipSet();
    List<String> ranges = target.ranges();
    boolean six = "IPV6".equals(set.ipAddressVersionAsString());
    for (String range : ranges) {
      if (range.contains(":") != six) {
        throw new ActionRefusedException(
            "waf.other-ip-version",
            "address",
            range,
            "ipSet",
            target.ipSet(),
            "version",
            set.ipAddressVersionAsString());
      }
    }
    List<String> rules = rules(target, scope, set.arn());
    if (rules.isEmpty()) {
      throw new ActionRefusedException(unused, "ipSet", target.ipSet());
    }
    ObjectNode raw = Trees.of(set);
    raw.put(LOCK, answer.lockToken());
    Settings.Builder found =
        Settings.of(Waf.named(target.ipSet(), target.scope(), place(target)))
            .identity("ipSet", set.id())
            .fact("rules", Settings.list(rules))
            .fact("addresses", set.addresses().size())
            .raw(raw);
    ranges.stream().filter(set.addresses()::contains).forEach(range -> found.value(range, LISTED));
    List<String> wide = ranges.stream().filter(WafAddresses::wide).toList();
    if (!wide.isEmpty()) {
      found.fact("warning.wide-range", Settings.list(wide));
    }
    return found.build();
  }

  private static boolean wide(String range) {
    int length = Integer.parseInt(range.substring(range.indexOf('/') + 1));
    return length < (range.contains(":") ? WIDE_6 : WIDE_4);
  }

  /** The rules that do with these addresses what is meant to be done. */
  private List<String> rules(Target target, Waf.Scope scope, String set) {
    List<String> rules = new ArrayList<>();
    for (var summary : Waf.acls(aws(), place(target), scope)) {
      WebACL acl = Waf.acl(aws(), place(target), scope, summary).webACL();
      for (Rule rule : acl.rules()) {
        if (rule.action() != null
            && does.test(rule.action())
            && rule.statement() != null
            && rule.statement().ipSetReferenceStatement() != null
            && set.equals(rule.statement().ipSetReferenceStatement().arn())) {
          rules.add(acl.name() + "/" + rule.name());
        }
      }
    }
    return rules;
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    SortedMap<String, String> wanted = new TreeMap<>();
    target.ranges().forEach(range -> wanted.put(range, LISTED));
    return wanted;
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    TreeSet<String> addresses = new TreeSet<>();
    for (JsonNode address : now.raw().path(ADDRESSES)) {
      addresses.add(address.asText());
    }
    target.ranges().forEach(addresses::remove);
    addresses.addAll(values.keySet());
    write(
        Service.WAF,
        target,
        "wafv2:UpdateIPSet",
        waf ->
            waf.updateIPSet(
                r ->
                    r.name(target.ipSet())
                        .id(now.raw().path(ID).asText())
                        .scope(Waf.scope(target.scope()).name())
                        .addresses(addresses)
                        .lockToken(now.raw().path(LOCK).asText())));
  }

  @Override
  protected String named(Target target) {
    return Waf.named(target.ipSet(), target.scope(), imaginedPlace(target));
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "wafv2:UpdateIPSet {\"IPSet\":\"%s\",\"added\":\"%s\"}"
        .formatted(target.ipSet(), String.join(",", values.keySet()));
  }
}
