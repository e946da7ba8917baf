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
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

/** Gives a load balancer a list of security groups in the place of its present one. */
@Component
final class ElbSecurityGroups extends AwsSettingHandler<ElbSecurityGroups.Target> {
  private static final String GROUPS = "securityGroups";
  private static final String BALANCER = "loadBalancer";

  /** Which balancer, and which groups. */
  record Target(
      @Doc(
              value = "Name of the load balancer.",
              example = "plooral-alb",
              pattern = "[A-Za-z0-9-]{1,32}",
              estate = "load-balancer.name")
          String loadBalancer,
      @Doc(
              value = Network.GROUPS,
              example = "sg-0a1b2c3d4e5f60718, sg-0a1b2c3d4e5f60719",
              pattern = Network.GROUP_IDS)
          List<String> securityGroups,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  ElbSecurityGroups(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "elb.security-groups",
            Target.class,
            Risk.DISRUPTIVE,
            List.of(
                "elasticloadbalancing:DescribeLoadBalancers",
                "elasticloadbalancing:SetSecurityGroups"),
            List.of("000-C1")));
  }

  @Override
  protected Settings find(Target target) {
    LoadBalancer balancer =
        read(
                Service.BALANCERS,
                target,
                "elasticloadbalancing:DescribeLoadBalancers",
                elb -> elb.describeLoadBalancers(r -> r.names(target.loadBalancer())))
            .loadBalancers()
            .stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new ActionRefusedException(
                        "elb.no-load-balancer", BALANCER, target.loadBalancer()));
    return Settings.of(target.loadBalancer() + " (" + place(target) + ")")
        .value(GROUPS, Settings.list(balancer.securityGroups()))
        .identity(BALANCER, balancer.loadBalancerArn())
        .fact("status", balancer.state() == null ? null : balancer.state().codeAsString())
        .fact(Network.FLOWS, Network.FLOWS_STAY)
        .raw(Trees.of(balancer))
        .build();
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    return Settings.values(GROUPS, Settings.list(target.securityGroups()));
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    write(
        Service.BALANCERS,
        target,
        "elasticloadbalancing:SetSecurityGroups",
        elb ->
            elb.setSecurityGroups(
                r ->
                    r.loadBalancerArn(now.identity().get(BALANCER))
                        .securityGroups(Settings.list(values.get(GROUPS)))));
  }

  @Override
  protected String named(Target target) {
    return target.loadBalancer() + " (" + imaginedPlace(target) + ")";
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "elasticloadbalancing:SetSecurityGroups {\"loadBalancer\":\"%s\",\"securityGroups\":\"%s\"}"
        .formatted(target.loadBalancer(), values.get(GROUPS));
  }

  @Override
  protected String byHand(Target target, SortedMap<String, String> values) {
    return "aws elbv2 set-security-groups%s --load-balancer-arn <arn of %s> --security-groups %s"
        .formatted(
            imaginedPlace(target).option(),
            target.loadBalancer(),
            String.join(" ", Settings.list(values.get(GROUPS))));
  }
}
