package dev.aceiro.workflows.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.containment.ActionKind;
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Risk;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a proposal is filled with, and where that comes from. */
class FillingTest {
  private static final Estate ESTATE =
      estate(
          service(
              "api",
              "kind=ecs-service environment=prod cluster=blue service=api region=sa-east-1"
                  + " account=111111111111",
              "kind=ecs-service environment=hml cluster=test service=api",
              "kind=k8s-deployment environment=prod cluster=k namespace=web deployment=front"),
          service(
              "jobs",
              "kind=ecs-service cluster=blue service=small",
              "kind=ecs-service cluster=blue service=large",
              "kind=sqs-queue name=work",
              "kind=sqs-queue name=dead"),
          service("database", "kind=aurora-cluster name=main", "kind=security-group name=db"));

  private static final Map<String, ProposalForm> KINDS =
      Map.of(
          "scale",
          kind(
              "cluster! service! count!",
              "cluster=ecs-service.cluster service=ecs-service.service count region account"),
          "redrive",
          kind("queue!", "queue=sqs-queue.name"),
          "failover",
          kind("cluster!", "cluster=aurora-cluster.name reader"),
          "rule",
          kind("securityGroup!", "securityGroup=security-group.id|name"),
          "isolate",
          kind(
              "namespace! pod!",
              "namespace=k8s-deployment.namespace pod cluster=k8s-deployment.cluster"));

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      useHeadersInDisplayName = true,
      textBlock =
          """
          what; kind; services; environment; stated; alarms; filled
          one resource gives all it says; scale; api; prod; count=2; ''; account=111111111111<ESTATE:api cluster=blue<ESTATE:api count=2<PLAYBOOK region=sa-east-1<ESTATE:api service=api<ESTATE:api
          the environment chooses; scale; api; hml; count=2; ''; cluster=test<ESTATE:api count=2<PLAYBOOK service=api<ESTATE:api
          without one there are two; scale; api; ''; count=2; ''; cluster?ASKED count=2<PLAYBOOK service=api<ESTATE:api
          what is stated stands; scale; api; prod; service=other count=2; ServiceName=api; cluster?ASKED count=2<PLAYBOOK service=other<PLAYBOOK
          what is stated chooses; scale; jobs; prod; service=small count=2; ''; cluster=blue<ESTATE:jobs count=2<PLAYBOOK service=small<PLAYBOOK
          several are asked for; scale; jobs; prod; ''; ''; cluster=blue<ESTATE:jobs count?ASKED service?ASKED
          a dimension chooses among several; scale; jobs; prod; count=2; dimension.ServiceName=large; cluster=blue<ESTATE:jobs count=2<PLAYBOOK service=large<ALARM:alarm
          outside the estate it says nothing; scale; jobs; prod; count=2; dimension.ServiceName=elsewhere; cluster=blue<ESTATE:jobs count=2<PLAYBOOK service?ASKED
          of two that disagree neither counts; redrive; jobs; prod; ''; QueueName=work|QueueName=dead; queue?ASKED
          whatever its case; redrive; jobs; prod; ''; QUEUENAME=dead; queue=dead<ALARM:alarm
          the resources of another service are not ours; redrive; api; prod; ''; QueueName=work; queue?ASKED
          one needs no alarm; failover; database; prod; ''; DBClusterIdentifier=main; cluster=main<ESTATE:database
          of several keys the first there is; rule; database; prod; ''; ''; securityGroup=db<ESTATE:database
          the pod of an alarm is in its namespace; isolate; api; prod; ''; namespace=web pod=front-1; cluster=k<ESTATE:api namespace=web<ESTATE:api pod=front-1<ALARM:alarm
          a pod of another namespace is not; isolate; api; prod; ''; namespace=shop pod=front-1; cluster=k<ESTATE:api namespace=web<ESTATE:api pod?ASKED
          """)
  void isFilled(
      String what,
      String kind,
      String services,
      String environment,
      String stated,
      String alarms,
      String filled) {
    List<Filling.Said> said =
        Arrays.stream(alarms.split("\\|")).map(a -> new Filling.Said("alarm", map(a))).toList();
    List<Filled> found =
        Filling.of(ESTATE, List.of(services.split(" ")), environment, said)
            .fill(KINDS.get(kind), map(stated));
    assertThat(found.stream().map(FillingTest::inShort).collect(Collectors.joining(" ")))
        .isEqualTo(filled);
  }

  private static String inShort(Filled one) {
    return one.parameter()
        + (one.value() == null ? "?" : "=" + one.value() + "<")
        + one.from()
        + (one.source() == null ? "" : ":" + one.source());
  }

  private static SortedMap<String, String> map(String pairs) {
    SortedMap<String, String> map = new TreeMap<>();
    for (String pair : pairs.split(" ")) {
      int equals = pair.indexOf('=');
      if (equals >= 0) {
        map.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return map;
  }

  private static List<EstateResource> service(String id, String... resources) {
    return Arrays.stream(resources).map(one -> new EstateResource(id, map(one))).toList();
  }

  @SafeVarargs
  private static Estate estate(List<EstateResource>... services) {
    return new Estate(Arrays.stream(services).flatMap(List::stream).toList());
  }

  private static ProposalForm kind(String required, String parameters) {
    TreeMap<String, Object> properties = new TreeMap<>();
    for (String parameter : parameters.split(" ")) {
      int equals = parameter.indexOf('=');
      if (equals < 0) {
        properties.put(parameter, Map.of());
      } else {
        properties.put(
            parameter.substring(0, equals),
            Map.of(ActionKind.ESTATE, parameter.substring(equals + 1)));
      }
    }
    return ProposalForm.of(
        new ActionKind(
            "test.kind",
            Risk.REVERSIBLE,
            Nature.NONE,
            List.of(),
            List.of(),
            new TreeMap<>(
                Map.of(
                    "properties",
                    properties,
                    "required",
                    List.of(required.replace("!", "").split(" "))))));
  }
}
