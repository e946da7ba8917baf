package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** What actions on security groups have in common. */
final class Network {
  /** Of a parameter that lists groups. */
  static final String GROUPS = "Security groups there shall be, in the place of the present ones.";

  /** Of a parameter that names one. */
  static final String GROUP = "Id or name of the security group.";

  /** What such a name looks like. */
  static final String GROUP_NAME = "[A-Za-z0-9 ._:/()#,@\\[\\]+=&;{}!$*-]{1,255}";

  /** What the id of a group looks like. */
  static final String GROUP_ID = "sg-[0-9a-f]{8,17}";

  /** What a list of them looks like. */
  static final String GROUP_IDS = GROUP_ID + "(\\s*,\\s*" + GROUP_ID + ")*";

  /** The warning that every change of groups carries. */
  static final String FLOWS = "warning.established-flows";

  /** What it says. */
  static final String FLOWS_STAY = "network.deny-entry";

  private Network() {}

  /**
   * The group of that id or name.
   *
   * @throws ActionRefusedException if there is none, or more than one of that name
   */
  static SecurityGroup group(Aws aws, Place place, String name) {
    DescribeSecurityGroupsRequest which =
        DescribeSecurityGroupsRequest.builder()
            .filters(
                filter ->
                    filter.name(name.matches(GROUP_ID) ? "group-id" : "group-name").values(name))
            .build();
    List<SecurityGroup> found =
        aws.read(
            Service.EC2,
            place,
            "ec2:DescribeSecurityGroups",
            ec2 -> ec2.describeSecurityGroupsPaginator(which).securityGroups().stream().toList());
    if (found.size() != 1) {
      throw new ActionRefusedException(
          "network.not-one-group", "securityGroup", name, "found", String.valueOf(found.size()));
    }
    return found.getFirst();
  }

  /** All rules of a group. */
  static List<SecurityGroupRule> rules(Aws aws, Place place, String group) {
    return aws.read(
        Service.EC2,
        place,
        "ec2:DescribeSecurityGroupRules",
        ec2 ->
            ec2
                .describeSecurityGroupRulesPaginator(
                    r -> r.filters(filter -> filter.name("group-id").values(group)))
                .securityGroupRules()
                .stream()
                .toList());
  }

  /** The group as people read it. */
  static String named(SecurityGroup group, Place place) {
    return group.groupName() + " " + group.groupId() + " (" + place + ")";
  }
}
