package dev.aceiro.activities.kubernetes;

import static org.awaitility.Awaitility.await;

import dev.aceiro.activities.IntegrationState;
import dev.aceiro.activities.containment.ActionHandler;
import dev.aceiro.activities.containment.ActionRegistry;
import dev.aceiro.activities.permissions.GeneratedPermissions;
import dev.aceiro.workflows.containment.LeastPrivilege.GrantDocument;
import dev.aceiro.workflows.containment.LeastPrivilege.Home;
import dev.aceiro.workflows.incident.Params;
import dev.aceiro.workflows.status.StatusPart;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A namespace of its own on the real API server, with a deployment, and a service account that has
 * what is generated for the kinds of action.
 */
final class RealWorld implements AutoCloseable {
  static final String NAME = "fastapi";
  private static final String HOME = "aceiro";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final KubernetesClient administrator = ControlPlane.shared().administrator();
  private final int number = NUMBER.incrementAndGet();
  private final String namespace = "api-" + number;
  private final Home home = new Home(null, null, "responder-" + number, HOME);
  private final KubernetesClients clients;
  private final Kubernetes kubernetes;
  private final KubernetesClient account;

  /** For these kinds of action alone; for every one, if none is said. */
  RealWorld(Scenario... scenarios) {
    namespace(HOME);
    namespace(namespace);
    deploy();
    SortedSet<String> types = new TreeSet<>();
    Arrays.stream(scenarios).forEach(one -> types.add(alone(one).type()));
    grant(types);
    Path kubeconfig = ControlPlane.shared().kubeconfig(token());
    KubernetesSettings settings =
        settings(Map.of("prod", new KubernetesSettings.Cluster(kubeconfig, "prod", false)));
    clients = new KubernetesClients(settings);
    kubernetes = kubernetes(settings, clients);
    account = ControlPlane.client(kubeconfig);
    Arrays.stream(scenarios).forEach(one -> one.arrange(this));
  }

  private static Kubernetes kubernetes(KubernetesSettings settings, KubernetesClients clients) {
    return new Kubernetes(
        settings,
        clients,
        new KubernetesCalls(
            new IntegrationState(
                "kubernetes", StatusPart.Kind.TARGET, true, InstantSource.system())));
  }

  private static KubernetesSettings settings(Map<String, KubernetesSettings.Cluster> clusters) {
    return new KubernetesSettings(
        null,
        clusters,
        Duration.ofSeconds(3),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(25),
        Duration.ofMinutes(1));
  }

  /** The handler without any cluster: it can say what it is. */
  private static ActionHandler<?> alone(Scenario scenario) {
    KubernetesSettings none = settings(Map.of());
    return scenario.handler(kubernetes(none, new KubernetesClients(none)));
  }

  /** Every kind of action that there is a scenario for. */
  static SortedSet<String> types() {
    SortedSet<String> types = new TreeSet<>();
    Arrays.stream(Scenario.values()).forEach(one -> types.add(alone(one).type()));
    return types;
  }

  private void namespace(String name) {
    administrator
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .serverSideApply();
  }

  private void deploy() {
    create(
        new DeploymentBuilder()
            .withNewMetadata()
            .withName(NAME)
            .endMetadata()
            .withNewSpec()
            .withReplicas(2)
            .withNewSelector()
            .addToMatchLabels("app", NAME)
            .endSelector()
            .withNewTemplate()
            .withNewMetadata()
            .addToLabels("app", NAME)
            .endMetadata()
            .withNewSpec()
            .addNewContainer()
            .withName("api")
            .withImage("repo/api:1")
            .endContainer()
            .endSpec()
            .endTemplate()
            .endSpec()
            .build());
  }

