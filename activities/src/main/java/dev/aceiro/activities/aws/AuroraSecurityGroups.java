package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** Gives an Aurora cluster a list of security groups in the place of its present one. */
@Component
final class AuroraSecurityGroups extends AwsSettingHandler<AuroraSecurityGroups.Target> {
  private static final String GROUPS = "securityGroups";

  /** Which cluster, and which groups. */
  record Target(
      @Doc(
              value = Aurora.CLUSTER,
              example = "plooral-aurora",
              pattern = Aurora.NAME,
              estate = "aurora-cluster.name")
          String cluster,
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

  AuroraSecurityGroups(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "aurora.security-groups",
            Target.class,
            Risk.DISRUPTIVE,
            List.of("rds:DescribeDBClusters", "rds:ModifyDBCluster"),
            List.of("000-C1", "002 §3.2")));
  }

  @Override
  protected Settings find(Target target) {
    DBCluster cluster = Aurora.cluster(aws(), place(target), target.cluster());
    return Settings.of(Aurora.named(target.cluster(), place(target)))
        .value(
            GROUPS,
            Settings.list(
                cluster.vpcSecurityGroups().stream()
                    .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
                    .toList()))
        .identity("cluster", cluster.dbClusterArn())
        .fact(Network.FLOWS, Network.FLOWS_STAY)
        .raw(Trees.of(cluster))
        .build();
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    return Settings.values(GROUPS, Settings.list(target.securityGroups()));
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    // Groups change at once as it is; ApplyImmediately would also apply what others have pending.
    write(
        Service.RDS,
        target,
        "rds:ModifyDBCluster",
        rds ->
            rds.modifyDBCluster(
                r ->
                    r.dbClusterIdentifier(target.cluster())
                        .vpcSecurityGroupIds(Settings.list(values.get(GROUPS)))));
  }

  @Override
  protected String named(Target target) {
    return Aurora.named(target.cluster(), imaginedPlace(target));
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "rds:ModifyDBCluster {\"DBClusterIdentifier\":\"%s\",\"VpcSecurityGroupIds\":\"%s\"}"
        .formatted(target.cluster(), values.get(GROUPS));
  }

  @Override
  protected String byHand(Target target, SortedMap<String, String> values) {
    return "aws rds modify-db-cluster%s --db-cluster-identifier %s --vpc-security-group-ids %s"
        .formatted(
            imaginedPlace(target).option(),
            target.cluster(),
            String.join(" ", Settings.list(values.get(GROUPS))));
  }
}
