package dev.aceiro.activities.aws;

import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

class ElbSecurityGroupsTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  private static final class World extends AwsBench {
    private final Ec2Client ec2 = witness(Service.EC2);
    private final ElasticLoadBalancingV2Client elb = witness(Service.BALANCERS);
    private final String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    private final String one = group("one");
    private final String two = group("two");
    private final String arn;

    World() {
      super(ElbSecurityGroups::new);
      String first = subnet("10.0.0.0/24", "sa-east-1a");
      String second = subnet("10.0.1.0/24", "sa-east-1b");
      arn =
          elb.createLoadBalancer(r -> r.name(name).subnets(first, second).securityGroups(one))
              .loadBalancers()
              .getFirst()
              .loadBalancerArn();
    }

    private String group(String called) {
      return ec2.createSecurityGroup(r -> r.groupName(called).description("x").vpcId(vpc))
          .groupId();
    }

    private String subnet(String block, String zone) {
      return ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock(block).availabilityZone(zone))
          .subnet()
          .subnetId();
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("loadBalancer", name, "securityGroups", two);
    }

    @Override
    public String state() {
      return elb.describeLoadBalancers(r -> r.loadBalancerArns(arn))
          .loadBalancers()
          .getFirst()
          .securityGroups()
          .toString();
    }

    @Override
    public void sameByAnotherHand() {
      elb.setSecurityGroups(r -> r.loadBalancerArn(arn).securityGroups(two));
    }

    @Override
    public void moved() {
      elb.setSecurityGroups(r -> r.loadBalancerArn(arn).securityGroups(one, two));
    }

    @Override
    public RecordingProxy.Answer throttled() {
      return error("Throttling");
    }

    @Override
    RecordingProxy.Answer error(String code) {
      return xmlError(code);
    }
  }
}
