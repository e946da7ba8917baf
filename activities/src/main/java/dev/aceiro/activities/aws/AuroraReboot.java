package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Before;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Effect;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Receipt;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Event;
import software.amazon.awssdk.services.rds.model.SourceType;

/**
 * Reboots an instance of an Aurora cluster: the last resort, a failover to a reader disturbs less.
 *
 * <p>Each call reboots once more, so it is never repeated. That an instance has been rebooted is
 * read from the service's events; they do not say who asked for it.
 */
@Component
final class AuroraReboot extends AwsOneShot<AuroraReboot.Target> {
  private static final String INSTANCE = "instance";
  private static final String LAST = "lastRestart";

  /** How far back RDS keeps events: 14 days, in minutes. */
  private static final int KEPT = 14 * 24 * 60;

  /** Which instance of which cluster. */
  record Target(
      @Doc(
              value = Aurora.CLUSTER,
              example = "plooral-aurora",
              pattern = Aurora.NAME,
              estate = "aurora-cluster.name")
          String cluster,
      @Doc(
              value = "Instance to reboot; absent for the one that writes.",
              example = "plooral-aurora-1",
              pattern = Aurora.NAME)
          @Nullable String instance,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  AuroraReboot(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "aurora.reboot",
            Target.class,
            Risk.DISRUPTIVE,
            List.of(
                "rds:DescribeDBClusters",
                "rds:DescribeDBInstances",
                "rds:DescribeEvents",
                "rds:RebootDBInstance"),
            List.of("002 §1.1", "002 §3.3")));
  }

  @Override
  public Before capture(Target target) {
    Place place = place(target);
    DBCluster cluster = Aurora.cluster(aws(), place, target.cluster());
    String writer = Aurora.writer(cluster);
    String name = Objects.requireNonNullElse(target.instance(), writer);
    if (cluster.dbClusterMembers().stream()
        .map(DBClusterMember::dbInstanceIdentifier)
        .noneMatch(name::equals)) {
      throw new ActionRefusedException(
          "aurora.not-a-member", INSTANCE, name, "cluster", target.cluster());
    }
    DBInstance instance = Aurora.instance(aws(), place, name);
    List<String> readers = Aurora.readers(cluster);
    Before.Builder before =
        Before.of(name + " of " + Aurora.named(target.cluster(), place), call(name), risk())
            .byHand(byHand(place, name))
            .relevant(INSTANCE, instance.dbInstanceArn())
            .relevant("name", name)
            .relevant("writer", writer)
            .relevant(LAST, lastRestart(target, name))
            .fact("writer", writer)
            .fact("status", instance.dbInstanceStatus())
            .changes("connections", "open", "all of them broken")
            .raw(Trees.of(instance));
    if (name.equals(writer)) {
      before.fact(
          readers.isEmpty() ? "warning.no-reader" : "warning.prefer-failover",
          readers.isEmpty() ? name : readers.getFirst());
    }
    return before.build();
  }

  @Override
  public Before imagine(Target target) {
    String name = Objects.requireNonNullElse(target.instance(), "(the writer)");
    return Before.of(
            name + " of " + Aurora.named(target.cluster(), imaginedPlace(target)),
            call(name),
            risk())
        .byHand(byHand(imaginedPlace(target), name))
        .changes("connections", "open", "all of them broken")
        .build();
  }

  private static String call(String name) {
    return "rds:RebootDBInstance {\"DBInstanceIdentifier\":\"%s\"}".formatted(name);
  }

  private static String byHand(Place place, String name) {
    return "aws rds reboot-db-instance%s --db-instance-identifier %s"
        .formatted(place.option(), name);
  }

  @Override
  public Receipt apply(Target target, Before before, Call call) {
    String name = name(before);
    aws()
        .write(
            Service.RDS,
            place(target),
            "rds:RebootDBInstance",
            rds -> rds.rebootDBInstance(r -> r.dbInstanceIdentifier(name)));
    return Receipt.accepted(INSTANCE, name);
  }

  @Override
  public Effect effect(Target target, Before before, Call call) {
    String name = name(before);
    boolean rebooting =
        "rebooting".equals(Aurora.instance(aws(), place(target), name).dbInstanceStatus());
    return rebooting || restarted(target, before)
        ? Effect.unproven(INSTANCE, name)
        : Effect.absent();
  }

  @Override
  public Progress verify(Target target, Before before, Call call) {
    String name = name(before);
    String status = String.valueOf(Aurora.instance(aws(), place(target), name).dbInstanceStatus());
    return Aurora.AVAILABLE.equals(status) && restarted(target, before)
        ? Progress.done(false, "aurora.rebooted", INSTANCE, name)
        : Progress.running("aurora.rebooting", INSTANCE, name, "status", status);
  }

  private boolean restarted(Target target, Before before) {
    return !Objects.equals(lastRestart(target, name(before)), before.relevant().get(LAST));
  }

  private static String name(Before before) {
    return before.relevant().getOrDefault("name", "");
  }

  /** When RDS said last that the instance had restarted; null if it keeps no such event. */
  private @Nullable String lastRestart(Target target, String instance) {
    return aws()
        .read(
            Service.RDS,
            place(target),
            "rds:DescribeEvents",
            rds ->
                rds
                    .describeEventsPaginator(
                        r ->
                            r.sourceType(SourceType.DB_INSTANCE)
                                .sourceIdentifier(instance)
                                .eventCategories("availability")
                                .duration(KEPT))
                    .events()
                    .stream()
                    .toList())
        .stream()
        .filter(event -> event.message() != null && event.message().contains("restarted"))
        .map(Event::date)
        .max(java.time.Instant::compareTo)
        .map(java.time.Instant::toString)
        .orElse(null);
  }
}
