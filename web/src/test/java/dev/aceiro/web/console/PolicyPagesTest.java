package dev.aceiro.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.RunningAceiro;
import dev.aceiro.web.console.Paper.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A policy as people read it, and as they try it. */
class PolicyPagesTest {
  private Paper paper;

  @BeforeEach
  void begin() {
    paper = new Paper(RunningAceiro.shared().port());
  }

  @ParameterizedTest
  @CsvSource({
    "pt-BR,plooral",
    "en,plooral",
    "pt-BR,etp-express",
    "en,etp-express",
    "pt-BR,challenge-02"
  })
  void aProfileIsReadInFull(String language, String profile) {
    String html = sound(paper.speaking(language).get("/policy?profile=" + profile));
    assertThat(html).contains("/policy/simulate?profile=" + profile);
  }

  @Test
  void guidesSayWhatToLookAtAndDeviationsSayWhy() {
    String html = sound(paper.speaking("en").get("/policy?profile=plooral"));
    assertThat(html)
        .contains("Guides", "Where it differs from the documents", "002 §")
        .contains("start-pipeline-execution");
  }

  @ParameterizedTest
  @CsvSource({"pt-BR,Acionamentos", "en,Pages"})
  void aScriptBecomesAPictureAndAList(String language, String lane) {
    String html =
        sound(
            paper
                .speaking(language)
                .get(
                    "/policy/simulate?profile=etp-express&scenario=database-down&until=3d"
                        + "&after-acknowledge=5m&before=3d,%2010d&flag=SECURITY&flagAfter=40m"));
    assertThat(html).contains("<svg", "<circle", lane, "004");
    assertThat(html).doesNotContain("class=\"trouble\"");
  }

  @Test
  void whatIsTypedWronglyIsSaidBesideTheForm() {
    assertThat(
            sound(
                paper
                    .speaking("en")
                    .get("/policy/simulate?profile=plooral&until=soon&severity=P0&more=nonsense")))
        .contains("class=\"trouble\"", "takes a list in JSON")
        .doesNotContain("<svg class");
    assertThat(sound(paper.speaking("en").get("/policy/simulate?profile=plooral&until=soon")))
        .contains("/until");
  }

  @Test
  void theFormAloneAsksNothing() {
    assertThat(sound(paper.get("/policy/simulate"))).contains("name=\"until\"");
    assertThat(paper.get("/policy/simulate?profile=nobody").status()).isEqualTo(404);
  }

  private static String sound(Page page) {
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.html())
        .doesNotContain("??")
        .doesNotContainPattern("\\sstyle=")
        .doesNotContainPattern(">(simulate|policy|guide|lane|firing|assumption)\\.[a-z]");
    return page.html();
  }
}
