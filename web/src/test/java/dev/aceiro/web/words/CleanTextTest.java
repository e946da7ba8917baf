package dev.aceiro.web.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CleanTextTest {

  @Test
  void ordinaryTextIsKept() {
    assertThat(CleanText.line("Ação: 5 % > 1 — 火事 🔥", 100)).isEqualTo("Ação: 5 % > 1 — 火事 🔥");
  }

  @Test
  void markupIsKeptAsText() {
    assertThat(CleanText.line("<b onload=\"x\">&amp;</b>", 100))
        .isEqualTo("<b onload=\"x\">&amp;</b>");
  }

  @Test
  void whatIsCutSaysSoAndNeverHalvesACharacter() {
    assertThat(CleanText.line("abcdef", 4)).isEqualTo("abc…");
    assertThat(CleanText.line("ab🔥🔥", 4)).isEqualTo("ab…");
    assertThat(CleanText.line("abcd", 4)).isEqualTo("abcd");
  }

  @Test
  void keysThatAreTooLongKeepTheirDifference() {
    String one = "k".repeat(400) + "1";
    String other = "k".repeat(400) + "2";

    assertThat(CleanText.key(one, 300)).hasSize(300).isNotEqualTo(CleanText.key(other, 300));
    assertThat(CleanText.key(one, 300)).isEqualTo(CleanText.key(one, 300));
  }

  @Test
  void lineBreaksStayOnlyInLines() {
    assertThat(CleanText.line("a\r\nb\tc\u2028d\u0085e", 100)).isEqualTo("a b c d e");
    assertThat(CleanText.lines("a\r\nb\tc", 100)).isEqualTo("a\nb\tc");
  }
}
