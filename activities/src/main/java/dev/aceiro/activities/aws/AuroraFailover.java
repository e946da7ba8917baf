package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Before;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Reading;
import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.incident.Params;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.rds.model.DBCluster;

/**
 * Lets a reader of an Aurora cluster take over as its writer. The call always names it: one without
 * a target, repeated, could fail back to the bad writer.
 */
@Component
final class AuroraFailover extends AwsSettingHandler<AuroraFailover.Target> {
  private static final String WRITER = "writer";
  private static final String READERS = "readers";
  private static final String STATUS = "status";

  /** Which cluster, and who shall write. */
  record Target(
      @Doc(
              value = Aurora.CLUSTER,
              example = "plooral-aurora",
              pattern = Aurora.NAME,
              estate = "aurora-cluster.name")
          String cluster,
      @Doc(
              value =
                  "Instance that shall write; absent for the reader that Aurora itself would"
                      + " promote first.",
              example = "plooral-aurora-2",
              pattern = Aurora.NAME)
          @Nullable String instance,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  AuroraFailover(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "aurora.failover",
            Target.class,
            Risk.DISRUPTIVE,
            List.of("rds:DescribeDBClusters", "rds:FailoverDBCluster"),
            List.of("000-C2", "002 §1.1", "002 §3.3")));
  }

  @Override
  protected Settings find(Target target) {
    DBCluster cluster = Aurora.cluster(aws(), place(target), target.cluster());
    Settings.Builder found =
        Settings.of(Aurora.named(target.cluster(), place(target)))
            .value(WRITER, Aurora.writer(cluster))
            .value(READERS, String.join(",", Aurora.readers(cluster)))
            .identity("cluster", cluster.dbClusterArn())
            .fact(STATUS, cluster.status())
            .raw(Trees.of(cluster));
    if (!Aurora.AVAILABLE.equals(cluster.status())) {
      found.fact("warning.cluster-not-available", cluster.status());
    }
    return found.build();
  }

  /** The former writer is among the readers. */
  @Override
  public SortedMap<String, String> leaves(Before before) {
    return Params.of(READERS, Reading.ANY);
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    String writer = found.get(WRITER);
    String named = target.instance();
    if (writer == null) {
      return Settings.values(WRITER, named == null ? "(the reader promoted first)" : named);
    }
    List<String> readers = Settings.list(found.get(READERS));
    if (named != null) {
      if (!named.equals(writer) && !readers.contains(named)) {
        throw new ActionRefusedException(
            "aurora.not-a-member", "instance", named, "cluster", target.cluster());
      }
      return Settings.values(WRITER, named);
    }
    if (readers.isEmpty()) {
      throw new ActionRefusedException("aurora.no-reader", "cluster", target.cluster());
    }
    return Settings.values(WRITER, readers.getFirst());
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    write(
        Service.RDS,
        target,
        "rds:FailoverDBCluster",
        rds ->
            rds.failoverDBCluster(
                r ->
                    r.dbClusterIdentifier(target.cluster())
                        .targetDBInstanceIdentifier(values.get(WRITER))));
  }

  @Override
  protected Progress progress(Target target, Settings now, SortedMap<String, String> wanted) {
    String status = now.facts().getOrDefault(STATUS, "?");
    return Aurora.AVAILABLE.equals(status)
        ? Progress.done(true, "aurora.failed-over", WRITER, wanted.get(WRITER))
        : Progress.running("aurora.failing-over", WRITER, wanted.get(WRITER), STATUS, status);
  }

  @Override
  protected String named(Target target) {
    return Aurora.named(target.cluster(), imaginedPlace(target));
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "rds:FailoverDBCluster {\"DBClusterIdentifier\":\"%s\",\"TargetDBInstanceIdentifier\":\"%s\"}"
        .formatted(target.cluster(), values.get(WRITER));
  }

  @Override
  protected String byHand(Target target, SortedMap<String, String> values) {
    return "aws rds failover-db-cluster%s --db-cluster-identifier %s --target-db-instance-identifier %s"
        .formatted(imaginedPlace(target).option(), target.cluster(), values.get(WRITER));
  }
}