  /** What the program prints, applied as it is. */
  private void grant(SortedSet<String> types) {
    List<ActionHandler<?>> handlers = new ArrayList<>();
    SortedSet<String> all = new TreeSet<>();
    for (Scenario scenario : Scenario.values()) {
      ActionHandler<?> handler = alone(scenario);
      if (all.add(handler.type())) {
        handlers.add(handler);
      }
    }
    for (GrantDocument document :
        new GeneratedPermissions(new ActionRegistry(handlers))
            .documents(types.isEmpty() ? all : types, estate(), home)) {
      administrator
          .load(new ByteArrayInputStream(document.text().getBytes(StandardCharsets.UTF_8)))
          .serverSideApply();
    }
    PolicyRule last = role().getRules().getLast();
    awaitAllowed(last, last.getVerbs().getLast(), true);
  }

  private List<SortedMap<String, String>> estate() {
    return List.of(
        Params.of("kind", "k8s-deployment", "namespace", namespace, "deployment", NAME),
        Params.of("kind", "k8s-ingress", "namespace", namespace, "ingress", NAME));
  }

  private String token() {
    return administrator
        .serviceAccounts()
        .inNamespace(HOME)
        .withName(home.name())
        .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
        .getStatus()
        .getToken();
  }

  /** The role that was generated. */
  Role role() {
    return administrator.rbac().roles().inNamespace(namespace).withName(home.name()).require();
  }

  /** Takes one verb of one rule away, and waits until that is so. */
  void without(int rule, String verb) {
    PolicyRule taken = role().getRules().get(rule);
    administrator
        .rbac()
        .roles()
        .inNamespace(namespace)
        .withName(home.name())
        .edit(
            role -> {
              RoleBuilder changed =
                  new RoleBuilder(role).editRule(rule).removeFromVerbs(verb).endRule();
              return changed.buildRule(rule).getVerbs().isEmpty()
                  ? changed.removeFromRules(changed.buildRule(rule)).build()
                  : changed.build();
            });
    awaitAllowed(taken, verb, false);
  }

  private void awaitAllowed(PolicyRule rule, String verb, boolean allowed) {
    String[] resource = rule.getResources().getFirst().split("/", 2);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                administrator
                        .authorization()
                        .v1()
                        .subjectAccessReview()
                        .create(
                            new SubjectAccessReviewBuilder()
                                .withNewSpec()
                                .withUser("system:serviceaccount:" + HOME + ":" + home.name())
                                .withNewResourceAttributes()
                                .withNamespace(namespace)
                                .withGroup(rule.getApiGroups().getFirst())
                                .withResource(resource[0])
                                .withSubresource(resource.length == 1 ? null : resource[1])
                                .withName(
                                    rule.getResourceNames().isEmpty()
                                        ? null
                                        : rule.getResourceNames().getFirst())
                                .withVerb(verb)
                                .endResourceAttributes()
                                .endSpec()
                                .build())
                        .getStatus()
                        .getAllowed()
                    == allowed);
  }

  String namespace() {
    return namespace;
  }

  Kubernetes kubernetes() {
    return kubernetes;
  }

  /** A client of the account, which tries what no handler does. */
  KubernetesClient account() {
    return account;
  }

  /** Another deploy. */
  void image(String image) {
    administrator
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(NAME)
        .patch(
            PatchContext.of(PatchType.STRATEGIC_MERGE),
            "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"api\",\"image\":\"%s\"}]}}}}"
                .formatted(image));
  }

  void create(HasMetadata object) {
    administrator.resource(object).inNamespace(namespace).create();
  }

  void awaitReplicaSets(int count) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                administrator.apps().replicaSets().inNamespace(namespace).list().getItems().size()
                    == count);
  }

  /** A pod that runs. */
  String awaitPod() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !administrator.pods().inNamespace(namespace).list().getItems().isEmpty());
    return administrator
        .pods()
        .inNamespace(namespace)
        .list()
        .getItems()
        .getFirst()
        .getMetadata()
        .getName();
  }

  @Override
  public void close() {
    clients.close();
    account.close();
  }
}
