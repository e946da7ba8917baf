package dev.aceiro.workflows.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.containment.ActionKind;
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Where the estate lists resources of a kind, only those are targets. */
class EstateTest {
  private static final ProposalForm SCALE =
      kind("cluster", "ecs-service.cluster", "service", "ecs-service.service");
  private static final ProposalForm RULE = kind("securityGroup", "security-group.id|name");
  private static final ProposalForm QUEUE = kind("queue", "sqs-queue.name");

  private final Estate estate =
      new Estate(
          List.of(
              thing("kind", "ecs-service", "cluster", "blue", "service", "api"),
              thing("kind", "ecs-service", "cluster", "green", "service", "worker"),
              thing("kind", "security-group", "name", "db"),
              thing("kind", "security-group", "name", "web", "id", "sg-1"),
              thing("kind", "lambda-function", "name", "job", "account", "111111111111"),
              thing("kind", "lambda-function", "name", "staged", "environment", "staging")));

  @Test
  void whatTheEstateListsIsATarget() {
    assertThat(outside(SCALE, "cluster", "blue", "service", "api")).isNull();
    assertThat(outside(SCALE, "service", "worker")).isNull();
  }

  @Test
  void aParameterThatNamesNothingOfTheEstateMayBeAnything() {
    ProposalForm scale = kind("service", "ecs-service.service", "count", "");
    assertThat(outside(scale, "service", "api", "count", "7", "unheard-of", "x")).isNull();
  }

  @Test
  void whatItDoesNotListIsNoneAndTheKnownNamesAreSaid() {
    Estate.Stranger stranger = outside(SCALE, "cluster", "blue", "service", "billing");
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
  void whatIsInAnotherEnvironmentIsOutside() {
    ProposalForm job = kind("function", "lambda-function.name");
    TreeMap<String, String> staged = new TreeMap<>(Map.of("function", "staged"));
    assertThat(estate.outside(job, staged, null)).isNull();
    assertThat(estate.outside(job, staged, "staging")).isNull();
    Estate.Stranger stranger = estate.outside(job, staged, "prod");
    assertThat(stranger).isNotNull();
    assertThat(stranger.parameter()).isEqualTo(Estate.ENVIRONMENT);
    assertThat(stranger.known()).containsExactly("staging");
    TreeMap<String, String> anywhere = new TreeMap<>(Map.of("function", "job"));
    assertThat(estate.outside(job, anywhere, "prod")).isNull();
  }

  @Test
  void anotherAccountThanTheTargetsIsOutside() {
    ProposalForm job = kind("function", "lambda-function.name");
    assertThat(outside(job, "function", "job", "account", "111111111111")).isNull();
    Estate.Stranger stranger = outside(job, "function", "job", "account", "222222222222");
    assertThat(stranger).isNotNull();
    assertThat(stranger.parameter()).isEqualTo("account");
  }

  private Estate.Stranger outside(ProposalForm kind, String... said) {
    return estate.outside(kind, map(said), null);
  }

  private static ProposalForm kind(String... parametersAndEstate) {
    TreeMap<String, Object> properties = new TreeMap<>();
    for (int i = 0; i < parametersAndEstate.length; i += 2) {
      String names = parametersAndEstate[i + 1];
      properties.put(
          parametersAndEstate[i], names.isEmpty() ? Map.of() : Map.of(ActionKind.ESTATE, names));
    }
    return ProposalForm.of(
        new ActionKind(
            "test.kind",
            Risk.REVERSIBLE,
            Nature.NONE,
            List.of(),
            List.of(),
            new TreeMap<>(Map.of("properties", properties))));
  }

  private static EstateResource thing(String... says) {
    return new EstateResource("all", map(says));
  }

  private static SortedMap<String, String> map(String... said) {
    SortedMap<String, String> map = new TreeMap<>();
    for (int i = 0; i < said.length; i += 2) {
      map.put(said[i], said[i + 1]);
    }
    return map;
  }
}
