package dev.aceiro.activities.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.aceiro.activities.containment.ActionHandler;
import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.Before;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Effect;
import dev.aceiro.activities.containment.NotTakenException;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Receipt;
import dev.aceiro.activities.permissions.HandlersAlone;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every handler against a real API server with its controllers, by an account that has what {@code
 * permissions} generates for it: enough for the action and its undo, and nothing more.
 */
class RealClusterTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void everyHandlerOnKubernetesHasAScenario() {
    assertThat(new HandlersAlone().types().stream().filter(type -> type.startsWith("k8s.")))
        .containsExactlyElementsOf(RealWorld.types());
  }

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void whatIsGeneratedIsEnough(Scenario scenario) {
    try (RealWorld world = new RealWorld(scenario)) {
      whole(scenario.handler(world.kubernetes()), scenario.parameters(world), true);
    }
  }

  /** Each verb of each rule, one at a time: the API server refuses, and it is said what. */
  @ParameterizedTest
  @EnumSource(Scenario.class)
  void withoutAnyPartOfItSomethingIsRefused(Scenario scenario) {
    List<String> unneeded = new ArrayList<>();
    SortedSet<String> elsewhere = elsewhere(scenario);
    for (String[] part : parts(scenario)) {
      try (RealWorld world = new RealWorld(scenario)) {
        ActionHandler<?> handler = scenario.handler(world.kubernetes());
        Record parameters = scenario.parameters(world);
        world.without(Integer.parseInt(part[0]), part[1]);
        Throwable refused = catchThrowable(() -> whole(handler, parameters, false));
        String operation = part[1] + " " + part[2];
        if (refused == null) {
          unneeded.add(operation);
          continue;
        }
        // Of several requests a later one that is refused leaves something done: the cause says it.
        Throwable said = refused instanceof IllegalStateException ? refused.getCause() : refused;
        assertThat(said)
            .as(operation)
            .isInstanceOfSatisfying(
                ActionRefusedException.class,
                e -> {
                  assertThat(e.code()).isEqualTo("k8s.refused");
                  assertThat(e.params()).containsEntry("error", "Forbidden");
                  assertThat(e.params().get("operation")).endsWith(" " + part[2]);
                  assertThat(e.params().get("said"))
                      .contains("cannot %s resource \"%s\"".formatted(part[1], part[2]));
                });
      }
    }
    assertThat(unneeded).isSubsetOf(elsewhere);
  }

  /** What the same kind of action needs in another situation. */
  private static SortedSet<String> elsewhere(Scenario scenario) {
    SortedSet<String> elsewhere = new TreeSet<>();
    switch (scenario) {
      case SCALE ->
          elsewhere.addAll(
              List.of("get horizontalpodautoscalers", "patch horizontalpodautoscalers"));
      case SCALE_WITH_AUTOSCALER -> elsewhere.add("patch deployments/scale");
      default -> {}
    }
    return elsewhere;
  }

  /** Number of the rule, verb, resource. */
  private static List<String[]> parts(Scenario scenario) {
    List<String[]> parts = new ArrayList<>();
    try (RealWorld world = new RealWorld(scenario)) {
      List<PolicyRule> rules = world.role().getRules();
      for (int i = 0; i < rules.size(); i++) {
        for (String verb : rules.get(i).getVerbs()) {
          parts.add(new String[] {String.valueOf(i), verb, rules.get(i).getResources().getFirst()});
        }
      }
    }
    return parts;
  }

  private static <P extends Record> void whole(
      ActionHandler<P> handler, Record given, boolean verified) {
    P parameters = handler.parameters().cast(given);
    Before before = handler.capture(parameters);
    assertThat(before.already()).isFalse();
    Call call = call("A1", "a");
    taken(() -> handler.apply(parameters, before, call));
    assertThat(handler.effect(parameters, before, call).kind()).isNotEqualTo(Effect.Kind.ABSENT);
    if (verified) {
      awaitDone(handler, parameters, before, call);
    }
    if (before.undoable()) {
      Call undo = call("A2", "b");
      taken(() -> handler.undo(parameters, before, undo));
      assertThat(handler.undoEffect(parameters, before, undo).kind())
          .isNotEqualTo(Effect.Kind.ABSENT);
    }
  }

  /** Where a controller was faster it is tried again, as the mechanism does. */
  private static void taken(Callable<Receipt> call) {
    await()
        .atMost(PATIENCE)
        .ignoreException(NotTakenException.class)
        .until(() -> call.call() != null);
  }

  private static <P extends Record> void awaitDone(
      ActionHandler<P> handler, P parameters, Before before, Call call) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> handler.verify(parameters, before, call).state() == Progress.State.DONE);
  }

  private static Call call(String action, String token) {
    return new Call("INC-1", action, token.repeat(64), Instant.now());
  }

  @Test
  void theServerKnowsOfNoOtherRuleForTheAccount() {
    try (RealWorld world = new RealWorld()) {
      SortedMap<String, SortedSet<String>> everywhere = rules(world.account(), "default");
      SortedMap<String, SortedSet<String>> here = rules(world.account(), world.namespace());
      everywhere.keySet().forEach(here::remove);

      SortedMap<String, SortedSet<String>> generated = new TreeMap<>();
      for (PolicyRule rule : world.role().getRules()) {
        add(
            generated,
            rule.getApiGroups(),
            rule.getResources(),
            rule.getResourceNames(),
            rule.getVerbs());
      }
      assertThat(here).isEqualTo(generated);
      assertThat(everywhere.keySet())
          .allMatch(
              rule ->
                  rule.startsWith("authorization.k8s.io/selfsubject")
                      || rule.startsWith("authentication.k8s.io/selfsubject"));
    }
  }

  private static SortedMap<String, SortedSet<String>> rules(
      KubernetesClient client, String namespace) {
    SortedMap<String, SortedSet<String>> rules = new TreeMap<>();
    for (ResourceRule rule :
        client
            .authorization()
            .v1()
            .selfSubjectRulesReview()
            .create(
                new SelfSubjectRulesReviewBuilder()
                    .withNewSpec()
                    .withNamespace(namespace)
                    .endSpec()
                    .build())
            .getStatus()
            .getResourceRules()) {
      add(
          rules,
          rule.getApiGroups(),
          rule.getResources(),
          rule.getResourceNames(),
          rule.getVerbs());
    }
    return rules;
  }

  private static void add(
      SortedMap<String, SortedSet<String>> rules,
      List<String> groups,
      List<String> resources,
      List<String> names,
      List<String> verbs) {
    for (String group : groups) {
      for (String resource : resources) {
        rules
            .computeIfAbsent(group + "/" + resource + " " + names, none -> new TreeSet<>())
            .addAll(verbs);
      }
    }
  }

  @Test
  void whatNoHandlerDoesIsRefused() {
    try (RealWorld world = new RealWorld();
        RealWorld neighbour = new RealWorld()) {
      String here = world.namespace();
      String there = neighbour.namespace();
      world.create(new SecretBuilder().withNewMetadata().withName("s").endMetadata().build());
      Stream.<Consumer<KubernetesClient>>of(
              k -> k.secrets().inNamespace(here).withName("s").get(),
              k -> k.secrets().inNamespace(here).list(),
              k -> k.configMaps().inNamespace(here).list(),
              k -> k.pods().inNamespace(here).list(),
              k -> k.pods().inNamespace(here).withName(world.awaitPod()).delete(),
              k -> k.apps().deployments().inNamespace(here).list(),
              k -> k.apps().deployments().inNamespace(here).withName("other").get(),
              k -> k.apps().deployments().inNamespace(here).withName(RealWorld.NAME).delete(),
              k -> k.apps().deployments().inNamespace(there).withName(RealWorld.NAME).get(),
              k -> k.network().v1().networkPolicies().inNamespace(there).list(),
              k -> k.network().v1().ingresses().inNamespace(here).withName("other").get(),
              k -> k.pods().inNamespace("kube-system").list(),
              k -> k.namespaces().withName(there).get(),
              k -> k.namespaces().list(),
              k -> k.nodes().list(),
              k -> k.rbac().roles().inNamespace(here).list(),
              k -> k.rbac().clusterRoles().list(),
              k -> k.serviceAccounts().inNamespace("aceiro").list())
          .forEach(
              attempt ->
                  assertThatThrownBy(() -> attempt.accept(world.account()))
                      .isInstanceOfSatisfying(
                          KubernetesClientException.class,
                          said -> assertThat(said.getCode()).isEqualTo(403)));
    }
  }
}
