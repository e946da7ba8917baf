package dev.aceiro.activities.railway;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this installation reaches Railway. Without a token it runs dry.
 *
 * @param endpoint of its GraphQL API
 * @param token where the token is: {@code env:NAME} or {@code file:PATH}
 * @param tokenKind what kind of token it is
 * @param project id of the project; a project's token knows its own
 * @param environment name or id of the environment; a project's token knows its own
 * @param services ids of services by the names that playbooks use, where those are not Railway's
 * @param secrets where new values of variables are ({@code env:NAME} or {@code file:PATH}), by the
 *     names that actions use
 * @param connect how long a connection may take
 * @param read how long one reading request may take; it is repeated
 * @param write how long a changing request may take; it is never repeated
 * @param settle how long after the claim a change may still show up; longer than {@code write}
 * @param verify how long a deployment may take
 */
@ConfigurationProperties("aceiro.railway")
record RailwaySettings(
    @DefaultValue("https://backboard.railway.com/graphql/v2") URI endpoint,
    @Nullable String token,
    @DefaultValue("PROJECT") TokenKind tokenKind,
    @Nullable String project,
    @Nullable String environment,
    @DefaultValue Map<String, String> services,
    @DefaultValue Map<String, String> secrets,
    @DefaultValue("3s") Duration connect,
    @DefaultValue("10s") Duration read,
    @DefaultValue("15s") Duration write,
    @DefaultValue("40s") Duration settle,
    @DefaultValue("15m") Duration verify) {

  /** What a token is of. */
  enum TokenKind {
    /** Of one environment of one project. */
    PROJECT,
    /** Of an account or a workspace. */
    ACCOUNT
  }

  RailwaySettings {
    if (token != null && token.isBlank()) {
      token = null;
    }
    if (token != null) {
      new SecretReference(token);
    }
    secrets.values().forEach(SecretReference::new);
    if (token != null
        && tokenKind == TokenKind.ACCOUNT
        && (project == null || environment == null)) {
      throw new IllegalArgumentException(
          "aceiro.railway: with the token of an account, project and environment must be named");
    }
    if (settle.compareTo(write) <= 0) {
      throw new IllegalArgumentException(
          "aceiro.railway.settle must be longer than aceiro.railway.write");
    }
  }

  boolean configured() {
    return token != null;
  }
}
