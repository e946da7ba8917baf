package dev.aceiro.activities.kubernetes;

import dev.aceiro.activities.IntegrationState;
import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.NeverSent;
import dev.aceiro.activities.containment.NotTakenException;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.http.HttpConnectTimeoutException;
import java.util.function.Supplier;

/**
 * Says of a failed request what it means: refused for good, certainly not taken, or nobody knows.
 * Keeps note of how the clusters do.
 */
final class KubernetesCalls {
  private final IntegrationState state;

  KubernetesCalls(IntegrationState state) {
    this.state = state;
  }

  /** A request to an API server, with its failures translated. */
  <T> T call(String operation, Supplier<T> request) {
    try {
      T answer = request.get();
      state.worked();
      return answer;
    } catch (KubernetesClientException e) {
      throw e.getCode() <= 0 ? unanswered(operation, e) : said(operation, e);
    }
  }

  private RuntimeException said(String operation, KubernetesClientException e) {
    Status status = e.getStatus();
    String reason = status == null ? null : status.getReason();
    if (e.getCode() == 429) {
      state.worked();
      return new NotTakenException("k8s.throttled", null, "operation", operation);
    }
    if (e.getCode() == 409 && !"AlreadyExists".equals(reason)) {
      // The object is another one than was read a moment ago: nothing was changed.
      state.worked();
      return new NotTakenException("k8s.conflict", null, "operation", operation);
    }
    if (e.getCode() >= 500) {
      // The request may have taken effect before the server broke.
      state.failed("k8s." + e.getCode());
      return e;
    }
    if (e.getCode() == 401 || e.getCode() == 403) {
      state.failed("k8s.denied");
    } else {
      state.worked();
    }
    return new ActionRefusedException(
        "k8s.refused",
        "operation",
        operation,
        "error",
        reason == null ? String.valueOf(e.getCode()) : reason,
        "said",
        status == null ? null : status.getMessage());
  }

  private RuntimeException unanswered(String operation, KubernetesClientException e) {
    if (NeverSent.says(e, HttpConnectTimeoutException.class)) {
      state.failed("k8s.unreachable");
      return new NotTakenException("k8s.unreachable", null, "operation", operation);
    }
    state.failed("k8s.no-answer");
    return e;
  }
}
