package dev.aceiro.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.words.Languages;
import dev.aceiro.web.words.Words;
import dev.aceiro.workflows.status.StatusPart;
import dev.aceiro.workflows.status.StatusPart.Kind;
import dev.aceiro.workflows.status.StatusPart.State;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** What an integration says of itself is a sentence that says what to set. */
class StatusWordsTest {
  private static final Locale PORTUGUESE = Locale.forLanguageTag("pt-BR");

  private final StatusWords said = new StatusWords(words());

  @ParameterizedTest
  @CsvSource({
    "slack, aceiro.slack.token",
    "email, spring.mail.host",
    "email, aceiro.mail.from",
    "aws, aceiro.aws.region",
    "kubernetes, aceiro.kubernetes.clusters",
    "railway, aceiro.railway.token"
  })
  void whatIsNotConfiguredSaysWhatToSet(String id, String property) {
    for (Locale language : Languages.SPOKEN) {
      assertThat(dry(id, language)).contains(property).matches("[A-ZÀ-Ú].*\\.");
    }
    assertThat(dry(id, PORTUGUESE)).isNotEqualTo(dry(id, Locale.ENGLISH));
  }

  @Test
  void whatNobodyHasBuiltSaysThatThereIsNothingToSet() {
    for (String id : new String[] {"sms", "pagerduty", "phone"}) {
      assertThat(dry(id, Locale.ENGLISH)).contains("nothing to set");
      assertThat(dry(id, PORTUGUESE)).contains("Não há o que definir");
    }
  }

  @Test
  void aFailureIsSaidInWordsAndNotByItsCode() {
    assertThat(failing("aws", "aws.no-credentials", Locale.ENGLISH))
        .isEqualTo(
            "AWS failed when it was last used: the responder has no credentials (environment, ~/.aws, or a role).");
    assertThat(failing("slack", "slack.invalid-auth", PORTUGUESE))
        .isEqualTo("Slack falhou no último uso: o Slack não aceita o token.");
    assertThat(failing("email", "email.auth", Locale.ENGLISH))
        .isEqualTo(
            "E-mail failed when it was last used: the mail server does not accept the credentials.");
  }

  private String dry(String id, Locale language) {
    return said.of(
        new StatusPart(id, Kind.CHANNEL, State.DRY, null, id + ".dry", new TreeMap<>()), language);
  }

  private String failing(String id, String why, Locale language) {
    TreeMap<String, String> params = new TreeMap<>();
    params.put("why", why);
    return said.of(
        new StatusPart(id, Kind.CHANNEL, State.FAILING, null, id + ".failing", params), language);
  }

  private static Words words() {
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasenames(
        "messages/status",
        "messages/effects",
        "messages/console",
        "messages/actions-kubernetes",
        "messages/actions-railway");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    return new Words(messages);
  }
}
