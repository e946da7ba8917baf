package dev.aceiro.activities.kubernetes;

import dev.aceiro.activities.IntegrationState;
import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.containment.ActionHandler;
import dev.aceiro.activities.containment.Bench;
import dev.aceiro.workflows.status.StatusPart;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A cluster of its own, reached by a kubeconfig; another client looks at it by itself. */
abstract class KubernetesBench implements Bench {
  static final String NAMESPACE = "api";
  static final String SECRET = "hunter2-in-the-environment";

  private final KubernetesMockServer server =
      new KubernetesMockServer(
          new Context(), new MockWebServer(), new HashMap<>(), new FakeCluster(), false);
  private final RecordingProxy proxy;
  private final KubernetesClients clients;
  private final ActionHandler<?> handler;
  private final Path kubeconfig;

  /** Past the proxy. */
  final KubernetesClient witness;

  KubernetesBench(Function<Kubernetes, ActionHandler<?>> made) {
    server.init();
    witness = server.createClient(new JdkHttpClientFactory());
    proxy =
        new RecordingProxy(
            URI.create("http://127.0.0.1:" + server.getPort()), RecordingProxy.Protocol.REST);
    kubeconfig = kubeconfig(proxy.uri());
    KubernetesSettings settings =
        new KubernetesSettings(
            null,
            Map.of("prod", new KubernetesSettings.Cluster(kubeconfig, "prod", false)),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofMillis(1000),
            Duration.ofMillis(1100),
            Duration.ofSeconds(4));
    clients = new KubernetesClients(settings);
    handler =
        made.apply(
            new Kubernetes(
                settings,
                clients,
                new KubernetesCalls(
                    new IntegrationState(
                        "kubernetes", StatusPart.Kind.TARGET, true, InstantSource.system()))));
  }

  private static Path kubeconfig(URI server) {
    try {
      Path file = Files.createTempFile("kubeconfig", ".yaml");
      Files.writeString(
          file,
          """
          apiVersion: v1
          kind: Config
          clusters: [{name: c, cluster: {server: "%s"}}]
          users: [{name: u, user: {token: t}}]
          contexts: [{name: prod, context: {cluster: c, user: u}}]
          current-context: prod
          """
              .formatted(server));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two pods of one container, with a secret in their environment. */
  final Deployment deployed(String name, String image) {
    return witness
        .apps()
        .deployments()
        .inNamespace(NAMESPACE)
        .resource(
            new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .addToAnnotations("deployment.kubernetes.io/revision", "2")
                .endMetadata()
                .withNewSpec()
                .withReplicas(2)
                .withNewSelector()
                .addToMatchLabels("app", name)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("api")
                .withImage(image)
                .addNewEnv()
                .withName("PASSWORD")
                .withValue(SECRET)
                .endEnv()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build())
        .create();
  }

  final Deployment deployment(String name) {
    return witness.apps().deployments().inNamespace(NAMESPACE).withName(name).get();
  }

  /** Another hand changes a deployment. */
  final void edit(String name, UnaryOperator<DeploymentBuilder> change) {
    witness
        .apps()
        .deployments()
        .inNamespace(NAMESPACE)
        .withName(name)
        .edit(present -> change.apply(new DeploymentBuilder(present)).build());
  }

  /** The mock has no subresources but the status: this is a deployment's scale. */
  final void serveScale(String name) {
    proxy()
        .serve(
            "PATCH /apis/apps/v1/namespaces/" + NAMESPACE + "/deployments/" + name + "/scale",
            body -> {
              scale(name, Integer.parseInt(body.replaceAll("\\D", "")));
              return new RecordingProxy.Answer(
                  200,
                  "{\"kind\":\"Scale\",\"apiVersion\":\"autoscaling/v1\",\"metadata\":{},\"spec\":{\"replicas\":1},\"status\":{\"replicas\":1,\"selector\":\"app=fastapi\"}}");
            });
  }

  final void scale(String name, int replicas) {
    edit(name, one -> one.editSpec().withReplicas(replicas).endSpec());
  }

  final void image(String name, String image) {
    edit(
        name,
        one ->
            one.editSpec()
                .editTemplate()
                .editSpec()
                .editContainer(0)
                .withImage(image)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec());
  }

  static String image(Deployment deployment) {
    return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst().getImage();
  }

  @Override
  public ActionHandler<?> handler() {
    return handler;
  }

  @Override
  public RecordingProxy proxy() {
    return proxy;
  }

  @Override
  public RecordingProxy.Answer throttled() {
    return new RecordingProxy.Answer(429, status(429, "TooManyRequests"));
  }

  @Override
  public RecordingProxy.Answer refused() {
    return new RecordingProxy.Answer(403, status(403, "Forbidden"));
  }

  private static String status(int code, String reason) {
    return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\"not now\",\"reason\":\"%s\",\"code\":%d}"
        .formatted(reason, code);
  }

  @Override
  public @Nullable String planted() {
    return SECRET;
  }

  @Override
  public void close() {
    clients.close();
    proxy.close();
    witness.close();
    server.destroy();
    try {
      Files.delete(kubeconfig);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
