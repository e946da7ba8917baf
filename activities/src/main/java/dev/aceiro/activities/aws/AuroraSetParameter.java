package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.rds.model.ApplyMethod;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.Parameter;

/**
 * Sets a parameter of an Aurora cluster's own parameter group. A static one counts only once each
 * instance has been rebooted; the reboot is an action of its own.
 */
@Component
final class AuroraSetParameter extends AwsSettingHandler<AuroraSetParameter.Target> {
  private static final String GROUP = "parameterGroup";
  private static final String REBOOT = "warning.reboot-needed";

  /** Which parameter of which cluster, and its value. */
  record Target(
      @Doc(
              value = Aurora.CLUSTER,
              example = "plooral-aurora",
              pattern = Aurora.NAME,
              estate = "aurora-cluster.name")
          String cluster,
      @Doc(
              value = "Name of the parameter.",
              example = "max_connections",
              pattern = "[a-z][a-z0-9_.]{0,99}")
          String parameter,
      @Doc(value = "The value it shall have.", example = "2000") String value,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  AuroraSetParameter(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "aurora.set-parameter",
            Target.class,
            Risk.REVERSIBLE,
            List.of(
                "rds:DescribeDBClusters",
                "rds:DescribeDBClusterParameters",
                "rds:ModifyDBClusterParameterGroup",
                "rds:ResetDBClusterParameterGroup"),
            List.of("002 §3.3.1")));
  }

  @Override
  protected Settings find(Target target) {
    DBCluster cluster = Aurora.cluster(aws(), place(target), target.cluster());
    String group = cluster.dbClusterParameterGroup();
    if (group == null || group.startsWith("default.")) {
      throw new ActionRefusedException(
          "aurora.default-parameter-group", "cluster", target.cluster(), "group", group);
    }
    Parameter parameter = parameter(target, group);
    if (Boolean.FALSE.equals(parameter.isModifiable())) {
      throw new ActionRefusedException(
          "aurora.parameter-fixed", "parameter", target.parameter(), "group", group);
    }
    Settings.Builder found =
        Settings.of(target.parameter() + " of " + group + " (" + place(target) + ")")
            .value(target.parameter(), parameter.parameterValue())
            .identity(GROUP, group)
            .identity("cluster", cluster.dbClusterArn())
            .raw(Trees.of(parameter));
    List<String> others = others(target, group);
    if (!others.isEmpty()) {
      found.fact("warning.shared-parameter-group", Settings.list(others));
    }
    if (method(parameter) == ApplyMethod.PENDING_REBOOT) {
      found.fact(REBOOT, "aurora.reboot");
    }
    return found.build();
  }

  private Parameter parameter(Target target, String group) {
    return read(
            Service.RDS,
            target,
            "rds:DescribeDBClusterParameters",
            rds ->
                rds
                    .describeDBClusterParametersPaginator(r -> r.dbClusterParameterGroupName(group))
                    .parameters()
                    .stream()
                    .toList())
        .stream()
        .filter(parameter -> target.parameter().equals(parameter.parameterName()))
        .findFirst()
        .orElseThrow(
            () ->
                new ActionRefusedException(
                    "aurora.no-parameter", "parameter", target.parameter(), "group", group));
  }

  /** The other clusters that would change with this one. */
  private List<String> others(Target target, String group) {
    return read(
            Service.RDS,
            target,
            "rds:DescribeDBClusters",
            rds -> rds.describeDBClustersPaginator().dbClusters().stream().toList())
        .stream()
        .filter(cluster -> group.equals(cluster.dbClusterParameterGroup()))
        .map(DBCluster::dbClusterIdentifier)
        .filter(name -> !name.equals(target.cluster()))
        .toList();
  }

  private static ApplyMethod method(Parameter parameter) {
    return "dynamic".equals(parameter.applyType())
        ? ApplyMethod.IMMEDIATE
        : ApplyMethod.PENDING_REBOOT;
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    return Settings.values(target.parameter(), target.value());
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    String group = now.identity().getOrDefault(GROUP, "");
    Parameter.Builder set =
        Parameter.builder()
            .parameterName(target.parameter())
            .applyMethod(
                now.facts().containsKey(REBOOT)
                    ? ApplyMethod.PENDING_REBOOT
                    : ApplyMethod.IMMEDIATE);
    String value = values.get(target.parameter());
    if (value == null) {
      write(
          Service.RDS,
          target,
          "rds:ResetDBClusterParameterGroup",
          rds ->
              rds.resetDBClusterParameterGroup(
                  r ->
                      r.dbClusterParameterGroupName(group)
                          .resetAllParameters(false)
                          .parameters(set.build())));
      return;
    }
    write(
        Service.RDS,
        target,
        "rds:ModifyDBClusterParameterGroup",
        rds ->
            rds.modifyDBClusterParameterGroup(
                r ->
                    r.dbClusterParameterGroupName(group)
                        .parameters(set.parameterValue(value).build())));
  }

  @Override
  protected Progress progress(Target target, Settings now, SortedMap<String, String> wanted) {
    return Progress.done(
        true,
        now.facts().containsKey(REBOOT) ? "aurora.parameter-pending-reboot" : "SET",
        "parameter",
        target.parameter());
  }

  @Override
  protected String named(Target target) {
    return target.parameter() + " of " + Aurora.named(target.cluster(), imaginedPlace(target));
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "rds:ModifyDBClusterParameterGroup {\"cluster\":\"%s\",\"ParameterName\":\"%s\",\"ParameterValue\":\"%s\"}"
        .formatted(target.cluster(), target.parameter(), values.get(target.parameter()));
  }
}
