package dev.aceiro.web.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.StaticMessageSource;

class WordsTest {
  private final StaticMessageSource messages = new StaticMessageSource();
  private final Words words = new Words(messages);

  @Test
  void parametersAreNamed() {
    text("entry.ACKNOWLEDGED", "{person} acknowledged after {after,duration}");
    assertThat(say("entry.ACKNOWLEDGED", Map.of("person", "ana", "after", "PT1M20S")))
        .isEqualTo("ana acknowledged after 1 min 20 s");
  }

  @Test
  void aValueCanBeAWordItself() {
    text("refusal.WRONG_STAGE", "not in {stage,stage}");
    text("stage.CONTAIN", "containment");
    assertThat(say("refusal.WRONG_STAGE", Map.of("stage", "CONTAIN")))
        .isEqualTo("not in containment");
    assertThat(say("refusal.WRONG_STAGE", Map.of("stage", "NEW"))).isEqualTo("not in NEW");
  }

  @Test
  void whatNobodyForesawHasWordsToo() {
    text("delivery-error.email.deferred", "later ({number})");
    text("delivery-error.slack.other", "Slack says {code}");
    text("delivery-error.slack.no-answer", "silence");

    assertThat(words.word("delivery-error", "email.deferred-451", Locale.ENGLISH))
        .isEqualTo("later (451)");
    assertThat(words.word("delivery-error", "slack.no-answer", Locale.ENGLISH))
        .isEqualTo("silence");
    assertThat(words.word("delivery-error", "slack.ekm-access-denied", Locale.ENGLISH))
        .isEqualTo("Slack says ekm-access-denied");
    assertThat(words.word("delivery-error", "unheard-of-7", Locale.ENGLISH))
        .isEqualTo("unheard-of-7");
  }

  @Test
  void countsHaveTwoForms() {
    text("left", "{n,plural,# item,# items} left");
    assertThat(say("left", Map.of("n", 1))).isEqualTo("1 item left");
    assertThat(say("left", Map.of("n", 3))).isEqualTo("3 items left");
  }

  @Test
  void instantsAreSaidInTheReadersZone() {
    text("due", "due at {at,time}");
    assertThat(
            words.say(
                "due",
                Map.of("at", "2026-03-10T06:03:00Z"),
                Locale.ENGLISH,
                ZoneId.of("America/Sao_Paulo")))
        .isEqualTo("due at 03:03:00");
  }

  @Test
  void whatSomebodyTypedIsNeverAPattern() {
    text("note", "{text}");
    assertThat(say("note", Map.of("text", "{person} $1 \\ '{0}'")))
        .isEqualTo("{person} $1 \\ '{0}'");
  }

  @Test
  void aCodeWithoutWordsIsStillShown() {
    assertThat(say("entry.NEW_CODE", Map.of())).isEqualTo("entry.NEW_CODE");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S,0 s",
    "PT59S,59 s",
    "PT4M12S,4 min 12 s",
    "PT60M,1 h",
    "PT25H,1 d 1 h",
    "-PT3M,3 min"
  })
  void durationsAreShort(Duration duration, String said) {
    assertThat(Words.duration(duration)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pt-BR|pt-BR",
        "pt|pt-BR",
        "pt-PT,pt;q=0.9|pt-BR",
        "de,en;q=0.5,pt;q=0.7|pt-BR",
        "en-GB|en",
        "de|en",
        "*|en",
        ";;;|en"
      })
  void anyPortugueseIsOurs(String header, String tag) {
    assertThat(Languages.accepted(header).toLanguageTag()).isEqualTo(tag);
  }

  private void text(String code, String text) {
    messages.addMessage(code, Locale.ENGLISH, text);
  }

  private String say(String code, Map<String, ?> params) {
    return words.say(code, params, Locale.ENGLISH);
  }
}
