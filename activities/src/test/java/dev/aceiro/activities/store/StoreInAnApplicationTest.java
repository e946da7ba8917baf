package dev.aceiro.activities.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
    classes = StoreTestConfiguration.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "spring.jpa.hibernate.ddl-auto=validate")
class StoreInAnApplicationTest {
  @TempDir private static Path folder;

  private final IncidentReadModel incidents;
  private final Changes changes;

  @Autowired
  StoreInAnApplicationTest(IncidentReadModel incidents, Changes changes) {
    this.incidents = incidents;
    this.changes = changes;
  }

  @DynamicPropertySource
  static void keyFile(DynamicPropertyRegistry properties) throws IOException {
    Path file = folder.resolve("artefacts");
    Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]));
    properties.add("aceiro.artefacts.key-file", file::toString);
  }

  @Test
  void entitiesAndSchemaAgree() {
    assertThat(incidents.list(IncidentFilter.ALL, null, 10).items()).isEmpty();
  }

  @Test
  void changesAreHeardWhileTheApplicationRuns() {
    assertThat(changes.isRunning()).isTrue();
  }
}
