package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Before;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Effect;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Receipt;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBInstance;

/**
 * Adds a reader to an Aurora cluster. Its name comes from the incident and the ledger entry, so
 * that there can be only one of each; the undo deletes that one and no other.
 */
@Component
final class AuroraAddReader extends AwsOneShot<AuroraAddReader.Target> {
  private static final String CLASS = "instanceClass";
  private static final String READER = "reader";

  /** To which cluster. */
  record Target(
      @Doc(
              value = Aurora.CLUSTER,
              example = "plooral-aurora",
              pattern = Aurora.NAME,
              estate = "aurora-cluster.name")
          String cluster,
      @Doc(
              value = "Class of the new reader; absent for the writer's.",
              example = "db.r6g.large",
              pattern = "db\\.[a-z0-9]+\\.[a-z0-9-]+")
          @Nullable String instanceClass,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  AuroraAddReader(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "aurora.add-reader",
            Target.class,
            Risk.REVERSIBLE,
            List.of(
                "rds:DescribeDBClusters",
                "rds:DescribeDBInstances",
                "rds:CreateDBInstance",
                "rds:DeleteDBInstance",
                "rds:AddTagsToResource"),
            List.of("002 §1.2", "002 §3.3")));
  }

  /** The service refuses a second instance of the same name. */
  @Override
  public boolean harmlessToRepeat() {
    return true;
  }

  @Override
  public Before capture(Target target) {
    DBCluster cluster = cluster(target);
    DBInstance writer = Aurora.instance(aws(), place(target), Aurora.writer(cluster));
    String kind = Objects.requireNonNullElse(target.instanceClass(), writer.dbInstanceClass());
    List<String> members = members(cluster);
    Before.Builder before =
        Before.of(Aurora.named(target.cluster(), place(target)), call(target, kind), risk())
            .byHand(byHand(target, kind, cluster.engine()))
            .relevant("cluster", cluster.dbClusterArn())
            .relevant("engine", cluster.engine())
            .relevant(CLASS, kind)
            .relevant("members", Settings.list(members))
            .fact("status", cluster.status())
            .fact("warning.takes-minutes", kind)
            .stays("members", Settings.list(members))
            .changes(READER, null, Made.NEW + " (" + kind + ")")
            .raw(Trees.of(cluster))
            .undoable(true);
    return before.build();
  }

  @Override
  public Before imagine(Target target) {
    String kind = Objects.requireNonNullElse(target.instanceClass(), "(the writer's class)");
    return Before.of(
            Aurora.named(target.cluster(), imaginedPlace(target)), call(target, kind), risk())
        .byHand(byHand(target, kind, "aurora-postgresql"))
        .changes(READER, null, Made.NEW + " (" + kind + ")")
        .undoable(true)
        .build();
  }

  private static String call(Target target, String kind) {
    return "rds:CreateDBInstance {\"DBClusterIdentifier\":\"%s\",\"DBInstanceIdentifier\":\"%s\",\"DBInstanceClass\":\"%s\"}"
        .formatted(target.cluster(), Made.NEW, kind);
  }

  private String byHand(Target target, String kind, String engine) {
    return "aws rds create-db-instance%s --db-cluster-identifier %s --db-instance-identifier %s --db-instance-class %s --engine %s"
        .formatted(imaginedPlace(target).option(), target.cluster(), Made.NEW, kind, engine);
  }

  @Override
  public Receipt apply(Target target, Before before, Call call) {
    String name = Made.nameOf(call);
    aws()
        .write(
            Service.RDS,
            place(target),
            "rds:CreateDBInstance",
            rds ->
                rds.createDBInstance(
                    r ->
                        r.dbClusterIdentifier(target.cluster())
                            .dbInstanceIdentifier(name)
                            .dbInstanceClass(before.relevant().get(CLASS))
                            .engine(before.relevant().get("engine"))
                            .tags(tag -> tag.key("aceiro-incident").value(call.incident()))));
    return Receipt.accepted(READER, name);
  }

  @Override
  public Effect effect(Target target, Before before, Call call) {
    String name = Made.nameOf(call);
    // One of that name that was there before is what another installation has made.
    boolean older = Settings.list(before.relevant().get("members")).contains(name);
    return !older && there(target, call) ? Effect.ours(READER, name) : Effect.absent();
  }

  @Override
  public Progress verify(Target target, Before before, Call call) {
    String name = Made.nameOf(call);
    if (!there(target, call)) {
      return Progress.running("aurora.reader-creating", READER, name, "status", "?");
    }
    String status = String.valueOf(Aurora.instance(aws(), place(target), name).dbInstanceStatus());
    return Aurora.AVAILABLE.equals(status)
        ? Progress.done(true, "aurora.reader-added", READER, name)
        : Progress.running("aurora.reader-creating", READER, name, "status", status);
  }

  @Override
  public Receipt undo(Target target, Before before, Call call) {
    String name = Made.nameOf(call);
    DBCluster cluster = cluster(target);
    if (!members(cluster).contains(name)) {
      throw new ActionRefusedException("aurora.reader-gone", READER, name);
    }
    if (name.equals(Aurora.writer(cluster))) {
      // After a failover to it, to delete it would take the writer away.
      throw new ActionRefusedException("aurora.reader-writes", READER, name);
    }
    aws()
        .write(
            Service.RDS,
            place(target),
            "rds:DeleteDBInstance",
            rds -> rds.deleteDBInstance(r -> r.dbInstanceIdentifier(name).skipFinalSnapshot(true)));
    return Receipt.accepted(READER, name);
  }

  @Override
  public Effect undoEffect(Target target, Before before, Call call) {
    if (!there(target, call)) {
      return Effect.ours(READER, Made.nameOf(call));
    }
    DBInstance reader = Aurora.instance(aws(), place(target), Made.nameOf(call));
    return "deleting".equals(reader.dbInstanceStatus())
        ? Effect.ours(READER, Made.nameOf(call))
        : Effect.absent();
  }

  private DBCluster cluster(Target target) {
    return Aurora.cluster(aws(), place(target), target.cluster());
  }

  private boolean there(Target target, Call call) {
    return members(cluster(target)).contains(Made.nameOf(call));
  }

  private static List<String> members(DBCluster cluster) {
    return cluster.dbClusterMembers().stream().map(DBClusterMember::dbInstanceIdentifier).toList();
  }
}
