package dev.aceiro.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.store.KillSwitch;
import dev.aceiro.web.RunningAceiro;
import dev.aceiro.web.console.Paper.Form;
import dev.aceiro.web.console.Paper.Page;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Where people sign in, only those whom {@code aceiro.security.operators} names give orders. */
class OperatorsRightsTest {
  @TempDir private static Path folder;
  private static RunningAceiro aceiro;

  @BeforeAll
  static void start() throws Exception {
    aceiro =
        RunningAceiro.start(
            folder.resolve("home"),
            "--aceiro.mode=server",
            "--aceiro.allowed-hosts=localhost",
            "--aceiro.profiles=" + acme(),
            "--acme.token=a-token-that-is-long-enough",
            "--spring.mail.host=127.0.0.1",
            "--aceiro.mail.from=aceiro@acme.example",
            "--aceiro.security.users-file=" + users(),
            "--aceiro.security.operators=olga");
    JdbcClient.create(aceiro.bean(DataSource.class))
        .sql(
            """
            insert into quarantine (incident, generation, what, sqlstate, detail, content, digest)
            values ('INC-1', 1, 'entry 1', '22021', 'no such character', 'as sent', 'd')\
            """)
        .update();
  }

  @AfterAll
  static void stop() {
    aceiro.close();
  }

  private static Path acme() throws IOException, URISyntaxException {
    Path from =
        Path.of(Objects.requireNonNull(OperatorsRightsTest.class.getResource("/acme")).toURI());
    Path to = folder.resolve("acme");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    Path sources = to.resolve("sources.yaml");
    Files.writeString(
        sources, Files.readString(sources).replace("env:ACME_TOKEN", "property:acme.token"));
    return to;
  }

  private static Path users() throws IOException {
    Path file = folder.resolve("users.yaml");
    StringBuilder users = new StringBuilder("users:\n");
    for (String name : List.of("olga", "ana")) {
      users.append(
          """
            - username: %1$s
              name: %1$s
              email: %1$s@acme.example
              password: "{bcrypt}%2$s"
          """
              .formatted(name, new BCryptPasswordEncoder(4).encode("correct horse")));
    }
    return Files.writeString(file, users.toString());
  }

  private static Paper signedIn(String name) {
    Paper paper = new Paper(aceiro.port()).speaking("en");
    Page landed =
        paper.new Form("/login", paper.get("/login").html())
            .set("username", name)
            .set("password", "correct horse")
            .submit();
    assertThat(landed.at().toString()).doesNotContain("/login");
    return paper;
  }

  @Test
  void whereNobodyHasSignedInItIsSaidThatContainmentIsStoppedAndNotWhy() {
    KillSwitch killSwitch = aceiro.bean(KillSwitch.class);
    killSwitch.pull(KillSwitch.EVERYWHERE, "olga", "api", "wrong account");
    try {
      assertThat(new Paper(aceiro.port()).speaking("en").get("/login").part("stops"))
          .contains("Containment is stopped everywhere.")
          .doesNotContain("olga", "wrong account");
    } finally {
      killSwitch.release(KillSwitch.EVERYWHERE, "olga", "api", "over");
    }
  }

  @Test
  void anOperatorIsOfferedOrders() {
    Page page = signedIn("olga").get("/status");
    assertThat(page.forms()).contains("resume", "resume-all");
    assertThat(page.part("quarantine")).contains("/status/quarantine/record-1");
    Page resumed = page.form("resume-all").set("reason", "restored").submit();
    assertThat(resumed.text()).contains("0 resumed");
  }

  @Test
  void whoIsNoOperatorIsOfferedNone() {
    Paper paper = signedIn("ana");
    Page page = paper.get("/status");
    assertThat(page.forms()).doesNotContain("resume", "resume-all");
    assertThat(page.text()).contains("Only an operator of this installation");
    assertThat(page.part("quarantine"))
        .contains("entry 1")
        .doesNotContain("/status/quarantine/record-1");
    assertThat(paper.get("/status/quarantine/record-1").status()).isEqualTo(403);
  }

  @Test
  void whoIsNoOperatorCannotOrderAnyway() {
    Paper paper = signedIn("ana");
    Form test = paper.get("/status").form("test-email");
    String token = test.value("_csrf");
    for (String path :
        List.of(
            "/status/resumption",
            "/status/resumption-of-all",
            "/status/quarantine/record-1/acknowledgement")) {
      Page page =
          paper.new Form(path, "")
              .set("_csrf", token)
              .set("incident", "INC-1")
              .set("reason", "because")
              .submit();
      assertThat(page.status()).as(path).isEqualTo(403);
      assertThat(page.text()).as(path).contains("operator of this installation");
    }
  }
}
