package dev.aceiro.web.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person's machine says about their language. */
class LanguagesTest {
  @Test
  void aMachineWithoutTheFilesOfALocaleStillSaysWhatIsRead() {
    assertThat(of(Locale.US, Map.of("LANG", "pt_BR.UTF-8"))).isEqualTo(Languages.PORTUGUESE);
    assertThat(of(Locale.ENGLISH, Map.of("LC_MESSAGES", "pt_PT@euro", "LANG", "en_US.UTF-8")))
        .isEqualTo(Languages.PORTUGUESE);
  }

  @Test
  void whatGoesBeforeInTheEnvironmentGoesBefore() {
    assertThat(of(Locale.ENGLISH, Map.of("LC_ALL", "C.UTF-8", "LANG", "pt_BR.UTF-8")))
        .isEqualTo(Locale.ENGLISH);
    assertThat(of(Locale.ENGLISH, Map.of("LC_ALL", "", "LANG", "pt_BR")))
        .isEqualTo(Languages.PORTUGUESE);
  }

  @Test
  void whatJavaFoundByItselfStays() {
    assertThat(of(Locale.US, Map.of("LANG", "en_US.UTF-8"))).isEqualTo(Locale.US);
    assertThat(of(Locale.FRANCE, Map.of("LANG", "pt_BR.UTF-8"))).isEqualTo(Locale.FRANCE);
    assertThat(of(Locale.ENGLISH, Map.of("LANG", "de_DE.UTF-8"))).isEqualTo(Locale.ENGLISH);
    assertThat(of(Locale.ENGLISH, Map.of())).isEqualTo(Locale.ENGLISH);
  }

  private static Locale of(Locale found, Map<String, String> environment) {
    return Languages.ofProcess(found, environment);
  }
}
