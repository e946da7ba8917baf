package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** Reads clusters of Aurora. */
final class Aurora {
  /** Of a parameter that names a cluster. */
  static final String CLUSTER = "Identifier of the Aurora cluster.";

  /** What an identifier looks like. */
  static final String NAME = "[A-Za-z][A-Za-z0-9-]{0,62}";

  /** How a cluster is when it can be worked on. */
  static final String AVAILABLE = "available";

  private Aurora() {}

  /**
   * The cluster as it is now.
   *
   * @throws ActionRefusedException if there is none, or it is not Aurora's
   */
  static DBCluster cluster(Aws aws, Place place, String name) {
    DBCluster cluster =
        aws
            .read(
                Service.RDS,
                place,
                "rds:DescribeDBClusters",
                rds -> rds.describeDBClusters(r -> r.dbClusterIdentifier(name)))
            .dbClusters()
            .stream()
            .findFirst()
            .orElseThrow(() -> new ActionRefusedException("aurora.no-cluster", "cluster", name));
    if (cluster.engine() == null || !cluster.engine().startsWith("aurora")) {
      throw new ActionRefusedException(
          "aurora.not-aurora", "cluster", name, "engine", cluster.engine());
    }
    return cluster;
  }

  /** The instance as it is now. */
  static DBInstance instance(Aws aws, Place place, String name) {
    return aws.read(
            Service.RDS,
            place,
            "rds:DescribeDBInstances",
            rds -> rds.describeDBInstances(r -> r.dbInstanceIdentifier(name)))
        .dbInstances()
        .getFirst();
  }

  /**
   * The instance that writes.
   *
   * @throws ActionRefusedException if none does
   */
  static String writer(DBCluster cluster) {
    return cluster.dbClusterMembers().stream()
        .filter(member -> Boolean.TRUE.equals(member.isClusterWriter()))
        .map(DBClusterMember::dbInstanceIdentifier)
        .findFirst()
        .orElseThrow(
            () ->
                new ActionRefusedException(
                    "aurora.no-writer", "cluster", cluster.dbClusterIdentifier()));
  }

  /** The instances that only read, those that Aurora itself would promote first at the head. */
  static List<String> readers(DBCluster cluster) {
    return cluster.dbClusterMembers().stream()
        .filter(member -> !Boolean.TRUE.equals(member.isClusterWriter()))
        .sorted(
            Comparator.comparing((DBClusterMember member) -> tier(member))
                .thenComparing(DBClusterMember::dbInstanceIdentifier))
        .map(DBClusterMember::dbInstanceIdentifier)
        .toList();
  }

  private static int tier(DBClusterMember member) {
    return Objects.requireNonNullElse(member.promotionTier(), Integer.MAX_VALUE);
  }

  /** The target as people read it. */
  static String named(String cluster, Place place) {
    return cluster + " (" + place + ")";
  }
}
