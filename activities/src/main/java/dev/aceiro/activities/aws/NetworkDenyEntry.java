package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Before;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Receipt;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.RuleAction;

/**
 * Denies an address range in a network ACL, in both directions, before all other entries: this cuts
 * open connections too, of everything in its subnets.
 */
@Component
final class NetworkDenyEntry extends AwsSettingHandler<NetworkDenyEntry.Target> {
  private static final String IN = "ingress ";
  private static final String OUT = "egress ";

  /** The entry that AWS itself has at the end. */
  private static final int LAST = 32766;

  /** Which range, in which ACL. */
  record Target(
      @Doc(
              value = "Id of the network ACL.",
              example = "acl-0a1b2c3d4e5f60718",
              pattern = "acl-[0-9a-f]{8,17}",
              estate = "network-acl.id|name")
          String networkAcl,
      @Doc(
              value = "Address range to deny.",
              example = "203.0.113.7/32",
              pattern = "[0-9a-fA-F.:]+/\\d{1,3}")
          String range,
      @Doc(
              value = "Number of the entry; absent for the first that is free in both directions.",
              example = "1",
              pattern = "[1-9]\\d{0,4}")
          @Nullable Integer ruleNumber,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {
    String denied() {
      return "deny all " + range;
    }
  }

  NetworkDenyEntry(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "network.deny-entry",
            Target.class,
            Risk.DISRUPTIVE,
            List.of(
                "ec2:DescribeNetworkAcls",
                "ec2:CreateNetworkAclEntry",
                "ec2:DeleteNetworkAclEntry"),
            List.of("000-C1")));
  }

  @Override
  protected Settings find(Target target) {
    NetworkAcl acl =
        read(
                Service.EC2,
                target,
                "ec2:DescribeNetworkAcls",
                ec2 -> ec2.describeNetworkAcls(r -> r.networkAclIds(target.networkAcl())))
            .networkAcls()
            .getFirst();
    String subnets =
        Settings.list(acl.associations().stream().map(NetworkAclAssociation::subnetId).toList());
    Settings.Builder found =
        Settings.of(target.networkAcl() + " (" + place(target) + ")")
            .identity("networkAcl", acl.networkAclId())
            .identity("subnets", subnets)
            .fact("warning.whole-subnet", subnets)
            .raw(Trees.of(acl));
    acl.entries().stream()
        .filter(entry -> entry.ruleNumber() <= LAST)
        .forEach(
            entry ->
                found.value(
                    (Boolean.TRUE.equals(entry.egress()) ? OUT : IN) + entry.ruleNumber(),
                    text(entry)));
    return found.build();
  }

  private static String text(NetworkAclEntry entry) {
    String protocol = "-1".equals(entry.protocol()) ? "all" : "protocol " + entry.protocol();
    String range = entry.cidrBlock() == null ? entry.ipv6CidrBlock() : entry.cidrBlock();
    String ports =
        entry.portRange() == null || entry.portRange().from() == null
            ? ""
            : " " + entry.portRange().from() + "-" + entry.portRange().to();
    return entry.ruleActionAsString() + " " + protocol + " " + range + ports;
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    String number = String.valueOf(number(target, found));
    return Settings.values(IN + number, target.denied(), OUT + number, target.denied());
  }

  private static int number(Target target, SortedMap<String, String> found) {
    Integer given = target.ruleNumber();
    if (given != null) {
      if (!free(target, found, given)) {
        throw new ActionRefusedException(
            "network.number-taken",
            "ruleNumber",
            given.toString(),
            "networkAcl",
            target.networkAcl());
      }
      return given;
    }
    for (int number = 1; number <= LAST; number++) {
      if (free(target, found, number)) {
        return number;
      }
    }
    throw new ActionRefusedException("network.acl-full", "networkAcl", target.networkAcl());
  }

  /** Whether an entry may have that number: nothing has it, or what is to have it. */
  private static boolean free(Target target, SortedMap<String, String> found, int number) {
    String denied = target.denied();
    return found.getOrDefault(IN + number, denied).equals(denied)
        && found.getOrDefault(OUT + number, denied).equals(denied);
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    values.forEach(
        (name, value) -> {
          if (!value.equals(now.values().get(name))) {
            create(target, name);
          }
        });
  }

  private void create(Target target, String name) {
    boolean six = target.range().contains(":");
    write(
        Service.EC2,
        target,
        "ec2:CreateNetworkAclEntry",
        ec2 ->
            ec2.createNetworkAclEntry(
                r ->
                    r.networkAclId(target.networkAcl())
                        .ruleNumber(numberOf(name))
                        .egress(name.startsWith(OUT))
                        .protocol("-1")
                        .ruleAction(RuleAction.DENY)
                        .cidrBlock(six ? null : target.range())
                        .ipv6CidrBlock(six ? target.range() : null)));
  }

  private static int numberOf(String name) {
    return Integer.parseInt(name.substring(name.indexOf(' ') + 1));
  }

  /** Deletes the two entries that were made, as far as they are there. */
  @Override
  public Receipt undo(Target target, Before before, Call call) {
    Settings now = find(target);
    SortedMap<String, String> made = wanted(target, before.relevant());
    made.keySet().removeAll(before.relevant().keySet());
    made.forEach(
        (name, value) -> {
          if (!now.values().getOrDefault(name, value).equals(value)) {
            throw new ActionRefusedException("CHANGED_SINCE", "target", now.target());
          }
        });
    if (made.keySet().stream().noneMatch(now.values()::containsKey)) {
      throw new ActionRefusedException("CHANGED_SINCE", "target", now.target());
    }
    made.keySet().stream()
        .filter(now.values()::containsKey)
        .forEach(
            name ->
                write(
                    Service.EC2,
                    target,
                    "ec2:DeleteNetworkAclEntry",
                    ec2 ->
                        ec2.deleteNetworkAclEntry(
                            r ->
                                r.networkAclId(target.networkAcl())
                                    .ruleNumber(numberOf(name))
                                    .egress(name.startsWith(OUT)))));
    return Receipt.accepted();
  }

  @Override
  protected String named(Target target) {
    return target.networkAcl() + " (" + imaginedPlace(target) + ")";
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "ec2:CreateNetworkAclEntry {\"NetworkAclId\":\"%s\",\"CidrBlock\":\"%s\",\"RuleAction\":\"deny\",\"entries\":\"%s\"}"
        .formatted(target.networkAcl(), target.range(), String.join(",", values.keySet()));
  }

  @Override
  protected String byHand(Target target, SortedMap<String, String> values) {
    String command =
        "aws ec2 create-network-acl-entry%s --network-acl-id %s --rule-number %d --protocol -1 --rule-action deny --cidr-block %s"
            .formatted(
                imaginedPlace(target).option(),
                target.networkAcl(),
                numberOf(values.firstKey()),
                target.range());
    return command + " --ingress; " + command + " --egress";
  }
}
