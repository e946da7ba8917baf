package dev.aceiro.activities.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import dev.aceiro.activities.IntegrationState;
import dev.aceiro.activities.communication.ChannelException;
import dev.aceiro.activities.communication.ChannelException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Slack's methods, with a time limit and with failures that say what is to be done about them. */
final class SlackApi implements AutoCloseable {
  private static final Duration USUAL = Duration.ofSeconds(5);

  /** Errors after which the same request may succeed. */
  private static final Set<String> PASSING =
      Set.of(
          "ratelimited",
          "rate_limited",
          "internal_error",
          "fatal_error",
          "service_unavailable",
          "request_timeout",
          "team_added_to_org");

  private final Slack slack;
  private final String token;
  private final IntegrationState state;

  SlackApi(String url, String token, int millis, IntegrationState state) {
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(url);
    config.setStatsEnabled(false);
    config.setHttpClientCallTimeoutMillis(millis);
    config.setHttpClientReadTimeoutMillis(millis);
    config.setHttpClientWriteTimeoutMillis(millis);
    this.slack = Slack.getInstance(config);
    this.token = token;
    this.state = state;
  }

  /** A request to one of the methods. */
  @FunctionalInterface
  interface Request<T> {
    T send(MethodsClient methods) throws IOException, SlackApiException;
  }

  <T extends SlackApiTextResponse> T call(Request<T> request) throws ChannelException {
    T answer;
    try {
      answer = request.send(slack.methods(token));
    } catch (SlackApiException e) {
      throw said(e);
    } catch (ConnectException | UnknownHostException | NoRouteToHostException e) {
      throw failed(Kind.NOT_TAKEN, "slack.unreachable", null, e);
    } catch (IOException e) {
      throw failed(Kind.NO_ANSWER, "slack.no-answer", null, e);
    }
    if (answer.isOk()) {
      state.worked();
      return answer;
    }
    String error = answer.getError() == null ? "unknown" : answer.getError();
    throw failed(
        PASSING.contains(error) ? Kind.NOT_TAKEN : Kind.REFUSED,
        "slack." + error.replace('_', '-'),
        null,
        null);
  }

  private ChannelException said(SlackApiException e) {
    int status = e.getResponse().code();
    if (status == 429) {
      return failed(Kind.NOT_TAKEN, "slack.rate-limited", after(e), e);
    }
    return status >= 500
        ? failed(Kind.NO_ANSWER, "slack.no-answer", null, e)
        : failed(Kind.REFUSED, "slack.http-" + status, null, e);
  }

  private static Duration after(SlackApiException e) {
    String seconds = e.getResponse().header("Retry-After");
    try {
      return seconds == null ? USUAL : Duration.ofSeconds(Long.parseLong(seconds.strip()));
    } catch (NumberFormatException unreadable) {
      return USUAL;
    }
  }

  private ChannelException failed(
      Kind kind, String code, @Nullable Duration after, @Nullable Exception cause) {
    state.failed(code);
    // The response a SlackApiException holds shows the token in its request's headers.
    Exception shown = cause instanceof SlackApiException ? null : cause;
    return new ChannelException(kind, code, after, shown);
  }

  @Override
  public void close() throws Exception {
    slack.close();
  }
}
