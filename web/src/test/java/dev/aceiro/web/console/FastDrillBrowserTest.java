package dev.aceiro.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.RunningAceiro;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stranger carries a P0 from its declaration to its end by clicking: the whole application, its
 * database, its engine, every clock of the runbook two hours in a second.
 */
@Tag("browser")
class FastDrillBrowserTest {
  private static final String TWO_HOURS_IN_A_SECOND = "7200";

  @TempDir private Path home;

  @Test
  void aDrillIsWalkedFromDeclaredToClosed() {
    try (RunningAceiro aceiro = RunningAceiro.start(home);
        Browser browser = Browser.open(aceiro.port(), "en")) {
      browser.go("/declare?drill=on&speed=" + TWO_HOURS_IN_A_SECOND);
      browser.type("declare", "title", "The API is down").choose("declare", "severity", "P0");
      browser.click("#declare-scenario option[value='api-errors']").send("declare");
      browser.reads("drill, 7200× faster").reads("Will you take this P0?");
      String incident = browser.path();

      browser.send("now-acknowledge").reads("What is it, and how bad?");
      browser.send("now-triage").reads("How will you contain it?");
      browser.send("now-0-propose-action");
      browser.sees("#now-approve-action-A1").sees("#now .diff .add");
      browser.send("now-approve-action-A1");
      browser.sees("#now[data-kind=contained]");
      browser.type("now-mark-contained", "f.summary", "New tasks took over.");
      browser.send("now-mark-contained").sees("#now[data-kind=checks], #now[data-kind=recovered]");
      browser.send("check-answer-check-post-deploy-passed");
      browser.sees("#now[data-kind=recovered]");
      browser.type("now-declare-recovered", "f.summary", "A leak of connections.");
      browser.send("now-declare-recovered").sees("#now[data-kind=draft]");

      assertThat(browser.driver().getPageSource()).contains("Onde tivemos sorte");
      browser.send("now-submit-draft").reads("Draft submitted.");
      browser.ask("postmortem-add-action-item");
      browser
          .type("postmortem-add-action-item", "f.text", "Limit the connections")
          .type("postmortem-add-action-item", "f.owner", "platform-lead")
          .choose("postmortem-add-action-item", "f.priority", "P1")
          .choose("postmortem-add-action-item", "f.type", "prevent")
          .send("postmortem-add-action-item")
          .reads("Action item added.");
      browser.ask("ledger-waive-undo-A1");
      browser
          .type("ledger-waive-undo-A1", "f.reason", "The new tasks are good.")
          .send("ledger-waive-undo-A1")
          .reads("It stays as it is.");
      browser.ask("item-complete-action-item-I1").send("item-complete-action-item-I1");
      browser.reads("Action item done.");

      // The review may take place a day after the resolution, which passes by itself.
      browser.until(
          "the review is offered",
          Duration.ofSeconds(60),
          () -> {
            browser.go(incident);
            return browser.driver().getPageSource().contains("id=\"now-complete-review\"");
          });
      browser.send("now-complete-review").reads("Review complete.");
      browser.until(
          "the observation has ended and the incident is closed",
          Duration.ofSeconds(90),
          () -> browser.text("#now .ask").equals("Closed."));
      assertThat(browser.text("#timeline")).contains("Incident closed", "Observation ended");
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
