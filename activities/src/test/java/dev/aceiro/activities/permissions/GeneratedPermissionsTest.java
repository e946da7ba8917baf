package dev.aceiro.activities.permissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aceiro.workflows.containment.LeastPrivilege.GrantDocument;
import dev.aceiro.workflows.containment.LeastPrivilege.Home;
import dev.aceiro.workflows.containment.LeastPrivilege.Note;
import dev.aceiro.workflows.incident.Params;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** From the handlers of this program, for estates of every shape. */
class GeneratedPermissionsTest {
  private static final HandlersAlone PROGRAM = new HandlersAlone();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Home HOME =
      new Home("111111111111", "sa-east-1", "aceiro-responder", "aceiro");

  private static final List<SortedMap<String, String>> ESTATE =
      List.of(
          Params.of("kind", "ecs-service", "cluster", "c", "service", "s", "taskRoles", "r1, r2"),
          Params.of("kind", "lambda-function", "name", "f"),
          Params.of("kind", "event-rule", "name", "nightly"),
          Params.of("kind", "sqs-queue", "name", "q"),
          Params.of("kind", "aurora-cluster", "name", "a", "instances", "a-1, a-2"),
          Params.of("kind", "cloudfront-distribution", "name", "d", "id", "E1"),
          Params.of("kind", "log-group", "name", "/ecs/c", "bucket", "evidence"),
          Params.of("kind", "pipeline", "name", "p"),
          Params.of("kind", "load-balancer", "name", "b"),
          Params.of("kind", "security-group", "id", "sg-1"),
          Params.of("kind", "network-acl", "id", "acl-1"),
          Params.of("kind", "network-interface", "id", "eni-1"),
          Params.of("kind", "web-acl", "name", "w"),
          Params.of("kind", "ip-set", "name", "i", "scope", "REGIONAL"),
          Params.of("kind", "k8s-deployment", "namespace", "api", "deployment", "fastapi"),
          Params.of("kind", "k8s-ingress", "namespace", "api", "ingress", "api"),
          Params.of("kind", "railway-service", "project", "p", "service", "backend"));

  private static List<GrantDocument> all(List<SortedMap<String, String>> estate) {
    return PROGRAM.documents(PROGRAM.types(), estate, HOME);
  }

  private static List<GrantDocument> of(String type, List<SortedMap<String, String>> estate) {
    return PROGRAM.documents(new TreeSet<>(List.of(type)), estate, HOME);
  }

  /** A handler whose permission is not in the reference fails here. */
  @Test
  void everyPermissionOfEveryHandlerIsGrantedForAnEstateThatHasEverything() {
    assertThat(all(ESTATE)).extracting(GrantDocument::file).contains("kubernetes.yaml");
    assertThat(all(ESTATE))
        .flatExtracting(GrantDocument::notes)
        .extracting(Note::code)
        .isSubsetOf("aws.split", "aws.wide", "railway.token", "postgres.user");
  }

  @Test
  void aKindOfActionThatNeedsNothingIsNotAmongThem() {
    assertThat(PROGRAM.types()).contains("ecs.scale", "k8s.restart").doesNotContain("manual");
  }

  @Test
  void everyPolicyIsWhatIamTakes() throws IOException {
    for (GrantDocument document : policies(all(ESTATE))) {
      JsonNode policy = JSON.readTree(document.text());
      assertThat(policy.toString().length()).isLessThanOrEqualTo(Policy.LIMIT);
      assertThat(policy.path("Version").asText()).isEqualTo("2012-10-17");
      assertThat(policy.path("Statement")).isNotEmpty();
      for (JsonNode statement : policy.path("Statement")) {
        assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
        assertThat(texts(statement.path("Action")))
            .isNotEmpty()
            .allMatch(action -> action.matches("[a-z0-9-]+:[A-Z][A-Za-z]+"));
        assertThat(texts(statement.path("Resource")))
            .isNotEmpty()
            .allMatch(
                arn ->
                    arn.equals("*")
                        || arn.matches("arn:aws:s3:::[^{}*\\s]+/[^{}\\s]+")
                        || arn.matches("arn:aws:[a-z0-9-]+:[a-z0-9-]*:\\d{12}:[^{}\\s]+"));
      }
    }
  }

