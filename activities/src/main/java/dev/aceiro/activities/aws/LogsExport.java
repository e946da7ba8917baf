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
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Risk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeExportTasksResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTask;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/**
 * Exports the last hours of a log group of CloudWatch to the bucket that the estate names for it,
 * as evidence. The task and the folder in the bucket are named after the incident and the ledger
 * entry. An account exports one log group at a time: while another is under way the service
 * refuses. One that takes longer than the time for verifying is no evidence for Aceiro, which does
 * not look again: what is left is to export fewer hours, or for people to lift the hold.
 */
@Component
final class LogsExport extends AwsOneShot<LogsExport.Target> {
  private static final String FOLDER = "folder";

  /** Which log group, and where to. */
  record Target(
      @Doc(
              value = "Name of the log group.",
              example = "/ecs/plooral-api",
              pattern = "[A-Za-z0-9_/.#-]{1,512}",
              estate = "log-group.name")
          String logGroup,
      @Doc(
              value =
                  "Bucket that keeps it, in the same region. Its policy lets CloudWatch Logs"
                      + " write.",
              example = "plooral-evidence",
              pattern = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
              estate = "log-group.bucket")
          String bucket,
      @Doc(value = "How far back, in hours.", example = "24", pattern = "[1-9]\\d{0,3}")
          Integer hours,
      @Doc(value = Place.REGION, example = "sa-east-1", pattern = Place.REGION_FORM)
          @Nullable String region,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {}

  LogsExport(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "logs.export",
            Target.class,
            Risk.SAFE,
            Nature.EVIDENCE,
            List.of(
                "logs:DescribeLogGroups",
                "logs:DescribeExportTasks",
                "logs:CreateExportTask",
                "s3:PutObject"),
            List.of("000-C1")));
  }

  @Override
  public Before capture(Target target) {
    LogGroup group = group(target);
    List<String> present = tasks(target).stream().map(ExportTask::taskName).toList();
    return described(target, named(target) + " (" + place(target) + ")")
        .relevant("group", group.arn())
        .relevant("tasks", Settings.list(present))
        .fact("storedBytes", text(group.storedBytes()))
        .fact("retentionDays", text(group.retentionInDays()))
        .fact("warning.recent-logs", "12 h")
        .raw(Trees.of(group))
        .build();
  }

  @Override
  public Before imagine(Target target) {
    return described(target, named(target) + " (" + imaginedPlace(target) + ")").build();
  }

  private Before.Builder described(Target target, String name) {
    return Before.of(name, call(target), risk())
        .byHand(byHand(target))
        .changes(FOLDER, null, "s3://" + target.bucket() + "/" + Made.NEW);
  }

  private static @Nullable String text(@Nullable Number number) {
    return number == null ? null : number.toString();
  }

  private static String named(Target target) {
    return target.logGroup() + " → " + target.bucket();
  }

  private static String call(Target target) {
    return "logs:CreateExportTask {\"taskName\":\"%s\",\"logGroupName\":\"%s\",\"destination\":\"%s\",\"destinationPrefix\":\"%s\",\"from\":<%d h ago>,\"to\":<now>}"
        .formatted(Made.NEW, target.logGroup(), target.bucket(), Made.NEW, target.hours());
  }

  private String byHand(Target target) {
    return "aws logs create-export-task%s --task-name %s --log-group-name %s --destination %s --destination-prefix %s --from $(date -d '-%d hours' +%%s000) --to $(date +%%s000)"
        .formatted(
            imaginedPlace(target).option(),
            Made.NEW,
            target.logGroup(),
            target.bucket(),
            Made.NEW,
            target.hours());
  }

  @Override
  public Receipt apply(Target target, Before before, Call call) {
    String name = Made.nameOf(call);
    Instant until = call.claimedAt();
    aws()
        .write(
            Service.LOGS,
            place(target),
            "logs:CreateExportTask",
            logs ->
                logs.createExportTask(
                    r ->
                        r.taskName(name)
                            .logGroupName(target.logGroup())
                            .destination(target.bucket())
                            .destinationPrefix(name)
                            .from(until.minus(Duration.ofHours(target.hours())).toEpochMilli())
                            .to(until.toEpochMilli())));
    return Receipt.accepted(FOLDER, folder(target, call));
  }

  @Override
  public Effect effect(Target target, Before before, Call call) {
    // One of that name that was there before is what another installation has made.
    boolean older = Settings.list(before.relevant().get("tasks")).contains(Made.nameOf(call));
    return older || ours(target, call) == null
        ? Effect.absent()
        : Effect.ours(FOLDER, folder(target, call));
  }

  @Override
  public Progress verify(Target target, Before before, Call call) {
    ExportTask task = ours(target, call);
    String folder = folder(target, call);
    String code =
        task == null || task.status() == null
            ? "PENDING"
            : String.valueOf(task.status().codeAsString());
    return switch (code) {
      case "COMPLETED" -> Progress.done(false, "logs.exported", FOLDER, folder);
      case "FAILED", "CANCELLED", "PENDING_CANCEL" ->
          Progress.failed(false, "logs.export-failed", FOLDER, folder, "state", code);
      default -> Progress.running("logs.exporting", FOLDER, folder, "state", code);
    };
  }

  private static String folder(Target target, Call call) {
    return "s3://" + target.bucket() + "/" + Made.nameOf(call);
  }

  private @Nullable ExportTask ours(Target target, Call call) {
    String name = Made.nameOf(call);
    return tasks(target).stream()
        .filter(task -> name.equals(task.taskName()))
        .findFirst()
        .orElse(null);
  }

  private List<ExportTask> tasks(Target target) {
    List<ExportTask> tasks = new ArrayList<>();
    String next = null;
    do {
      String from = next;
      DescribeExportTasksResponse page =
          aws()
              .read(
                  Service.LOGS,
                  place(target),
                  "logs:DescribeExportTasks",
                  logs -> logs.describeExportTasks(r -> r.nextToken(from)));
      page.exportTasks().stream()
          .filter(task -> target.logGroup().equals(task.logGroupName()))
          .forEach(tasks::add);
      next = page.nextToken();
    } while (next != null);
    return tasks;
  }

  private LogGroup group(Target target) {
    return aws()
        .read(
            Service.LOGS,
            place(target),
            "logs:DescribeLogGroups",
            logs ->
                logs
                    .describeLogGroupsPaginator(r -> r.logGroupNamePrefix(target.logGroup()))
                    .logGroups()
                    .stream()
                    .filter(group -> target.logGroup().equals(group.logGroupName()))
                    .findFirst())
        .orElseThrow(
            () -> new ActionRefusedException("logs.no-group", "logGroup", target.logGroup()));
  }
}
