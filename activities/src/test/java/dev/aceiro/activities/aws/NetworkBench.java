package dev.aceiro.activities.aws;

import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.containment.ActionHandler;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** A network with a group for PostgreSQL and one for the quarantine. */
abstract class NetworkBench extends AwsBench {
  final Ec2Client ec2 = witness(Service.EC2);
  final String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
  final String subnet =
      ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.0.0/24")).subnet().subnetId();
  final String group = group(name);

  NetworkBench(Function<Aws, ActionHandler<?>> made) {
    super(made);
    allow("10.0.0.0/16");
  }

  final String group(String called) {
    return ec2.createSecurityGroup(r -> r.groupName(called).description("x").vpcId(vpc)).groupId();
  }

  /** Another hand lets that range connect to PostgreSQL. */
  final void allow(String range) {
    ec2.authorizeSecurityGroupIngress(
        r ->
            r.groupId(group)
                .ipPermissions(
                    p ->
                        p.ipProtocol("tcp")
                            .fromPort(5432)
                            .toPort(5432)
                            .ipRanges(i -> i.cidrIp(range).description("the API"))));
  }

  final void disallow(String range) {
    ec2.revokeSecurityGroupIngress(
        r ->
            r.groupId(group)
                .ipPermissions(
                    p ->
                        p.ipProtocol("tcp")
                            .fromPort(5432)
                            .toPort(5432)
                            .ipRanges(i -> i.cidrIp(range))));
  }

  /** What the group lets in, with descriptions. */
  final List<String> ingress() {
    return rules().filter(rule -> !rule.isEgress()).map(NetworkBench::text).sorted().toList();
  }

  final List<String> egress() {
    return rules().filter(SecurityGroupRule::isEgress).map(NetworkBench::text).sorted().toList();
  }

  private Stream<SecurityGroupRule> rules() {
    return ec2
        .describeSecurityGroupRules(r -> r.filters(f -> f.name("group-id").values(group)))
        .securityGroupRules()
        .stream();
  }

  private static String text(SecurityGroupRule rule) {
    return rule.ipProtocol()
        + " "
        + rule.fromPort()
        + "-"
        + rule.toPort()
        + " "
        + rule.cidrIpv4()
        + " "
        + rule.description();
  }

  @Override
  public RecordingProxy.Answer throttled() {
    return error("RequestLimitExceeded");
  }

  @Override
  public RecordingProxy.Answer refused() {
    return error("UnauthorizedOperation");
  }

  @Override
  RecordingProxy.Answer error(String code) {
    return ec2Error(code);
  }
}