  @Test
  void nothingThatChangesAnythingIsAllowedEverywhere() throws IOException {
    for (JsonNode statement : statements(all(ESTATE))) {
      if (texts(statement.path("Resource")).contains("*")) {
        assertThat(texts(statement.path("Action")))
            .allMatch(action -> action.matches("[a-z0-9-]+:(Describe|List|Get)[A-Za-z]+"));
        assertThat(statement.path("Condition").path("StringEquals").has("aws:RequestedRegion"))
            .isTrue();
      }
    }
  }

  @Test
  void rolesArePassedToTasksAloneAndOnlyThoseThatAreNamed() throws IOException {
    JsonNode pass = allowing("iam:PassRole", of("ecs.memory", ESTATE)).getFirst();
    assertThat(texts(pass.path("Resource")))
        .containsExactly("arn:aws:iam::111111111111:role/r1", "arn:aws:iam::111111111111:role/r2");
    assertThat(pass.at("/Condition/StringEquals/iam:PassedToService").asText())
        .isEqualTo("ecs-tasks.amazonaws.com");
  }

  @Test
  void tasksAreThoseOfTheCluster() throws IOException {
    JsonNode stop = allowing("ecs:StopTask", of("ecs.stop-task", ESTATE)).getFirst();
    assertThat(stop.at("/Condition/ArnEquals/ecs:cluster").asText())
        .isEqualTo("arn:aws:ecs:sa-east-1:111111111111:cluster/c");
  }

  @Test
  void whatTheEstateLacksIsNotGrantedAndThatIsSaid() throws IOException {
    List<SortedMap<String, String>> estate = List.of(Params.of("kind", "sqs-queue", "name", "q"));
    assertThat(of("ecs.scale", estate)).isEmpty();
    List<GrantDocument> both =
        PROGRAM.documents(new TreeSet<>(List.of("ecs.scale", "sqs.redrive")), estate, HOME);
    assertThat(both).hasSize(1);
    assertThat(both.getFirst().text()).contains("sqs:SendMessage").doesNotContain("ecs");
    assertThat(both.getFirst().notes())
        .contains(
            new Note("aws.no-target", Params.of("kinds", "ecs-service", "types", "ecs.scale")));
  }

  @Test
  void whatTheEstateDoesNotSayIsWideAndThatIsSaid() throws IOException {
    List<GrantDocument> documents =
        of("aurora.reboot", List.of(Params.of("kind", "aurora-cluster", "name", "a")));
    assertThat(texts(allowing("rds:RebootDBInstance", documents).getFirst().path("Resource")))
        .containsExactly("arn:aws:rds:sa-east-1:111111111111:db:*");
    assertThat(documents.getFirst().notes())
        .containsExactly(new Note("aws.wide", Params.of("values", "aurora-cluster/instances")));
  }

  @Test
  void anotherAccountHasARoleOfItsOwnThatTheResponderMayAssume() throws IOException {
    List<GrantDocument> documents =
        of(
            "sqs.redrive",
            List.of(
                Params.of("kind", "sqs-queue", "name", "q"),
                Params.of(
                    "kind",
                    "sqs-queue",
                    "name",
                    "r",
                    "account",
                    "222222222222",
                    "region",
                    "us-east-2")));
    assertThat(documents)
        .extracting(GrantDocument::file)
        .containsExactly("aws-111111111111.json", "aws-222222222222.json");
    assertThat(documents.getFirst().text()).contains(":q\"").doesNotContain(":r\"");
    assertThat(documents.getLast().text())
        .contains("arn:aws:sqs:us-east-2:222222222222:r")
        .doesNotContain("sts:");
    assertThat(
            texts(allowing("sts:AssumeRole", documents.subList(0, 1)).getFirst().path("Resource")))
        .containsExactly("arn:aws:iam::222222222222:role/aceiro-responder");
  }

