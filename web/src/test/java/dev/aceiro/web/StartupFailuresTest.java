package dev.aceiro.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
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
  void aDatabaseThatRefusesThePasswordIsNamed() throws Exception {
    HikariDataSource there = RunningAceiro.shared().bean(HikariDataSource.class);
    String url = there.getJdbcUrl();

    Ended ended = withDatabase(url, there.getUsername(), "not-the-password");

    assertThat(sentence(ended))
        .startsWith(
            "aceiro: The database at " + url.replaceFirst("\\?.*", "") + " cannot be used (")
        .contains("password authentication failed")
        .endsWith(
            "correct spring.datasource.url, spring.datasource.username and spring.datasource.password.")
        .doesNotContain("not-the-password");
  }

  @Test
  void aDatabaseThatCannotBeReachedIsNamed() throws Exception {
    int nobody;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      nobody = free.getLocalPort();
    }
    String url = "jdbc:postgresql://127.0.0.1:" + nobody + "/aceiro";

    assertThat(sentence(withDatabase(url + "?password=hidden-word", "aceiro", "x")))
        .startsWith("aceiro: The database at " + url + " cannot be used (")
        .contains("start it")
        .doesNotContain("hidden-word");
  }

  private Ended withDatabase(String url, String username, String password) throws Exception {
    return start(
        "--aceiro.home=" + temp.resolve("home"),
        "--server.port=0",
        "--aceiro.engine=in-process",
        "--spring.flyway.connect-retries=0",
        "--spring.datasource.url=" + url,
        "--spring.datasource.username=" + username,
        "--spring.datasource.password=" + password);
  }

  private static String sentence(Ended ended) {
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.output()).doesNotContain("\tat ");
    return ended
        .errors()
        .lines()
        .filter(line -> !line.startsWith("WARNING:"))
        .reduce((one, more) -> one + "\n" + more)
        .filter(said -> !said.contains("\n"))
        .orElseThrow(() -> new AssertionError(ended.errors()));
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
