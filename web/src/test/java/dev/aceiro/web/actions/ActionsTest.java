package dev.aceiro.web.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.RunningAceiro;
import dev.aceiro.web.words.DocKey;
import dev.aceiro.workflows.containment.ActionCatalogue;
import dev.aceiro.workflows.containment.ActionKind;
import dev.aceiro.workflows.containment.Nature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.MessageSource;
import org.springframework.context.NoSuchMessageException;

/** What is said of every action this program can take. */
class ActionsTest {
  private static final Path PAGE = Path.of("../docs/actions.md");
  private static final List<Locale> LANGUAGES =
      List.of(Locale.ENGLISH, Locale.forLanguageTag("pt-BR"));

  private static List<ActionKind> kinds() {
    return RunningAceiro.shared().bean(ActionCatalogue.class).kinds();
  }

  @Test
  void everyActionAndParameterHasWordsInBothLanguages() {
    MessageSource words = RunningAceiro.shared().bean("messageSource", MessageSource.class);
    List<String> missing = new ArrayList<>();
    for (Locale language : LANGUAGES) {
      for (ActionKind kind : kinds()) {
        List<String> keys = new ArrayList<>(List.of("action-type." + kind.type()));
        parameters(kind).keySet().forEach(name -> keys.add("field." + name));
        docs(kind).forEach(doc -> keys.add(DocKey.of(doc)));
        for (String key : keys) {
          try {
            words.getMessage(key, null, language);
          } catch (NoSuchMessageException none) {
            missing.add(language + " " + key);
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void whatIsSaidOfAParameterIsWhatItsHandlerSays() {
    MessageSource words = RunningAceiro.shared().bean("messageSource", MessageSource.class);
    for (ActionKind kind : kinds()) {
      for (String doc : docs(kind)) {
        assertThat(words.getMessage(DocKey.of(doc), null, Locale.ENGLISH)).isEqualTo(doc);
      }
    }
  }

  /** {@code -Daceiro.write-docs=true} writes the page anew. */
  @Test
  void thePageOfActionsIsTrue() throws IOException {
    String page = page();
    if (Boolean.getBoolean("aceiro.write-docs")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  private static String page() {
    MessageSource words = RunningAceiro.shared().bean("messageSource", MessageSource.class);
    StringBuilder page =
        new StringBuilder(
            """
            # Actions

            Generated from the handlers of this program by `ActionsTest` (`mvn -pl web -am verify -Dtest=ActionsTest
            -Dsurefire.failIfNoSpecifiedTests=false -Daceiro.write-docs=true`); the same as `GET /api/v1/actions`. How a new one is
            added: [adding-an-action.md](adding-an-action.md). A type that a playbook names and that is not here is offered as
            `manual`, with the playbook's instruction. `nature` is what holds ask for; a capture may know it better.

            | type | what it does | risk | nature | parameters | permissions | asked for by |
            |---|---|---|---|---|---|---|
            """);
    for (ActionKind kind : kinds()) {
      page.append(
          "| `%s` | %s | %s | %s | %s | %s | %s |\n"
              .formatted(
                  kind.type(),
                  words.getMessage("action-type." + kind.type(), null, Locale.ENGLISH),
                  kind.risk().name().toLowerCase(Locale.ROOT),
                  kind.nature() == Nature.NONE ? "" : kind.nature().name().toLowerCase(Locale.ROOT),
                  String.join(", ", parameters(kind).keySet()),
                  kind.permissions().stream()
                      .map(p -> "`" + p + "`")
                      .collect(Collectors.joining(" ")),
                  String.join(", ", kind.sources())));
    }
    return page.toString();
  }

  private static List<String> docs(ActionKind kind) {
    return parameters(kind).values().stream()
        .map(property -> String.valueOf(((Map<?, ?>) property).get("description")))
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> parameters(ActionKind kind) {
    return (Map<String, Object>) kind.parameters().get("properties");
  }
}
