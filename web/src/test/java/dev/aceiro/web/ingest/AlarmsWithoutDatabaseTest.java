package dev.aceiro.web.ingest;

import static dev.aceiro.web.ingest.IngestTestApplication.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.http.RawHttp;
import dev.aceiro.web.http.RawHttp.Answer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(classes = IngestTestApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
class AlarmsWithoutDatabaseTest {

  @TempDir static Path home;

  @LocalServerPort private int port;
  @Autowired private EmbeddedPostgres postgres;

  @DynamicPropertySource
  static void folder(DynamicPropertyRegistry registry) {
    registry.add("aceiro.home", () -> home.toString());
  }

  @Test
  void whatCannotBeStoredIsAskedForAgainWithinSeconds() throws IOException {
    assertThat(alarm("en").status()).isEqualTo(202);
    postgres.close();
    Instant asked = Instant.now();

    Answer answer = alarm("pt-BR");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("retry-after")).isEqualTo("5");
    assertThat(answer.body()).contains("\"code\":\"alarm-not-stored\"", "Envie de novo.");
    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(10));
  }

  private Answer alarm(String language) {
    return new RawHttp(port)
        .post("/alarms/acme/generic")
        .json("{\"name\":\"a\"}")
        .header("Authorization", "Bearer " + TOKEN)
        .header("Accept-Language", language)
        .send();
  }
}
