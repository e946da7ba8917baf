package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/**
 * Puts a network interface into a quarantine group, in the place of all groups that it has.
 * Connections that are open go on: only an entry in the network ACL cuts them.
 */
@Component
final class NetworkQuarantine extends AwsSettingHandler<NetworkQuarantine.Target> {
  private static final String GROUPS = "securityGroups";

  /** Not of the interface, but what is to be set: its id, where the parameter gives a name. */
  private static final String QUARANTINE = "quarantineGroup";

  /** Which interface, and into which group. */
  record Target(
      @Doc(
              value = "Id of the network interface.",
              example = "eni-0a1b2c3d4e5f60718",
              pattern = "eni-[0-9a-f]{8,17}",
              estate = "network-interface.id|name")
          String networkInterface,
      @Doc(value = Network.GROUP, example = "quarantine", pattern = Network.GROUP_NAME)
          String securityGroup,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  NetworkQuarantine(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "network.quarantine",
            Target.class,
            Risk.DISRUPTIVE,
            List.of(
                "ec2:DescribeNetworkInterfaces",
                "ec2:DescribeSecurityGroups",
                "ec2:DescribeSecurityGroupRules",
                "ec2:ModifyNetworkInterfaceAttribute"),
            List.of("000-C1")));
  }

  @Override
  protected Settings find(Target target) {
    Place place = place(target);
    NetworkInterface card =
        read(
                Service.EC2,
                target,
                "ec2:DescribeNetworkInterfaces",
                ec2 ->
                    ec2.describeNetworkInterfaces(
                        r -> r.networkInterfaceIds(target.networkInterface())))
            .networkInterfaces()
            .getFirst();
    SecurityGroup group = Network.group(aws(), place, target.securityGroup());
    if (card.vpcId() != null && !card.vpcId().equals(group.vpcId())) {
      throw new ActionRefusedException(
          "network.other-vpc",
          "securityGroup",
          target.securityGroup(),
          "networkInterface",
          target.networkInterface());
    }
    Settings.Builder found =
        Settings.of(target.networkInterface() + " (" + place + ")")
            .value(
                GROUPS,
                Settings.list(card.groups().stream().map(GroupIdentifier::groupId).toList()))
            .value(QUARANTINE, group.groupId())
            .identity("networkInterface", card.networkInterfaceId())
            .fact("address", card.privateIpAddress())
            .fact("interfaceType", card.interfaceTypeAsString())
            .fact(Network.FLOWS, Network.FLOWS_STAY)
            .raw(Trees.of(card));
    List<SecurityGroupRule> open = Network.rules(aws(), place, group.groupId());
    if (!open.isEmpty()) {
      found.fact(
          "warning.quarantine-lets-through",
          Settings.list(open.stream().map(NetworkRule::text).toList()));
    }
    return found.build();
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    return Settings.values(GROUPS, found.getOrDefault(QUARANTINE, target.securityGroup()));
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    write(
        Service.EC2,
        target,
        "ec2:ModifyNetworkInterfaceAttribute",
        ec2 ->
            ec2.modifyNetworkInterfaceAttribute(
                r ->
                    r.networkInterfaceId(target.networkInterface())
                        .groups(Settings.list(values.get(GROUPS)))));
  }

  @Override
  protected String named(Target target) {
    return target.networkInterface() + " (" + imaginedPlace(target) + ")";
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "ec2:ModifyNetworkInterfaceAttribute {\"NetworkInterfaceId\":\"%s\",\"Groups\":\"%s\"}"
        .formatted(target.networkInterface(), values.get(GROUPS));
  }

  @Override
  protected String byHand(Target target, SortedMap<String, String> values) {
    return "aws ec2 modify-network-interface-attribute%s --network-interface-id %s --groups %s"
        .formatted(
            imaginedPlace(target).option(),
            target.networkInterface(),
            String.join(" ", Settings.list(values.get(GROUPS))));
  }
}
