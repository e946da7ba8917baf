package dev.aceiro.workflows.incident;

import static dev.aceiro.workflows.incident.Drive.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aceiro.workflows.PlooralPlan;
import dev.aceiro.workflows.policy.Stage;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Snapshots that an older Aceiro wrote are where a newer one goes on. */
class SnapshotTest {
  private static final ObjectMapper JSON = JacksonJsonPayloadConverter.newDefaultObjectMapper();

  static List<Arguments> committed() throws IOException, URISyntaxException {
    List<Arguments> committed = new ArrayList<>();
    URL folder = Objects.requireNonNull(SnapshotTest.class.getResource("/snapshots"));
    try (Stream<Path> versions = Files.list(Path.of(folder.toURI()))) {
      for (Path version : versions.sorted().toList()) {
        for (Stage stage : Stage.values()) {
          committed.add(Arguments.of(String.valueOf(version.getFileName()), stage));
        }
      }
    }
    return committed;
  }

  @ParameterizedTest
  @MethodSource("committed")
  void aCommittedSnapshotIsReadAndAgreesWithItself(String version, Stage stage) throws IOException {
    Incident incident = new Incident(read(version, stage), PlooralPlan.plan());

    assertThat(incident.state().stage()).isEqualTo(stage);
    assertThat(incident.state().schemaVersion()).isEqualTo(IncidentState.SCHEMA_VERSION);
    assertThat(JSON.writeValueAsString(incident.state()))
        .isEqualTo(JSON.writeValueAsString(read(version, stage)));
  }

  @Test
  void anIncidentIsResumedFromACommittedSnapshotAndEnds() throws IOException {
    IncidentState snapshot = read(Stage.RECOVER).raisedTo(2);
    try (Drive drive = Drive.resume(snapshot)) {
      drive.decide(LEAD, "reclassify", "severity", "P1", "reason", "parcial");

      assertThat(drive.state().generation()).isEqualTo(2);
      assertThat(drive.codes(EntryCode.RESUMED)).hasSize(1);
      assertThat(drive.state().severity()).isEqualTo("P1");
    }
  }

  @Test
  void anIncidentFromBeforeKeepsItsOldRulesUntilItsNextRun() throws IOException {
    try (Drive drive = Drive.resume(read(Stage.CONTAIN))) {
      drive.decide(LEAD, "note", "text", "still the same run");
      assertThat(drive.state().strict()).isFalse();
      drive.decide(LEAD, "mark-contained", "summary", "next run");
      drive.until(IncidentState::strict);
      assertThat(drive.state().stage()).isEqualTo(Stage.RECOVER);
    }
    assertThat(read(Stage.CONTAIN).raisedTo(2).strict()).isTrue();
  }

  @Test
  void anIncidentThatWasLostBeforeItsFirstRecordIsOpenedAndResumed() throws IOException {
    IncidentState reserved = read(Stage.TRIAGE);
    reserved.nextSequence = 1;
    try (Drive drive = Drive.resume(reserved.raisedTo(2))) {
      drive.decide(LEAD, "note", "text", "afterwards");
      drive.at(Duration.ofMinutes(1));

      assertThat(drive.codes(EntryCode.OPENED)).extracting(TimelineEntry::sequence).contains(1L);
      assertThat(drive.codes(EntryCode.RESUMED)).extracting(TimelineEntry::sequence).contains(2L);
    }
  }

  @Test
  void aSnapshotOfANewerAceiroIsRefusedInWords() throws IOException {
    IncidentState newer = read(Stage.TRIAGE);
    newer.schemaVersion = IncidentState.SCHEMA_VERSION + 1;

    assertThatThrownBy(() -> new Incident(newer, PlooralPlan.plan()))
        .hasMessageContaining("this Aceiro knows forms up to");
  }

  private static IncidentState read(Stage stage) throws IOException {
    return read("v1", stage);
  }

  private static IncidentState read(String version, Stage stage) throws IOException {
    URL snapshot =
        Objects.requireNonNull(
            SnapshotTest.class.getResource("/snapshots/" + version + "/" + stage + ".json"),
            version + " " + stage);
    return JSON.readValue(snapshot, IncidentState.class);
  }
}
