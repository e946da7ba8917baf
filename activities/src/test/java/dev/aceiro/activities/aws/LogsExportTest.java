package dev.aceiro.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.incident.Params;
import java.time.Duration;
import java.util.Locale;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTask;

class LogsExportTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void theLastHoursAreExportedToAFolderOfTheIncident() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var order = hands.order("logs.export", world.parameters(), false);

      hands.steps().apply(hands.approved(order));

      ExportTask task = world.task(order.incident() + "-a1");
      assertThat(task.destination()).isEqualTo(world.name);
      assertThat(task.destinationPrefix()).isEqualTo(task.taskName());
      assertThat(Duration.ofMillis(task.to() - task.from())).isEqualTo(Duration.ofHours(24));
    }
  }

  @Test
  void anExportOfTheSameNameThatWasThereBeforeIsNotClaimed() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var order = hands.order("logs.export", world.parameters(), false);
      world.export((order.incident() + "-a1").toLowerCase(Locale.ROOT));
      var approved = hands.approved(order);
      world.proxy().nextChange(new RecordingProxy.Cut(false, () -> {}));
      hands.steps().apply(approved);

      assertThat(hands.steps().settle(approved).outcome()).isEqualTo(Outcome.FAILED);
    }
  }

  @Test
  void aLogGroupThatIsNotThereIsSaidToBeMissing() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      SortedMap<String, String> parameters = world.parameters();
      // the beginning of a name is no name
      parameters.put("logGroup", "/ecs/" + world.name.substring(0, world.name.length() - 1));

      assertThat(hands.steps().capture(hands.order("logs.export", parameters, false)).code())
          .isEqualTo("logs.no-group");
    }
  }

  private static final class World extends AwsBench {
    private final CloudWatchLogsClient logs = witness(Service.LOGS);

    World() {
      super(LogsExport::new);
      Moto.bucket(name);
      logs.createLogGroup(r -> r.logGroupName("/ecs/" + name));
    }

    void export(String task) {
      logs.createExportTask(
          r ->
              r.taskName(task)
                  .logGroupName("/ecs/" + name)
                  .destination(name)
                  .destinationPrefix(task)
                  .from(0L)
                  .to(1L));
    }

    ExportTask task(String called) {
      return logs.describeExportTasks(r -> {}).exportTasks().stream()
          .filter(task -> task.logGroupName().equals("/ecs/" + name))
          .filter(task -> task.taskName().equalsIgnoreCase(called))
          .findFirst()
          .orElseThrow();
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("logGroup", "/ecs/" + name, "bucket", name, "hours", "24");
    }

    @Override
    public String state() {
      return logs.describeExportTasks(r -> {}).exportTasks().stream()
          .filter(task -> task.logGroupName().equals("/ecs/" + name))
          .map(ExportTask::taskName)
          .sorted()
          .toList()
          .toString();
    }

    /** An export of one's own has another name: what was approved is seen again before. */
    @Override
    public void sameByAnotherHand() {
      export(name + "-by-hand");
    }

    @Override
    public void moved() {
      sameByAnotherHand();
    }

    @Override
    public boolean absolute() {
      return false;
    }

    @Override
    public boolean undoable() {
      return false;
    }
  }
}
