package dev.aceiro.web.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.web.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AceiroHomeTest {

  @TempDir Path temp;

  @Test
  void nobodyButItsOwnerMayLookIntoIt() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("home"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    try (AceiroHome home = AceiroHome.lock(folder)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.folder())))
          .isEqualTo("rwx------");
      Path key = home.secrets().file("artefacts.key");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void secretsAreMadeOnceAndDifferFromEachOther() throws IOException {
    String first;
    try (AceiroHome home = AceiroHome.lock(temp)) {
      first = home.secrets().password("one");
      assertThat(first).hasSize(43).isNotEqualTo(home.secrets().password("other"));
    }
    assertThat(AceiroHome.at(temp).secrets().password("one")).isEqualTo(first);
  }

  @Test
  void onlyOneOwnerAtATime() throws IOException {
    try (AceiroHome home = AceiroHome.lock(temp)) {
      assertThat(home.locked()).isTrue();
      assertThatThrownBy(() -> AceiroHome.lock(temp))
          .isInstanceOf(StartupFailure.class)
          .hasMessageStartingWith("Aceiro is already running on " + home.folder())
          .hasMessageContaining("--aceiro.home=");
    }
    try (AceiroHome next = AceiroHome.lock(temp)) {
      assertThat(next.locked()).isTrue();
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsRefusedInOneSentence() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));

    assertThatThrownBy(() -> AceiroHome.lock(file.resolve("home")))
        .isInstanceOf(StartupFailure.class)
        .hasMessageStartingWith("Aceiro cannot keep its data in " + file.resolve("home"))
        .hasMessageContaining("--aceiro.home=");
  }
}
