package dev.aceiro.web.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.profile.yaml.EstateFile;
import dev.aceiro.web.profile.yaml.EstateFile.ServiceEntry;
import dev.aceiro.workflows.containment.ActionKind;
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Where the estate lists resources of a kind, only those are targets. */
class TargetsTest {
  private static final ActionKind SCALE =
      kind("cluster", "ecs-service.cluster", "service", "ecs-service.service");
  private static final ActionKind RULE = kind("securityGroup", "security-group.id|name");
  private static final ActionKind QUEUE = kind("queue", "sqs-queue.name");

  private final Targets targets =
      Targets.of(
          new EstateFile(
              List.of("prod"),
              List.of(
                  service(
                      Map.of("kind", "ecs-service", "cluster", "blue", "service", "api"),
                      Map.of("kind", "ecs-service", "cluster", "green", "service", "worker"),
                      Map.of("kind", "security-group", "name", "db"),
                      Map.of("kind", "security-group", "name", "web", "id", "sg-1"),
                      Map.of("kind", "lambda-function", "name", "job", "account", "111111111111"))),
              null,
              null,
              false));

  @Test
  void whatTheEstateListsIsATarget() {
    assertThat(outside(SCALE, "cluster", "blue", "service", "api")).isNull();
    assertThat(outside(SCALE, "service", "worker")).isNull();
  }

  @Test
  void whatItDoesNotListIsNoneAndTheKnownNamesAreSaid() {
    Targets.Stranger stranger = outside(SCALE, "cluster", "blue", "service", "billing");
    assertThat(stranger).isNotNull();
    assertThat(stranger.parameter()).isEqualTo("service");
    assertThat(stranger.value()).isEqualTo("billing");
    assertThat(stranger.known()).containsExactly("api");
  }

  @Test
  void theParametersMustNameOneAndTheSameResource() {
    assertThat(outside(SCALE, "cluster", "green", "service", "api")).isNotNull();
  }

  @Test
  void oneOfSeveralNamesWillDo() {
    assertThat(outside(RULE, "securityGroup", "sg-1")).isNull();
    assertThat(outside(RULE, "securityGroup", "db")).isNull();
    assertThat(outside(RULE, "securityGroup", "sg-2")).isNotNull();
  }

  @Test
  void anArnNamesWhatItEndsWith() {
    assertThat(outside(SCALE, "service", "arn:aws:ecs:sa-east-1:1:service/blue/api")).isNull();
    assertThat(outside(SCALE, "service", "arn:aws:ecs:sa-east-1:1:service/blue/xapi")).isNotNull();
    assertThat(outside(SCALE, "service", "x/api")).isNotNull();
  }

  @Test
  void ofAKindThatTheEstateDoesNotListItSaysNothing() {
    assertThat(outside(QUEUE, "queue", "anything")).isNull();
  }

  @Test
  void anotherAccountThanTheTargetsIsOutside() {
    ActionKind job = kind("function", "lambda-function.name");
    assertThat(outside(job, "function", "job", "account", "111111111111")).isNull();
    Targets.Stranger stranger = outside(job, "function", "job", "account", "222222222222");
    assertThat(stranger).isNotNull();
    assertThat(stranger.parameter()).isEqualTo("account");
  }

  private Targets.Stranger outside(ActionKind kind, String... said) {
    TreeMap<String, String> parameters = new TreeMap<>();
    for (int i = 0; i < said.length; i += 2) {
      parameters.put(said[i], said[i + 1]);
    }
    return targets.outside(kind, parameters);
  }

  private static ActionKind kind(String... parametersAndEstate) {
    TreeMap<String, Object> properties = new TreeMap<>();
    for (int i = 0; i < parametersAndEstate.length; i += 2) {
      properties.put(parametersAndEstate[i], Map.of(ActionKind.ESTATE, parametersAndEstate[i + 1]));
    }
    return new ActionKind(
        "test.kind",
        Risk.REVERSIBLE,
        Nature.NONE,
        List.of(),
        List.of(),
        new TreeMap<>(Map.of("properties", properties)));
  }

  @SafeVarargs
  private static ServiceEntry service(Map<String, String>... resources) {
    return new ServiceEntry(
        "all",
        "All",
        List.of(resources).stream().map(TreeMap::new).map(TargetsTest::sorted).toList(),
        null,
        null,
        false);
  }

  private static SortedMap<String, String> sorted(TreeMap<String, String> map) {
    return map;
  }
}
