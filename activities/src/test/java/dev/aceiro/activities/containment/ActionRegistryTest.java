package dev.aceiro.activities.containment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.aceiro.workflows.incident.Params;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActionRegistryTest {
  private final ActionRegistry registry =
      new ActionRegistry(List.of(new ScriptedHandler(), new Manual()));

  @Test
  void everyKindIsListedWithWhatItNeeds() {
    assertThat(registry.list())
        .extracting(ActionDescription::type)
        .containsExactly("manual", "test.light");
    ActionDescription light = registry.find("test.light").orElseThrow();
    assertThat(light.permissions()).containsExactly("lamp:Light");
  }

  @Test
  void parametersAreDescribedAsJsonSchema() {
    Map<String, Object> schema = registry.find("test.light").orElseThrow().parameters();

    assertThat(schema)
        .containsEntry("type", "object")
        .containsEntry("required", List.of("name"))
        .containsEntry("additionalProperties", false);
    assertThat(schema.get("properties"))
        .isEqualTo(
            Map.of(
                "name",
                Map.of(
                    "type",
                    "string",
                    "maxLength",
                    500,
                    "description",
                    "Which lamp.",
                    "examples",
                    List.of("hall"),
                    "pattern",
                    "^(?:[a-z]+)$"),
                "brightness",
                Map.of("type", "integer", "description", "How bright.", "examples", List.of("3"))));
  }

  @Test
  void aProposalIsCheckedBeforeAnythingIsCaptured() {
    assertThat(registry.check("test.light", Params.of("name", "hall"))).isEmpty();
    assertThat(registry.check("test.light", Params.none()).orElseThrow().code())
        .isEqualTo("PARAMETER_MISSING");
    assertThat(registry.check("no.such", Params.none()).orElseThrow().code())
        .isEqualTo("UNKNOWN_TYPE");
  }

  @Test
  void twoHandlersOfOneTypeStopTheStart() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new ActionRegistry(List.of(new Manual(), new Manual())));
  }

  @Test
  void aParameterThatNobodyDocumentedStopsTheStart() {
    record Undocumented(String name) {}
    assertThatIllegalStateException()
        .isThrownBy(() -> Parameters.schema(Undocumented.class))
        .withMessageContaining("name has no @Doc");
  }
}
