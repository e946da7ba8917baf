package dev.aceiro.activities.aws;

import dev.aceiro.activities.IntegrationState;
import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.NeverSent;
import dev.aceiro.activities.containment.NotTakenException;
import java.util.function.Supplier;
import org.apache.http.conn.ConnectTimeoutException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Says of a failed request what it means: refused for good, certainly not taken, or nobody knows.
 * Keeps note of how AWS does.
 */
final class AwsCalls {
  private final IntegrationState state;

  AwsCalls(IntegrationState state) {
    this.state = state;
  }

  /** A request to the service, with its failures translated. */
  <T> T call(String operation, Supplier<T> request) {
    try {
      T answer = request.get();
      state.worked();
      return answer;
    } catch (AwsServiceException e) {
      throw said(operation, e);
    } catch (SdkException e) {
      throw unanswered(operation, e);
    }
  }

  private RuntimeException said(String operation, AwsServiceException e) {
    String error = e.awsErrorDetails() == null ? "?" : e.awsErrorDetails().errorCode();
    if (e.isThrottlingException() || e.statusCode() == 429) {
      state.worked();
      return new NotTakenException("aws.throttled", null, "operation", operation);
    }
    if (e.statusCode() >= 500) {
      // The request may have taken effect before the service broke.
      state.failed("aws." + e.statusCode());
      return e;
    }
    if (e.statusCode() == 401 || e.statusCode() == 403 || "ExpiredTokenException".equals(error)) {
      state.failed("aws.denied");
    } else {
      state.worked();
    }
    return new ActionRefusedException(
        "aws.refused",
        "operation",
        operation,
        "error",
        error,
        "said",
        e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage());
  }

  private RuntimeException unanswered(String operation, SdkException e) {
    if (NeverSent.says(e, ConnectTimeoutException.class)) {
      state.failed("aws.unreachable");
      return new NotTakenException("aws.unreachable", null, "operation", operation);
    }
    if (noCredentials(e)) {
      state.failed("aws.no-credentials");
      return new NotTakenException("aws.no-credentials", null, "operation", operation);
    }
    state.failed("aws.no-answer");
    return e;
  }

  private static boolean noCredentials(SdkException e) {
    String message = e.getMessage();
    return e instanceof SdkClientException
        && message != null
        && message.startsWith("Unable to load credentials");
  }
}
