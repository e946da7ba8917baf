package dev.aceiro.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.AceiroProcess.Ended;
import dev.aceiro.web.embedded.AceiroHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupFailuresTest {

  @TempDir Path temp;

  @Test
  void aSecondProcessOnTheSameFolderIsTold() throws Exception {
    try (AceiroHome taken = AceiroHome.lock(temp.resolve("home"))) {
      Ended ended = start("--aceiro.home=" + taken.folder(), "--server.port=0");

      assertOneSentence(ended, "Aceiro is already running on " + taken.folder());
      assertThat(ended.errors()).contains("(process " + ProcessHandle.current().pid() + ")");
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws Exception {
    Path file = Files.createFile(temp.resolve("file"));

    assertOneSentence(
        start("--aceiro.home=" + file.resolve("home"), "--server.port=0"),
        "Aceiro cannot keep its data in " + file.resolve("home"));
  }

  @Test
  void aPortThatIsTakenIsNamedBeforeAnythingIsStarted() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertOneSentence(
          start("--aceiro.home=" + temp.resolve("home"), "--server.port=" + taken.getLocalPort()),
          "Port " + taken.getLocalPort() + " is in use");
      assertThat(temp.resolve("home/postgres")).doesNotExist();
    }
  }

  @Test
  void aWordThatIsNoCommandIsAnsweredWithThoseThatAre() throws Exception {
    Ended ended = start("fly");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.errors()).startsWith("aceiro: there is no command fly").contains("send-alarm");
    assertThat(ended.output()).isEmpty();
  }

  private Ended start(String... arguments) throws IOException, InterruptedException {
    return AceiroProcess.run(temp, arguments);
  }

  private static void assertOneSentence(Ended ended, String beginning) {
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.errors().lines().filter(line -> !line.startsWith("WARNING:")))
        .singleElement()
        .asString()
        .startsWith("aceiro: " + beginning)
        .contains(": ", "--");
    assertThat(ended.output()).doesNotContain("Exception", "\tat ");
  }
}
