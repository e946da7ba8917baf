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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Slack's methods, with a time limit and with failures that say what is to be done about them. */
final class SlackApi implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SlackApi.class);
  private static final Duration USUAL = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Where Slack has asked for a pause, and until when, in {@link System#nanoTime}. */
  private final Map<String, Long> pauses = new ConcurrentHashMap<>();

  private static final String LIMITED = "slack.rate-limited";

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
    return call("", Set.of(), request);
  }

  /**
   * Asks Slack, unless it has asked for a pause that is not over.
   *
   * @param place what Slack counts requests by, besides the installation: the channel that is
   *     written to
   * @param aboutReader errors that say something about the one who is written to and nothing about
   *     Slack
   */
  <T extends SlackApiTextResponse> T call(String place, Set<String> aboutReader, Request<T> request)
      throws ChannelException {
    Duration rest = rest(place);
    if (rest != null) {
      throw new ChannelException(Kind.NOT_TAKEN, LIMITED, rest, null);
    }
    T answer;
    try {
      answer = request.send(slack.methods(token));
    } catch (SlackApiException e) {
      throw said(place, e);
    } catch (ConnectException | UnknownHostException | NoRouteToHostException e) {
      throw failed(Kind.NOT_TAKEN, "slack.unreachable", null, e);
    } catch (IOException e) {
      throw failed(Kind.NO_ANSWER, "slack.no-answer", null, e);
    } catch (RuntimeException e) {
      // A proxy's or a hotel's page, most likely: Slack's client throws whatever its parser throws.
      log.warn("What answers in Slack's place cannot be read: {}", e.toString());
      throw unreadable(e);
    }
    if (answer == null || (!answer.isOk() && answer.getError() == null)) {
      throw unreadable(null);
    }
    if (answer.isOk()) {
      state.worked();
      return answer;
    }
    String error = answer.getError();
    String code = "slack." + error.replace('_', '-');
    if (aboutReader.contains(error)) {
      state.worked();
      throw new ChannelException(Kind.REFUSED, code, null, null);
    }
    throw failed(PASSING.contains(error) ? Kind.NOT_TAKEN : Kind.REFUSED, code, null, null);
  }

  /** What answered does not speak as Slack does. */
  ChannelException unreadable(@Nullable Exception cause) {
    return failed(Kind.NO_ANSWER, "slack.unreadable", null, cause);
  }

  /** What nobody has foreseen. */
  ChannelException broken(RuntimeException cause) {
    state.failed(ChannelException.BROKEN);
    return ChannelException.broken(cause);
  }

  private @Nullable Duration rest(String place) {
    Long until = pauses.get(place);
    if (until == null) {
      return null;
    }
    Duration rest = Duration.ofNanos(until - System.nanoTime());
    if (rest.isPositive()) {
      return rest;
    }
    pauses.remove(place, until);
    return null;
  }

  private ChannelException said(String place, SlackApiException e) {
    int status = e.getResponse().code();
    if (status == 429) {
      Duration after = after(e);
      pauses.put(place, System.nanoTime() + after.toNanos());
      return failed(Kind.NOT_TAKEN, LIMITED, after, e);
    }
    return status >= 500
        ? failed(Kind.NO_ANSWER, "slack.no-answer", null, e)
        : failed(Kind.REFUSED, "slack.http-" + status, null, e);
  }

  private static Duration after(SlackApiException e) {
    String seconds = e.getResponse().header("Retry-After");
    try {
      Duration after =
          seconds == null ? USUAL : Duration.ofSeconds(Long.parseLong(seconds.strip()));
      return after.isNegative() ? USUAL : after.compareTo(LONGEST) > 0 ? LONGEST : after;
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
