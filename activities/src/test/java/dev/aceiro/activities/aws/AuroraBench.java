package dev.aceiro.activities.aws;

import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.containment.ActionHandler;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;

/**
 * A cluster of Aurora with a writer and two readers, in an account of its own: moto looks through
 * all databases of an account to answer for one cluster, and answers 500 where somebody makes one
 * meanwhile.
 */
abstract class AuroraBench extends AwsBench {
  private static final String ACCOUNT = "x-moto-account-id";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  final RdsClient rds;

  AuroraBench(Function<Aws, ActionHandler<?>> made) {
    super(made);
    String account = "%012d".formatted(NUMBER.incrementAndGet());
    proxy().add(ACCOUNT, account);
    rds = witness(Service.RDS, Map.of(ACCOUNT, account));
    rds.createDBClusterParameterGroup(
        r ->
            r.dbClusterParameterGroupName(name)
                .dbParameterGroupFamily("aurora-postgresql15")
                .description("x"));
    rds.createDBCluster(
        r ->
            r.dbClusterIdentifier(name)
                .engine("aurora-postgresql")
                .masterUsername("root")
                .masterUserPassword("not-a-real-one")
                .dbClusterParameterGroupName(name)
                .vpcSecurityGroupIds("sg-00000001"));
    add("-1");
    add("-2");
    add("-3");
  }

  final void add(String suffix) {
    rds.createDBInstance(
        r ->
            r.dbInstanceIdentifier(name + suffix)
                .dbClusterIdentifier(name)
                .dbInstanceClass("db.r6g.large")
                .engine("aurora-postgresql"));
  }

  final DBCluster cluster() {
    return rds.describeDBClusters(r -> r.dbClusterIdentifier(name)).dbClusters().getFirst();
  }

  /** Its instances, the one that writes with an asterisk. */
  final String members() {
    return cluster().dbClusterMembers().stream()
        .map(
            member ->
                member.dbInstanceIdentifier().substring(name.length())
                    + (member.isClusterWriter() ? "*" : ""))
        .sorted()
        .collect(Collectors.joining(","));
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
