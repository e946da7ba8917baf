package dev.aceiro.web.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
class TemporalProgramTest {

  private static final TemporalProgram.Options OPTIONS =
      new TemporalProgram.Options(
          "default", Map.of("AceiroStage", "Keyword"), true, Duration.ofSeconds(20));

  @TempDir Path temp;

  private TemporalExecutable executable;
  private AceiroHome home;
  private TemporalProgram program;

  @BeforeEach
  void start() {
    executable = TemporalCli.required();
    home = AceiroHome.lock(temp.resolve("home"));
    program = launch();
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    if (program != null) {
      program.close();
      home.close();
    }
  }

  private TemporalProgram launch() {
    return TemporalProgram.start(home, executable, OPTIONS, target -> !identity(target).isEmpty());
  }

  @Test
  void killedItComesBackOnItsPortWithItsHistories() {
    String identity = identity(program.target());
    String target = program.target();
    long killed = program.pid();

    ProcessHandle.of(killed).orElseThrow().destroyForcibly();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(program.pid()).isNotEqualTo(killed));
    assertThat(program.target()).isEqualTo(target);
    assertThat(identity(target)).isEqualTo(identity);
  }

  @Test
  void oneThatWasLeftBehindIsTakenOverAndNotDoubled() throws Exception {
    TemporalProgram leftBehind = program;
    leftBehind.leaveBehind();

    program = launch();

    assertThat(program.pid()).isEqualTo(leftBehind.pid());
    assertThat(program.target()).isEqualTo(leftBehind.target());
    assertThat(program.uiUrl()).isEqualTo(leftBehind.uiUrl());
    assertThat(ours()).hasSize(1);
  }

  @Test
  void oneThatWasLeftBehindWithoutItsFileIsEndedAndBegunAnew() throws Exception {
    String identity = identity(program.target());
    long before = program.pid();
    program.leaveBehind();
    Files.delete(database());

    program = launch();

    assertThat(program.pid()).isNotEqualTo(before);
    assertThat(identity(program.target())).isNotEqualTo(identity);
    assertThat(ours()).hasSize(1);
  }

  @Test
  void oneThatDoesNotAnswerIsEndedAndStartedAgain() throws Exception {
    long before = program.pid();
    program.leaveBehind();
    new ProcessBuilder("kill", "-STOP", Long.toString(before)).start().waitFor();

    program = launch();

    assertThat(program.pid()).isNotEqualTo(before);
    assertThat(ours()).hasSize(1);
  }

  @Test
  void oneThatIsSlowToAnswerIsWaitedForAndHoldsNobodyUp() throws Exception {
    program.close();
    TemporalProgram.Options impatient =
        new TemporalProgram.Options(
            OPTIONS.namespace(), OPTIONS.searchAttributes(), true, Duration.ofMillis(1));

    program = TemporalProgram.start(home, executable, impatient, target -> false);

    assertThat(ours()).hasSize(1);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(identity(program.target())).isNotEmpty());
  }

  @Test
  void historiesOfAnotherVersionAreSetAsideAndAnewOneBegins() throws Exception {
    String identity = identity(program.target());
    program.close();
    Files.writeString(temp.resolve("home/engine/temporal.version"), "temporal version 0.9");

    program = launch();

    assertThat(identity(program.target())).isNotEqualTo(identity);
    Path aside = program.setAside().orElseThrow();
    assertThat(aside.resolve("temporal.db")).isNotEmptyFile();
    assertThat(aside.resolve("temporal.version")).hasContent("temporal version 0.9");
    assertThat(database()).isNotEmptyFile();
  }

  @Test
  void aPidFileThatNamesSomebodyElseHarmsNobody() throws Exception {
    program.close();
    Files.writeString(
        temp.resolve("home/engine/temporal.pid"), Long.toString(ProcessHandle.current().pid()));

    program = launch();

    assertThat(identity(program.target())).isNotEmpty();
  }

  @Test
  void itAnswersOnThisMachineOnly() throws Exception {
    assertThat(Processes.commandLine(ProcessHandle.of(program.pid()).orElseThrow()))
        .containsSequence("--ip", "127.0.0.1");
    assertThat(program.uiUrl().orElseThrow().getHost()).isEqualTo("127.0.0.1");
  }

  private Path database() {
    return home.folder().resolve("engine/temporal.db");
  }

  private List<ProcessHandle> ours() {
    return Processes.running("start-dev", database().toString());
  }

  private static String identity(String target) {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
    try {
      return stubs
          .blockingStub()
          .withDeadlineAfter(Duration.ofSeconds(2).toMillis(), TimeUnit.MILLISECONDS)
          .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace("default").build())
          .getNamespaceInfo()
          .getId();
    } catch (StatusRuntimeException e) {
      return "";
    } finally {
      stubs.shutdownNow();
    }
  }
}
