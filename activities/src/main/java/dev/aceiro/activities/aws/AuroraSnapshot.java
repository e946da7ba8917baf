package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Before;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Effect;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Receipt;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterSnapshot;

/**
 * Takes a snapshot of an Aurora cluster, as evidence or before something that cannot be undone. Its
 * name comes from the incident and the ledger entry, so that there can be only one of each.
 */
@Component
final class AuroraSnapshot extends AwsOneShot<AuroraSnapshot.Target> {

  /** Which cluster. */
  record Target(
      @Doc(
              value = Aurora.CLUSTER,
              example = "plooral-aurora",
              pattern = Aurora.NAME,
              estate = "aurora-cluster.name")
          String cluster,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  AuroraSnapshot(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "aurora.snapshot",
            Target.class,
            Risk.SAFE,
            Nature.EVIDENCE,
            List.of(
                "rds:DescribeDBClusters",
                "rds:DescribeDBClusterSnapshots",
                "rds:CreateDBClusterSnapshot",
                "rds:AddTagsToResource"),
            List.of("000-C1", "002 §1.1")));
  }

  /** The service refuses a second snapshot of the same name. */
  @Override
  public boolean harmlessToRepeat() {
    return true;
  }

  @Override
  public Before capture(Target target) {
    DBCluster cluster = Aurora.cluster(aws(), place(target), target.cluster());
    List<String> present =
        snapshots(target).stream().map(DBClusterSnapshot::dbClusterSnapshotIdentifier).toList();
    return Before.of(Aurora.named(target.cluster(), place(target)), call(target), risk())
        .byHand(byHand(target))
        .relevant("cluster", cluster.dbClusterArn())
        .relevant("snapshots", Settings.list(present))
        .fact("status", cluster.status())
        .changes("snapshot", null, Made.NEW)
        .raw(Trees.of(cluster))
        .build();
  }

  @Override
  public Before imagine(Target target) {
    return Before.of(Aurora.named(target.cluster(), imaginedPlace(target)), call(target), risk())
        .byHand(byHand(target))
        .changes("snapshot", null, Made.NEW)
        .build();
  }

  private static String call(Target target) {
    return "rds:CreateDBClusterSnapshot {\"DBClusterIdentifier\":\"%s\",\"DBClusterSnapshotIdentifier\":\"%s\"}"
        .formatted(target.cluster(), Made.NEW);
  }

  private String byHand(Target target) {
    return "aws rds create-db-cluster-snapshot%s --db-cluster-identifier %s --db-cluster-snapshot-identifier %s"
        .formatted(imaginedPlace(target).option(), target.cluster(), Made.NEW);
  }

  @Override
  public Receipt apply(Target target, Before before, Call call) {
    String name = Made.nameOf(call);
    aws()
        .write(
            Service.RDS,
            place(target),
            "rds:CreateDBClusterSnapshot",
            rds ->
                rds.createDBClusterSnapshot(
                    r ->
                        r.dbClusterIdentifier(target.cluster())
                            .dbClusterSnapshotIdentifier(name)
                            .tags(tag -> tag.key("aceiro-incident").value(call.incident()))));
    return Receipt.accepted("snapshot", name);
  }

  @Override
  public Effect effect(Target target, Before before, Call call) {
    String name = Made.nameOf(call);
    // One of that name that was there before is what another installation has made.
    boolean older = Settings.list(before.relevant().get("snapshots")).contains(name);
    return older || ours(target, call) == null ? Effect.absent() : Effect.ours("snapshot", name);
  }

  @Override
  public Progress verify(Target target, Before before, Call call) {
    DBClusterSnapshot snapshot = ours(target, call);
    String name = Made.nameOf(call);
    if (snapshot == null) {
      return Progress.running("aurora.snapshot-creating", "snapshot", name, "done", "0");
    }
    return switch (String.valueOf(snapshot.status())) {
      case Aurora.AVAILABLE -> Progress.done(false, "aurora.snapshot-taken", "snapshot", name);
      case "failed" -> Progress.failed(false, "aurora.snapshot-failed", "snapshot", name);
      default ->
          Progress.running(
              "aurora.snapshot-creating",
              "snapshot",
              name,
              "done",
              String.valueOf(snapshot.percentProgress()));
    };
  }

  private @Nullable DBClusterSnapshot ours(Target target, Call call) {
    String name = Made.nameOf(call);
    return snapshots(target).stream()
        .filter(snapshot -> name.equals(snapshot.dbClusterSnapshotIdentifier()))
        .findFirst()
        .orElse(null);
  }

  /** Those that somebody has asked for. */
  private List<DBClusterSnapshot> snapshots(Target target) {
    return aws()
        .read(
            Service.RDS,
            place(target),
            "rds:DescribeDBClusterSnapshots",
            rds ->
                rds
                    .describeDBClusterSnapshotsPaginator(
                        r -> r.dbClusterIdentifier(target.cluster()).snapshotType("manual"))
                    .dbClusterSnapshots()
                    .stream()
                    .toList());
  }
}
