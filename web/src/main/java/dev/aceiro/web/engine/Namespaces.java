package dev.aceiro.web.engine;

import com.google.protobuf.util.Durations;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.namespace.v1.NamespaceConfig;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceResponse;
import io.temporal.api.workflowservice.v1.UpdateNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The namespace in which an installation works: whether it answers, who it is, how it is set up.
 */
final class Namespaces {

  /** How long a closed incident's history is kept at least. */
  static final Duration RETENTION = Duration.ofDays(30);

  private static final Duration ANSWER = Duration.ofSeconds(2);

  private Namespaces() {}

  /** Whether a server of this machine answers for the namespace. */
  static boolean answers(String target, String namespace) {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
    try {
      describe(stubs, namespace);
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    } finally {
      stubs.shutdownNow();
    }
  }

  /**
   * @throws StatusRuntimeException if it does not answer within two seconds or knows no such
   *     namespace
   */
  static DescribeNamespaceResponse describe(WorkflowServiceStubs stubs, String namespace) {
    return stubs
        .blockingStub()
        .withDeadlineAfter(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
        .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build());
  }

  /**
   * Registers the search attributes that are not known yet.
   *
   * @param list whether the server can say which are known
   */
  static void ensureSearchAttributes(
      WorkflowServiceStubs stubs, String namespace, Iterable<String> keywords, boolean list) {
    // the channel of the stub, unlike the raw one, carries the API key
    OperatorServiceGrpc.OperatorServiceBlockingStub operator =
        OperatorServiceGrpc.newBlockingStub(stubs.blockingStub().getChannel())
            .withDeadlineAfter(ANSWER.toMillis() * 5, TimeUnit.MILLISECONDS);
    SortedMap<String, IndexedValueType> missing = new TreeMap<>();
    keywords.forEach(name -> missing.put(name, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    if (list) {
      Map<String, IndexedValueType> known =
          operator
              .listSearchAttributes(
                  ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
              .getCustomAttributesMap();
      missing.keySet().removeAll(known.keySet());
    }
    if (!missing.isEmpty()) {
      operator.addSearchAttributes(
          AddSearchAttributesRequest.newBuilder()
              .setNamespace(namespace)
              .putAllSearchAttributes(missing)
              .build());
    }
  }

  /** Raises the retention to {@link #RETENTION} if it is shorter. */
  static void ensureRetention(WorkflowServiceStubs stubs, DescribeNamespaceResponse namespace) {
    Duration kept =
        Duration.ofSeconds(
            Durations.toSeconds(namespace.getConfig().getWorkflowExecutionRetentionTtl()));
    if (kept.compareTo(RETENTION) < 0) {
      stubs
          .blockingStub()
          .withDeadlineAfter(ANSWER.toMillis() * 5, TimeUnit.MILLISECONDS)
          .updateNamespace(
              UpdateNamespaceRequest.newBuilder()
                  .setNamespace(namespace.getNamespaceInfo().getName())
                  .setConfig(
                      NamespaceConfig.newBuilder()
                          .setWorkflowExecutionRetentionTtl(
                              Durations.fromSeconds(RETENTION.toSeconds())))
                  .build());
    }
  }
}
