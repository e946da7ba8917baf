package dev.aceiro.web.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ClientInterceptor;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.BatchRequest;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.testserver.TestServer;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What came first comes first again when the engine inside this process has a run replayed. */
@Timeout(60)
class InOneOrderTest {
  private static final int TRIES = 50;

  @Test
  void aSignalAndAnUpdateOfOneTaskKeepTheirOrderInAReplay() throws Exception {
    assertThat(asItRanAndReplayed(new InOneOrder()))
        .containsExactly(List.of("alarm", "decision"), List.of("alarm", "decision"));
  }

  /** Where this fails the engine has been repaired, and {@link InOneOrder} can go. */
  @Test
  void theEngineAloneMixesThemUp() throws Exception {
    assertThat(asItRanAndReplayed())
        .containsExactly(List.of("decision", "alarm"), List.of("alarm", "decision"));
  }

  /** What a run heard, as it ran and as it is replayed. */
  private static List<List<String>> asItRanAndReplayed(ClientInterceptor... corrections)
      throws Exception {
    try (TestServer.InProcessTestServer server = TestServer.createServer(true)) {
      WorkflowServiceStubs stubs =
          WorkflowServiceStubs.newServiceStubs(
              WorkflowServiceStubsOptions.newBuilder()
                  .setChannel(server.getChannel())
                  .setGrpcClientInterceptors(List.of(corrections))
                  .build());
      WorkflowClient client = WorkflowClient.newInstance(stubs);
      try {
        for (int attempt = 0; attempt < TRIES; attempt++) {
          Ear.HEARD.clear();
          WorkflowExecutionHistory history = ran(client, "run-" + attempt);
          if (inOneTask(history)) {
            WorkflowReplayer.replayWorkflowExecution(history, Ear.class);
            return List.copyOf(Ear.HEARD);
          }
        }
        throw new AssertionError("no run got both in one task in " + TRIES + " tries");
      } finally {
        stubs.shutdownNow();
      }
    }
  }

  /** A run that is told both before anybody works on it, unless the engine is late. */
  private static WorkflowExecutionHistory ran(WorkflowClient client, String id) throws Exception {
    Listening typed =
        client.newWorkflowStub(
            Listening.class,
            WorkflowOptions.newBuilder().setTaskQueue(id).setWorkflowId(id).build());
    BatchRequest start = client.newSignalWithStartRequest();
    start.add(typed::listen);
    start.add(typed::alarm);
    client.signalWithStart(start);
    WorkflowStub run = client.newUntypedWorkflowStub(id);
    CompletableFuture<?> decided = CompletableFuture.runAsync(() -> decide(run));
    WorkerFactory workers = WorkerFactory.newInstance(client);
    workers.newWorker(id).registerWorkflowImplementationTypes(Ear.class);
    workers.start();
    try {
      decided.get(20, TimeUnit.SECONDS);
      run.getResult(20, TimeUnit.SECONDS, Void.class);
    } finally {
      workers.shutdownNow();
    }
    return client.fetchHistory(id);
  }

  private static void decide(WorkflowStub run) {
    run.startUpdate(
        UpdateOptions.newBuilder(Void.class)
            .setUpdateName("decide")
            .setWaitForStage(WorkflowUpdateStage.COMPLETED)
            .build());
  }

  private static boolean inOneTask(WorkflowExecutionHistory history) {
    return history.getEvents().stream()
            .filter(e -> e.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
            .count()
        == 1;
  }

  @WorkflowInterface
  public interface Listening {
    @WorkflowMethod
    void listen();

    @SignalMethod
    void alarm();

    @UpdateMethod
    void decide();
  }

  public static final class Ear implements Listening {
    /** What each run has heard when it ends. */
    static final Deque<List<String>> HEARD = new ConcurrentLinkedDeque<>();

    private final List<String> heard = new ArrayList<>();

    @Override
    public void listen() {
      Workflow.await(() -> heard.size() == 2);
      HEARD.add(heard);
    }

    @Override
    public void alarm() {
      heard.add("alarm");
    }

    @Override
    public void decide() {
      heard.add("decision");
    }
  }
}
