package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Settings;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** A rule of a security group that shall be there, or shall not. */
abstract class NetworkRule extends AwsSettingHandler<NetworkRule.Target> {
  private static final String ALLOWED = "allowed";
  private static final String ABSENT = "absent";
  private static final String DESCRIBED = ALLOWED + ": ";
  private static final String GROUP = "securityGroup";
  private static final String RULE = "rule";
  private static final String ALL = "-1";

  /** What its credentials must be allowed. */
  static final List<String> PERMISSIONS =
      List.of(
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSecurityGroupRules",
          "ec2:AuthorizeSecurityGroupIngress",
          "ec2:AuthorizeSecurityGroupEgress",
          "ec2:RevokeSecurityGroupIngress",
          "ec2:RevokeSecurityGroupEgress");

  /** Which way a rule lets through. */
  enum Direction {
    /** To what is in the group. */
    INGRESS,
    /** From what is in the group. */
    EGRESS
  }

  /** Which rule of which group. */
  record Target(
      @Doc(
              value = Network.GROUP,
              example = "challenge-02-rds",
              pattern = Network.GROUP_NAME,
              estate = "security-group.id|name")
          String securityGroup,
      @Doc(
              value = "INGRESS to what is in the group, or EGRESS from it; absent for INGRESS.",
              example = "INGRESS")
          @Nullable Direction direction,
      @Doc(
              value = "Protocol: tcp, udp, icmp, icmpv6, or all; absent for tcp.",
              example = "tcp",
              pattern = "tcp|udp|icmp|icmpv6|all")
          @Nullable String protocol,
      @Doc(
              value = "Port, or the first and the last one; absent for all.",
              example = "5432",
              pattern = "\\d{1,5}(-\\d{1,5})?")
          @Nullable String ports,
      @Doc(
              value = "Whom it lets through: an address range, a security group or a prefix list.",
              example = "10.0.0.0/16",
              pattern = "[0-9a-fA-F.:]+/\\d{1,3}|sg-[0-9a-f]{8,17}|pl-[0-9a-f]{8,17}")
          String peer,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {

    boolean egress() {
      return direction == Direction.EGRESS;
    }

    /** The protocol as EC2 has it. */
    String number() {
      return "all".equals(protocol) ? ALL : Objects.requireNonNullElse(protocol, "tcp");
    }

    @Nullable Integer from() {
      return port(0);
    }

    @Nullable Integer to() {
      return port(1);
    }

    private @Nullable Integer port(int which) {
      if (ports == null) {
        return number().equals("tcp") || number().equals("udp") ? which * 65535 : null;
      }
      String[] both = ports.split("-", -1);
      return Integer.valueOf(both[Math.min(which, both.length - 1)]);
    }

    String text() {
      return NetworkRule.text(egress(), number(), from(), to(), peer);
    }
  }

  private final boolean present;

  NetworkRule(Aws aws, ActionType<Target> type, boolean present) {
    super(aws, type);
    this.present = present;
  }

  /** A rule as people read it. */
  static String text(SecurityGroupRule rule) {
    String peer = rule.cidrIpv4();
    if (peer == null) {
      peer = rule.cidrIpv6();
    }
    if (peer == null) {
      peer = rule.prefixListId();
    }
    if (peer == null && rule.referencedGroupInfo() != null) {
      peer = rule.referencedGroupInfo().groupId();
    }
    return text(
        Boolean.TRUE.equals(rule.isEgress()),
        rule.ipProtocol(),
        rule.fromPort(),
        rule.toPort(),
        String.valueOf(peer));
  }

  private static String text(
      boolean egress, String protocol, @Nullable Integer from, @Nullable Integer to, String peer) {
    String ports =
        from == null || from < 0 ? "*" : from.equals(to) ? from.toString() : from + "-" + to;
    return String.join(
        " ",
        (egress ? Direction.EGRESS : Direction.INGRESS).name(),
        protocol.equals(ALL) ? "all" : protocol,
        ports,
        peer);
  }

  @Override
  protected Settings find(Target target) {
    SecurityGroup group = Network.group(aws(), place(target), target.securityGroup());
    Settings.Builder found =
        Settings.of(Network.named(group, place(target)))
            .value(target.text(), ABSENT)
            .identity(GROUP, group.groupId())
            .raw(Trees.of(group));
    if (!present) {
      found.fact(Network.FLOWS, Network.FLOWS_STAY);
    }
    Network.rules(aws(), place(target), group.groupId()).stream()
        .filter(rule -> text(rule).equals(target.text()))
        .findFirst()
        .ifPresent(
            rule ->
                found
                    .value(
                        target.text(),
                        rule.description() == null || rule.description().isEmpty()
                            ? ALLOWED
                            : DESCRIBED + rule.description())
                    .identity(RULE, rule.securityGroupRuleId()));
    return found.build();
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    String now = found.getOrDefault(target.text(), ABSENT);
    String wanted = present ? (now.equals(ABSENT) ? ALLOWED : now) : ABSENT;
    return Settings.values(target.text(), wanted);
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    String group = now.identity().getOrDefault(GROUP, "");
    String value = values.getOrDefault(target.text(), ABSENT);
    if (value.equals(ABSENT)) {
      revoke(target, group, now.identity().getOrDefault(RULE, ""));
      return;
    }
    IpPermission permission =
        permission(
            target, value.startsWith(DESCRIBED) ? value.substring(DESCRIBED.length()) : null);
    if (target.egress()) {
      write(
          Service.EC2,
          target,
          "ec2:AuthorizeSecurityGroupEgress",
          ec2 -> ec2.authorizeSecurityGroupEgress(r -> r.groupId(group).ipPermissions(permission)));
    } else {
      write(
          Service.EC2,
          target,
          "ec2:AuthorizeSecurityGroupIngress",
          ec2 ->
              ec2.authorizeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(permission)));
    }
  }

  private void revoke(Target target, String group, String rule) {
    if (target.egress()) {
      write(
          Service.EC2,
          target,
          "ec2:RevokeSecurityGroupEgress",
          ec2 -> ec2.revokeSecurityGroupEgress(r -> r.groupId(group).securityGroupRuleIds(rule)));
    } else {
      write(
          Service.EC2,
          target,
          "ec2:RevokeSecurityGroupIngress",
          ec2 -> ec2.revokeSecurityGroupIngress(r -> r.groupId(group).securityGroupRuleIds(rule)));
    }
  }

  private static IpPermission permission(Target target, @Nullable String description) {
    IpPermission.Builder permission =
        IpPermission.builder()
            .ipProtocol(target.number())
            .fromPort(target.from())
            .toPort(target.to());
    String peer = target.peer();
    if (peer.startsWith("sg-")) {
      permission.userIdGroupPairs(pair -> pair.groupId(peer).description(description));
    } else if (peer.startsWith("pl-")) {
      permission.prefixListIds(list -> list.prefixListId(peer).description(description));
    } else if (peer.contains(":")) {
      permission.ipv6Ranges(range -> range.cidrIpv6(peer).description(description));
    } else {
      permission.ipRanges(range -> range.cidrIp(peer).description(description));
    }
    return permission.build();
  }

  @Override
  protected String named(Target target) {
    return target.securityGroup() + " (" + imaginedPlace(target) + ")";
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "ec2:%sSecurityGroup%s {\"group\":\"%s\",\"rule\":\"%s\"}"
        .formatted(
            present ? "Authorize" : "Revoke",
            target.egress() ? "Egress" : "Ingress",
            target.securityGroup(),
            target.text());
  }
}
