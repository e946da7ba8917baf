package dev.aceiro.web.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aceiro.web.StartupFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnprivilegedTest {

  @TempDir Path temp;

  @BeforeEach
  void onlyRootCanBecomeNobody() throws Exception {
    assumeTrue(
        Files.getAttribute(temp, "unix:uid").equals(0) && Processes.onPath("setpriv").isPresent());
  }

  @Test
  void whereRootHasNoUserNamespacesTheServerRunsAsNobody() throws Exception {
    Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwx--x--x"));
    try (AceiroHome home = AceiroHome.lock(temp.resolve("home"))) {
      EmbeddedPostgres postgres = EmbeddedPostgres.start(home, Unprivileged.NOBODY);
      try {
        assertThat(ProcessHandle.of(postgres.pid()).flatMap(server -> server.info().user()))
            .contains("nobody");
      } finally {
        postgres.close();
      }
      EmbeddedPostgres again = EmbeddedPostgres.start(home, Unprivileged.NOBODY);
      again.close();
    }
  }

  @Test
  void aFolderThatNobodyMayNotEnterIsRefusedInOneSentence() throws Exception {
    Path closed = Files.createDirectory(temp.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    try (AceiroHome home = AceiroHome.lock(closed.resolve("home"))) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(home, Unprivileged.NOBODY))
          .isInstanceOf(StartupFailure.class)
          .hasMessageContaining("nobody may not enter " + closed);
    }
  }
}
