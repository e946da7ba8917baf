package dev.aceiro.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.RunningAceiro;
import dev.aceiro.web.console.Paper.Page;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stopping all containment from the console, without a script, on a real PostgreSQL. */
class StopPageTest {
  private final int port = RunningAceiro.shared().port();
  private final JdbcClient jdbc = JdbcClient.create(RunningAceiro.shared().bean(DataSource.class));

  /** What others see on the same installation is as it was. */
  @AfterEach
  void nothingIsStopped() {
    jdbc.sql("delete from kill_switch").update();
  }

  private Paper paper(String person, String language) {
    Paper paper = new Paper(port).speaking(language);
    String token = paper.get("/declare").form("declare").value("_csrf");
    paper.new Form("/who", "").set("_csrf", token).set("person", person).submit();
    return paper;
  }

  @Test
  void whoeverRespondsStopsItAndEveryPageSaysWhoAndWhy() {
    Paper paper = paper("plooral/on-call", "en");
    Page drill =
        paper
            .get("/declare?drill=on")
            .form("declare")
            .set("title", "stopped")
            .set("drill", "on")
            .set("speed", "1")
            .submit();
    List<String> pages = new ArrayList<>(pages());
    pages.add(drill.at().getPath());
    pages.add(drill.at().getPath() + "/propose");
    for (String page : pages) {
      assertThat(paper.get(page).html()).as(page).contains("href=\"/kill-switch\"");
    }
    Page silent = paper.get("/kill-switch").form("stop").submit();
    assertThat(silent.status()).isEqualTo(400);
    assertThat(silent.text()).contains("“Reason” is missing.");

    Page stopped = silent.form("stop").set("reason", "wrong <account>").submit();

    assertThat(stopped.status()).as(stopped.text()).isEqualTo(200);
    for (String page : pages) {
      assertThat(paper.get(page).part("stops"))
          .as(page)
          .contains("Containment is stopped everywhere.", "wrong &lt;account&gt;", "on-call");
    }
    assertThat(paper.get("/incidents/INC-0").part("stops"))
        .as("a page that does not exist")
        .contains("Containment is stopped everywhere.")
        .doesNotContain("wrong");
    assertThat(paper("plooral/on-call", "pt-BR").get("/").part("stops"))
        .contains("A contenção está parada em tudo.");
    assertThat(stopped.text()).contains("A lead lets it go on.");
    assertThat(stopped.forms()).doesNotContain("let-go-on-all");
  }

  @Test
  void aLeadLetsItGoOn() {
    Paper lead = paper("plooral/platform-lead", "en");
    Page stopped =
        lead.get("/kill-switch").form("stop").set("scope", "plooral").set("reason", "x").submit();
    assertThat(stopped.part("stops")).contains("Containment of plooral is stopped.");

    Page over = stopped.form("let-go-on-plooral").set("reason", "checked").submit();

    assertThat(over.part("stops")).doesNotContain("stopped");
    assertThat(jdbc.sql("select count(*) from kill_switch").query(Integer.class).single()).isZero();
  }

  @Test
  void theSwitchOfAProfileThatIsGoneIsShownAndALeadOfAnotherLetsItGoOn() {
    jdbc.sql("insert into kill_switch (scope, by, reason) values ('left-us', 'ana', 'why')")
        .update();
    Page stopped = paper("plooral/on-call", "en").get("/kill-switch");
    assertThat(stopped.status()).isEqualTo(200);
    assertThat(stopped.text())
        .contains("Containment of left-us is stopped, and there is no such profile any more.");
    assertThat(stopped.forms()).doesNotContain("let-go-on-left-us");
    assertThat(paper("plooral/on-call", "pt-BR").get("/kill-switch").text())
        .contains("esse perfil não existe mais");

    Page over =
        paper("plooral/platform-lead", "en")
            .get("/kill-switch")
            .form("let-go-on-left-us")
            .set("reason", "nobody is left")
            .submit();
    assertThat(over.status()).as(over.text()).isEqualTo(200);
    assertThat(over.text()).doesNotContain("left-us");
  }

  private static List<String> pages() {
    return List.of(
        "/", "/incidents", "/policy", "/status", "/declare", "/policy/simulate", "/kill-switch");
  }
}
