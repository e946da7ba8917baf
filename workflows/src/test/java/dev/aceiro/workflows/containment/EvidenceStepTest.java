package dev.aceiro.workflows.containment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.aceiro.workflows.incident.Params;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which action is which evidence step. */
class EvidenceStepTest {
  private static final EvidenceStep ANY = EvidenceStep.any("aurora.snapshot");
  private static final EvidenceStep MAIN = snapshot("cluster", "main");
  private static final EvidenceStep OTHER = snapshot("cluster", "other");

  private static EvidenceStep snapshot(@Nullable String... stated) {
    return EvidenceStep.of("aurora.snapshot", Params.of(stated));
  }

  private static Action action(String type, @Nullable String... parameters) {
    return Actions.proposed("A1", type, Params.of(parameters), "", "ana", Instant.EPOCH);
  }

  private static Action taken(String cluster) {
    return action("aurora.snapshot", "cluster", cluster, "region", "sa-east-1");
  }

  @Test
  void anActionIsAStepIfItSaysWhateverTheStepStates() {
    assertThat(MAIN.isDoneBy(taken("main"))).isTrue();
    assertThat(MAIN.isDoneBy(taken("other"))).isFalse();
    assertThat(MAIN.isDoneBy(action("aurora.snapshot"))).isFalse();
    assertThat(ANY.isDoneBy(taken("other"))).isTrue();
    assertThat(ANY.isDoneBy(action("logs.export", "cluster", "main"))).isFalse();
  }

  @Test
  void whatOnlySaysHowAPersonDoesItIsNotWhatItIs() {
    assertThat(snapshot("instruction", "pg_dump", "nature", "EVIDENCE", "cluster", ""))
        .isEqualTo(ANY);
  }

  @Test
  void whatAPersonDoesIsKnownByItsInstructionHoweverItsLinesAreBroken() {
    EvidenceStep byHand =
        EvidenceStep.of(
            "manual", Map.of("instruction", "Exportar os logs\ne anotar", "nature", "EVIDENCE"));
    assertThat(byHand.isDoneBy(action("manual", "instruction", "Exportar os logs\r\ne anotar ")))
        .isTrue();
    assertThat(byHand.isDoneBy(action("manual", "instruction", "Olhar pela janela"))).isFalse();
    assertThat(byHand.inWords()).isEqualTo("manual (Exportar os logs\ne anotar)");
    assertThat(MAIN.inWords()).isEqualTo("aurora.snapshot (cluster main)");
  }

  @Test
  void actionsAreGivenToStepsSoThatAsFewAsPossibleAreMissing() {
    assertThat(EvidenceStep.missing(List.of(ANY, MAIN), List.of(taken("main"), taken("other"))))
        .isEmpty();
    assertThat(EvidenceStep.missing(List.of(ANY, MAIN), List.of(taken("main"))))
        .containsExactly(MAIN);
    assertThat(EvidenceStep.missing(List.of(MAIN, MAIN), List.of(taken("main"))))
        .containsExactly(MAIN);
  }

  @Test
  void whatTwoScenariosAskForIsOwedOnceAndTheNarrowerOfThem() {
    assertThat(EvidenceStep.together(List.of(ANY), List.of(MAIN))).containsExactly(MAIN);
    assertThat(EvidenceStep.together(List.of(MAIN), List.of(ANY))).containsExactly(MAIN);
    assertThat(EvidenceStep.together(List.of(MAIN), List.of(OTHER))).containsExactly(MAIN, OTHER);
    assertThat(EvidenceStep.together(List.of(MAIN), List.of(ANY, MAIN))).containsExactly(MAIN, ANY);
  }

  @Test
  void aHoldOfASnapshotFromBeforeKeepsItsTypes() throws Exception {
    ObjectMapper json = JsonMapper.builder().addModule(new JavaTimeModule()).build();
    HoldPut old =
        json.readValue(
            """
            {"hold":"EVIDENCE_FIRST","scenario":null,"flags":["SECURITY"],
             "evidence":["aurora.snapshot"],"at":0}
            """,
            HoldPut.class);
    assertThat(old.steps()).containsExactly(ANY);
    HoldPut now = HoldPut.of(Hold.EVIDENCE_FIRST, null, List.of(), List.of(MAIN), Instant.EPOCH);
    assertThat(json.readValue(json.writeValueAsString(now), HoldPut.class)).isEqualTo(now);
  }
}
