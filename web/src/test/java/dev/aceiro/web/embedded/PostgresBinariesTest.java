package dev.aceiro.web.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {

  @TempDir Path temp;

  @Test
  void withoutTarTheyAreUnpackedAllTheSame() throws Exception {
    Path folder = temp.resolve("server");

    PostgresBinaries.unpack(PostgresBinaries.archive(), folder);

    ProcessBuilder version =
        new ProcessBuilder(folder.resolve("bin/pg_ctl").toString(), "--version");
    assertThat(Processes.run(version, Duration.ofSeconds(10)).output())
        .startsWith("pg_ctl (PostgreSQL) " + EmbeddedPostgres.MAJOR + ".");
  }

  @Test
  void theyAreUnpackedOnce() throws Exception {
    Path first = PostgresBinaries.unpack(temp);
    Path mark = Files.createFile(first.resolve("mark"));

    assertThat(PostgresBinaries.unpack(temp)).isEqualTo(first);
    assertThat(mark).exists();
  }
}
