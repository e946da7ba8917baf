package dev.aceiro.activities.communication;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of messages: one file for each code and language, the subject in its first line.
 *
 * <p>{@code {name}} is a field; a line with a field {@code {name?}} that is absent is left out.
 */
final class Templates {
  /** The languages there are words in; the first one is used where another is asked for. */
  static final java.util.List<String> LANGUAGES = java.util.List.of("en", "pt-BR");

  /** What a field that is missing against all expectations reads as. */
  static final String MISSING = "…";

  /** The template of a code that has none: a message without its own words is still a message. */
  private static final String ANY = "any";

  private static final String FOLDER = "/texts/";
  private static final Pattern FIELD = Pattern.compile("\\{([A-Za-z]+)(\\?)?}");

  private final Map<String, Optional<String>> files = new ConcurrentHashMap<>();
  private final Map<String, Properties> words = new ConcurrentHashMap<>();

  /**
   * The text of a code.
   *
   * @param fields values by name
   * @param escape takes from a value what its channel would act upon
   */
  Text text(
      String code, String language, Map<String, String> fields, UnaryOperator<String> escape) {
    return text(code, Optional.empty(), language, fields, escape);
  }

  /**
   * The text of a code.
   *
   * @param own the words of the one who sends it, where there are none here
   * @param fields values by name
   * @param escape takes from a value what its channel would act upon
   */
  Text text(
      String code,
      Optional<String> own,
      String language,
      Map<String, String> fields,
      UnaryOperator<String> escape) {
    String known = known(language);
    String template =
        file(known + "/" + code + ".txt")
            .or(() -> own.map(Templates::sayingWhenItIsADrill))
            .or(() -> file(known + "/" + ANY + ".txt"))
            .orElseThrow(() -> new IllegalStateException("no texts in " + known));
    String filled =
        template
            .lines()
            .filter(line -> complete(line, fields))
            .map(line -> fill(line, fields, escape))
            .collect(Collectors.joining("\n"));
    int end = filled.indexOf('\n');
    return end < 0
        ? new Text(filled.strip(), "")
        : new Text(filled.substring(0, end).strip(), filled.substring(end).strip());
  }

  /** An organisation's words do not know of drills, and nobody may take one for the real thing. */
  private static String sayingWhenItIsADrill(String own) {
    int end = own.indexOf('\n');
    String first = end < 0 ? own : own.substring(0, end);
    String rest = end < 0 ? "" : own.substring(end);
    return "{drill}" + first + "\n{drillNote?}" + rest;
  }

  /** Whether a code has words of its own. */
  boolean has(String code, String language) {
    return file(known(language) + "/" + code + ".txt").isPresent();
  }

  /**
   * The word for a value of a kind, such as {@code status} and {@code CONTAIN}, if there is one.
   */
  Optional<String> word(String kind, String value, String language) {
    return Optional.ofNullable(
        words.computeIfAbsent(known(language), this::loaded).getProperty(kind + "." + value));
  }

  private static String known(String language) {
    return LANGUAGES.contains(language) ? language : LANGUAGES.getFirst();
  }

  private static boolean complete(String line, Map<String, String> fields) {
    return FIELD
        .matcher(line)
        .results()
        .filter(field -> field.group(2) != null)
        .allMatch(field -> fields.containsKey(field.group(1)));
  }

  private static String fill(
      String line, Map<String, String> fields, UnaryOperator<String> escape) {
    return FIELD
        .matcher(line)
        .replaceAll(
            field -> {
              String value = fields.get(field.group(1));
              return Matcher.quoteReplacement(value == null ? MISSING : escape.apply(value));
            });
  }

  private Optional<String> file(String name) {
    return files.computeIfAbsent(
        name,
        path -> {
          try (InputStream in = Templates.class.getResourceAsStream(FOLDER + path)) {
            return in == null
                ? Optional.empty()
                : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private Properties loaded(String language) {
    Properties loaded = new Properties();
    try (InputStream in =
        Templates.class.getResourceAsStream(FOLDER + language + "/words.properties")) {
      if (in == null) {
        throw new IllegalStateException("no words in " + language);
      }
      Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
      loaded.load(reader);
      return loaded;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
