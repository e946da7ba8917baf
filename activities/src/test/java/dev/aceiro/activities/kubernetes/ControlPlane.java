package dev.aceiro.activities.kubernetes;

import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * A real API server with RBAC, its controllers and its scheduler, for the JVM's tests; nodes and
 * pods are those that kwok plays. Skipped where it is not installed.
 */
final class ControlPlane {
  private static final String ADMINISTRATOR = "an-administrators-token";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static @Nullable ControlPlane running;

  private final Path folder;
  private final String server;
  private final KubernetesClient administrator;

  /** The one that all tests share. */
  static synchronized ControlPlane shared() {
    ControlPlane present = running;
    if (present != null) {
      return present;
    }
    List<String> programs =
        List.of("etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok");
    for (String program : programs) {
      if (!installed(program)) {
        if (System.getProperty("aceiro.require", "").contains("kubernetes")) {
          fail(program + " is not on the PATH");
        }
        abort(program + " is not on the PATH");
      }
    }
    try {
      running = new ControlPlane();
      return running;
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean installed(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> new File(folder, program).canExecute());
  }

  private ControlPlane() throws IOException, NoSuchAlgorithmException {
    folder = Files.createTempDirectory("control-plane");
    List<Process> processes = new ArrayList<>();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(processes)));
    int etcd = freePort();
    int peers = freePort();
    int port = freePort();
    server = "https://127.0.0.1:" + port;
    keys();
    Files.writeString(
        folder.resolve("tokens.csv"), ADMINISTRATOR + ",administrator,1,\"system:masters\"\n");
    processes.add(
        start(
            "etcd",
            "--data-dir=" + folder.resolve("etcd"),
            "--unsafe-no-fsync",
            "--listen-client-urls=http://127.0.0.1:" + etcd,
            "--advertise-client-urls=http://127.0.0.1:" + etcd,
            "--listen-peer-urls=http://127.0.0.1:" + peers,
            "--initial-advertise-peer-urls=http://127.0.0.1:" + peers,
            "--initial-cluster=default=http://127.0.0.1:" + peers));
    processes.add(
        start(
            "kube-apiserver",
            "--etcd-servers=http://127.0.0.1:" + etcd,
            "--service-account-issuer=https://aceiro.test",
            "--service-account-key-file=" + folder.resolve("accounts.pub"),
            "--service-account-signing-key-file=" + folder.resolve("accounts.key"),
            "--token-auth-file=" + folder.resolve("tokens.csv"),
            "--authorization-mode=RBAC",
            "--secure-port=" + port,
            "--bind-address=127.0.0.1",
            "--cert-dir=" + folder.resolve("certificates"),
            "--service-cluster-ip-range=10.0.0.0/24",
            "--disable-admission-plugins=ServiceAccount",
            // An older etcd cannot do it, and whoever asks for it waits for long.
            "--feature-gates=WatchList=false"));
    Path certificate = folder.resolve("certificates/apiserver.crt");
    await().atMost(PATIENCE).until(() -> Files.exists(certificate));
    Path kubeconfig = kubeconfig(ADMINISTRATOR);
    administrator = client(kubeconfig);
    await().atMost(PATIENCE).ignoreExceptions().until(this::ready);
    processes.add(
        start(
            "kube-controller-manager",
            "--kubeconfig=" + kubeconfig,
            "--service-account-private-key-file=" + folder.resolve("accounts.key"),
            "--use-service-account-credentials=false",
            "--controllers=deployment-controller,replicaset-controller,"
                + "horizontal-pod-autoscaler-controller,node-lifecycle-controller",
            "--horizontal-pod-autoscaler-sync-period=1s",
            "--node-monitor-period=1s",
            "--leader-elect=false",
            "--secure-port=0"));
    processes.add(
        start(
            "kube-scheduler",
            "--kubeconfig=" + kubeconfig,
            "--authentication-kubeconfig=" + kubeconfig,
            "--authorization-kubeconfig=" + kubeconfig,
            "--leader-elect=false",
            "--secure-port=0"));
    processes.add(start("kwok", "--kubeconfig=" + kubeconfig, "--manage-all-nodes=true"));
    node();
  }

  private boolean ready() {
    return "ok".equals(administrator.raw("/readyz"));
  }

  private void node() {
    Map<String, Quantity> room =
        Map.of(
            "cpu",
            new Quantity("64"),
            "memory",
            new Quantity("256Gi"),
            "pods",
            new Quantity("999"));
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(KubernetesClientException.class)
        .until(
            () ->
                administrator
                        .resource(
                            new NodeBuilder()
                                .withNewMetadata()
                                .withName("node")
                                .endMetadata()
                                .withNewStatus()
                                .withCapacity(room)
                                .withAllocatable(room)
                                .endStatus()
                                .build())
                        .create()
                    != null);
  }

  /** Whose token may do everything. */
  KubernetesClient administrator() {
    return administrator;
  }

  /** A file with which whoever holds that token reaches it. */
  Path kubeconfig(String token) {
    try {
      Path file = Files.createTempFile(folder, "kubeconfig", ".yaml");
      Files.writeString(
          file,
          """
          apiVersion: v1
          kind: Config
          clusters: [{name: c, cluster: {server: "%s", certificate-authority: "%s"}}]
          users: [{name: u, user: {token: "%s"}}]
          contexts: [{name: prod, context: {cluster: c, user: u}}]
          current-context: prod
          """
              .formatted(server, folder.resolve("certificates/apiserver.crt"), token));
      return file;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static KubernetesClient client(Path kubeconfig) {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
        .withHttpClientFactory(new JdkHttpClientFactory())
        .build();
  }

  private Process start(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(program + ".log").toFile())
        .start();
  }

  private void keys() throws NoSuchAlgorithmException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    pem("accounts.key", "PRIVATE KEY", pair.getPrivate());
    pem("accounts.pub", "PUBLIC KEY", pair.getPublic());
  }

  private void pem(String file, String kind, Key key) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, text));
  }

  private void end(List<Process> processes) {
    processes.reversed().forEach(Process::destroyForcibly);
    for (Process process : processes) {
      process.onExit().join();
    }
    FileSystemUtils.deleteRecursively(folder.toFile());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
