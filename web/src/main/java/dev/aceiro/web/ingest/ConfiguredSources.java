package dev.aceiro.web.ingest;

import dev.aceiro.web.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The sources of all profiles, each checked before the first alarm can come. */
final class ConfiguredSources implements AlarmSources {

  /** The token of a local installation, and of no other. */
  static final String LOCAL_TOKEN = "local";

  private static final int TOKEN_AT_LEAST = 24;

  private final Map<String, Source> sources = new LinkedHashMap<>();

  private ConfiguredSources() {}

  /** The three sources that each profile has in local mode. */
  static ConfiguredSources local(List<String> profiles, List<SourceKind> kinds, Path certificate) {
    ConfiguredSources all = new ConfiguredSources();
    for (String profile : profiles) {
      TreeMap<String, List<String>> sns = new TreeMap<>();
      sns.put(SnsKind.TOPICS, List.of(SnsIdentity.TOPIC));
      sns.put(SnsKind.CERTIFICATE, List.of(certificate.toString()));
      for (SourceConfig config :
          List.of(
              new SourceConfig(profile, "cloudwatch", "sns", sns, null),
              new SourceConfig(profile, "alertmanager", "alertmanager", new TreeMap<>(), null),
              new SourceConfig(profile, "generic", "generic", new TreeMap<>(), null))) {
        all.sources.put(config.address(), new Source(config, kind(config, kinds), LOCAL_TOKEN));
      }
    }
    return all;
  }

  /**
   * What the profiles declare.
   *
   * @param properties a Spring property's value by its name, null if it has none
   * @throws StartupFailure if a source could not be trusted or not be understood
   */
  static ConfiguredSources declared(
      List<SourceConfig> declared,
      List<SourceKind> kinds,
      Function<String, @Nullable String> properties) {
    ConfiguredSources all = new ConfiguredSources();
    for (SourceConfig config : declared) {
      if (!config.id().matches("[a-z0-9][a-z0-9-]{0,63}")) {
        throw new StartupFailure(
            "The source %s needs an id of lower-case letters, digits and hyphens."
                .formatted(config.address()));
      }
      SourceKind kind = kind(config, kinds);
      String problem = kind.problem(config);
      if (problem != null) {
        throw new StartupFailure(problem);
      }
      String token = kind.bearer() ? token(config, properties) : "";
      if (all.sources.put(config.address(), new Source(config, kind, token)) != null) {
        throw new StartupFailure("The source %s is there twice.".formatted(config.address()));
      }
    }
    return all;
  }

  @Override
  public Optional<Source> find(String profile, String source) {
    return Optional.ofNullable(sources.get(profile + "/" + source));
  }

  private static SourceKind kind(SourceConfig config, List<SourceKind> kinds) {
    List<String> names = new ArrayList<>();
    for (SourceKind kind : kinds) {
      if (kind.name().equals(config.kind())) {
        return kind;
      }
      names.add(kind.name());
    }
    throw new StartupFailure(
        "The source %s has the unknown kind '%s': use one of %s."
            .formatted(config.address(), config.kind(), String.join(", ", names)));
  }

  private static String token(SourceConfig config, Function<String, @Nullable String> properties) {
    String reference = config.secret();
    String token = reference == null ? null : resolve(config, reference, properties);
    if (token == null || token.strip().length() < TOKEN_AT_LEAST) {
      throw new StartupFailure(
          "The source %s needs a bearer token of %d characters or more%s."
              .formatted(
                  config.address(),
                  TOKEN_AT_LEAST,
                  reference == null
                      ? ": name where it is, env:NAME, file:PATH or property:NAME"
                      : ", and there is none at " + place(reference)));
    }
    return token.strip();
  }

  private static @Nullable String resolve(
      SourceConfig config, String reference, Function<String, @Nullable String> properties) {
    int colon = reference.indexOf(':');
    String value = reference.substring(colon + 1);
    return switch (colon < 0 ? "" : reference.substring(0, colon)) {
      case "env" -> System.getenv(value);
      case "property" -> properties.apply(value);
      case "file" -> read(config, Path.of(value));
      default ->
          throw new StartupFailure(
              "The source %s must say where its bearer token is, env:NAME, file:PATH or property:NAME, not the token itself."
                  .formatted(config.address()));
    };
  }

  /** The reference, which is a secret itself where somebody wrote the token in its place. */
  private static String place(String reference) {
    return reference.matches("(env|file|property):.*") ? reference : "the place it names";
  }

  private static String read(SourceConfig config, Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new StartupFailure(
          "The source %s has its bearer token in %s, which cannot be read: put it there or give this user the right."
              .formatted(config.address(), file),
          unreadable);
    }
  }
}