  @Test
  void withoutAccountAndRegionEveryOneIsMeant() {
    Home nowhere = new Home(null, null, "aceiro-responder", "aceiro");
    GrantDocument document =
        PROGRAM
            .documents(
                new TreeSet<>(List.of("sqs.redrive")),
                List.of(Params.of("kind", "sqs-queue", "name", "q")),
                nowhere)
            .getFirst();
    assertThat(document.file()).isEqualTo("aws-own.json");
    assertThat(document.text()).contains("\"arn:aws:sqs:*:*:q\"");
    assertThat(document.notes())
        .containsExactly(
            new Note("aws.wide", Params.of("values", "sqs-queue/account, sqs-queue/region")));
  }

  @Test
  void aLargeEstateTakesSeveralPoliciesAndLosesNothing() throws IOException {
    List<SortedMap<String, String>> estate = new ArrayList<>();
    IntStream.range(0, 200)
        .forEach(
            i ->
                estate.add(
                    Params.of("kind", "sqs-queue", "name", "a-queue-of-a-large-estate-" + i)));
    List<GrantDocument> documents = of("sqs.redrive", estate);
    assertThat(documents).hasSizeGreaterThan(2);
    SortedSet<String> granted = new TreeSet<>();
    for (GrantDocument document : documents) {
      assertThat(JSON.readTree(document.text()).toString().length())
          .isLessThanOrEqualTo(Policy.LIMIT);
    }
    for (JsonNode statement : allowing("sqs:SendMessage", documents)) {
      granted.addAll(texts(statement.path("Resource")));
    }
    assertThat(granted).hasSize(200);
    assertThat(documents.getFirst().notes()).extracting(Note::code).contains("aws.split");
  }

  @Test
  void theOrderOfTheEstateChangesNothing() {
    assertThat(all(ESTATE.reversed())).isEqualTo(all(ESTATE));
  }

  @Test
  void manifestsAreWhatKubernetesTakes() {
    GrantDocument document =
        all(ESTATE).stream()
            .filter(one -> one.file().equals("kubernetes.yaml"))
            .findFirst()
            .orElseThrow();
    Object read = new KubernetesSerialization().unmarshal(document.text());
    assertThat(read)
        .asInstanceOf(InstanceOfAssertFactories.collection(HasMetadata.class))
        .extracting(HasMetadata::getKind)
        .containsExactly("ServiceAccount", "Role", "RoleBinding");
  }

  @Test
  void aNamespaceWithoutTheTargetGetsNoRuleForIt() {
    String ingress = "k8s.reduce-traffic";
    List<SortedMap<String, String>> estate =
        List.of(
            Params.of("kind", "k8s-deployment", "namespace", "web", "deployment", "django"),
            Params.of("kind", "k8s-ingress", "namespace", "api", "ingress", "api"));
    assertThat(roles(of(ingress, estate).getFirst()))
        .singleElement()
        .satisfies(
            role -> {
              assertThat(role.getMetadata().getNamespace()).isEqualTo("api");
              assertThat(role.getRules())
                  .singleElement()
                  .extracting(PolicyRule::getResourceNames)
                  .isEqualTo(List.of("api"));
            });
  }

  private static List<Role> roles(GrantDocument document) {
    Collection<?> all = (Collection<?>) new KubernetesSerialization().unmarshal(document.text());
    return all.stream().filter(Role.class::isInstance).map(Role.class::cast).toList();
  }

  @Test
  void nothingOfTheMachineIsRead() {
    System.setProperty("aceiro.aws.region", "eu-north-1");
    try {
      assertThatCode(() -> assertThat(new HandlersAlone().types()).isEqualTo(PROGRAM.types()))
          .doesNotThrowAnyException();
    } finally {
      System.clearProperty("aceiro.aws.region");
    }
  }

  private static List<GrantDocument> policies(List<GrantDocument> documents) {
    return documents.stream().filter(one -> one.file().endsWith(".json")).toList();
  }

  private static List<JsonNode> statements(List<GrantDocument> documents) throws IOException {
    List<JsonNode> statements = new ArrayList<>();
    for (GrantDocument document : policies(documents)) {
      JSON.readTree(document.text()).path("Statement").forEach(statements::add);
    }
    return statements;
  }

  private static List<JsonNode> allowing(String action, List<GrantDocument> documents)
      throws IOException {
    return statements(documents).stream()
        .filter(statement -> texts(statement.path("Action")).contains(action))
        .toList();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
