package dev.aceiro.activities.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class ArtefactsTest {
  private static final byte[] SECRET =
      "{\"DATABASE_PASSWORD\":\"correct horse battery staple\"}".getBytes(StandardCharsets.UTF_8);
  private static final ArtefactKeys OLD = ArtefactKeys.of(key(1));

  private TestDatabase database;
  private JdbcClient jdbc;
  private Artefacts artefacts;

  @BeforeEach
  void start() {
    database = TestDatabase.fresh();
    jdbc = JdbcClient.create(database.dataSource());
    artefacts = new Artefacts(database.dataSource(), OLD);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void whatIsStoredComesBackByItsDigest() {
    String digest = artefacts.store("INC-1001", SECRET);

    assertThat(artefacts.read(digest)).hasValueSatisfying(b -> assertThat(b).isEqualTo(SECRET));
    assertThat(artefacts.read("unknown")).isEmpty();
  }

  @Test
  void theDatabaseHoldsNothingThatOneCouldRead() {
    artefacts.store("INC-1001", SECRET);

    byte[] content = jdbc.sql("select content from artefact").query(byte[].class).single();

    assertThat(new String(content, StandardCharsets.ISO_8859_1)).doesNotContain("horse");
    assertThat(
            jdbc.sql("select count(*) from artefact a where a::text like '%horse%'")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void theSameBytesAreKeptOnce() {
    assertThat(artefacts.store("INC-1001", SECRET)).isEqualTo(artefacts.store("INC-1002", SECRET));
    assertThat(jdbc.sql("select count(*) from artefact").query(Long.class).single()).isEqualTo(1);
  }

  @Test
  void twoArtefactsNeverLookAlike() {
    artefacts.store("INC-1001", new byte[100]);
    byte[] first = jdbc.sql("select content from artefact").query(byte[].class).single();
    jdbc.sql("delete from artefact").update();
    artefacts.store("INC-1001", new byte[100]);
    byte[] second = jdbc.sql("select content from artefact").query(byte[].class).single();

    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void whatSomebodyHasChangedIsNotReadAsIfItWereWhole() {
    String digest = artefacts.store("INC-1001", SECRET);
    jdbc.sql("update artefact set content = set_byte(content, 20, get_byte(content, 20) # 1)")
        .update();

    assertThatThrownBy(() -> artefacts.read(digest)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void oneArtefactCannotStandInForAnother() {
    String one = artefacts.store("INC-1001", SECRET);
    String other = artefacts.store("INC-1001", new byte[] {1});
    jdbc.sql(
            """
            update artefact set content = (select content from artefact where digest = :one)
            where digest = :other""")
        .param("one", one)
        .param("other", other)
        .update();

    assertThatThrownBy(() -> artefacts.read(other)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aNewKeyLeavesReadableWhatTheOldOneEncrypted() {
    String digest = artefacts.store("INC-1001", SECRET);

    Artefacts later = new Artefacts(database.dataSource(), ArtefactKeys.of(key(2), key(1)));
    Artefacts forgetful = new Artefacts(database.dataSource(), ArtefactKeys.of(key(2)));

    assertThat(later.read(digest)).isPresent();
    assertThatThrownBy(() -> forgetful.read(digest)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keysComeFromFiles(@TempDir Path folder) throws IOException {
    Path good = folder.resolve("good");
    Files.writeString(good, Base64.getUrlEncoder().withoutPadding().encodeToString(key(1)) + "\n");
    Path bad = folder.resolve("bad");
    Files.writeString(bad, "local");

    Artefacts same = new Artefacts(database.dataSource(), ArtefactKeys.read(List.of(good)));

    assertThat(same.read(artefacts.store("INC-1001", SECRET))).isPresent();
    assertThatThrownBy(() -> ArtefactKeys.read(List.of(bad)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(bad.toString());
  }

  @Test
  void aDifferenceIsCutBetweenCharacters() {
    String diff = "ã".repeat(20_000);

    String cut = Captures.cut(diff);

    assertThat(cut.getBytes(StandardCharsets.UTF_8).length)
        .isBetween(Captures.MOST_DIFF_BYTES - 4, Captures.MOST_DIFF_BYTES);
    assertThat(cut).endsWith("\n…").startsWith("ããã");
  }

  @Test
  void aCaptureIsFoundByWhatItsApprovalIsBoundTo() {
    Captures captures = new Captures(database.dataSource());
    Captures.Captured captured =
        new Captures.Captured(
            "INC-1001",
            "A1",
            "d1",
            artefacts.store("INC-1001", SECRET),
            "ecs/prod/api",
            "- a\n+ b",
            Samples.NOON);

    captures.store(captured);
    captures.store(captured);

    assertThat(captures.find("INC-1001", "A1", "d1")).contains(captured);
    assertThat(captures.find("INC-1001", "A1", "d2")).isEmpty();
  }

  private static byte[] key(int value) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) value);
    return key;
  }
}
