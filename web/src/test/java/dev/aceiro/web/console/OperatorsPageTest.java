package dev.aceiro.web.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aceiro.web.RunningAceiro;
import dev.aceiro.web.console.Paper.Form;
import dev.aceiro.web.console.Paper.Page;
import dev.aceiro.web.http.RawHttp;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an operator orders from the status page, without a script, on a real PostgreSQL. */
class OperatorsPageTest {
  private final int port = RunningAceiro.shared().port();
  private final JdbcClient jdbc = JdbcClient.create(RunningAceiro.shared().bean(DataSource.class));
  private Paper paper;

  @BeforeEach
  void begin() {
    paper = new Paper(port).speaking("en");
  }

  /** What others see on the same installation is as it was. */
  @AfterEach
  void nothingIsLeftInQuarantine() {
    jdbc.sql("delete from quarantine_acknowledgement where kind = 'RECORD'").update();
    jdbc.sql("delete from quarantine").update();
  }

  @Test
  void anOperatorResumesOneIncident() {
    String id = drill("stuck");

    Page page = resume(" " + id.toLowerCase() + " ", "it is stuck");

    assertThat(page.status()).as(page.text()).isEqualTo(200);
    assertThat(page.at().getPath()).isEqualTo("/status");
    assertThat(page.text()).contains(id + " goes on where the record ends.");
    assertThat(generation(id)).isEqualTo(2);
  }

  @Test
  void anOperatorResumesThemAll() {
    String one = drill("one of all");
    String two = drill("two of all");

    Page page = paper.get("/status").form("resume-all").set("reason", "restored").submit();

    assertThat(page.text()).contains("every open incident goes on where the record ends.");
    assertThat(generation(one)).isEqualTo(2);
    assertThat(generation(two)).isEqualTo(2);
  }

  @Test
  void anOrderWithoutAReasonIsRefusedAtItsForm() {
    String id = drill("why");

    Page page = resume(id, " ");

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.part("resume-trouble")).contains("“Reason” is missing.");
    assertThat(page.form("resume").value("incident")).isEqualTo(id);
    assertThat(page.html()).doesNotContain("resume-all-trouble");
    assertThat(resume(id, "x".repeat(501)).text()).contains("“Reason” may have at most 500");
    assertThat(resume(" ", "why").text()).contains("“Incident” is missing.");
    assertThat(generation(id)).isEqualTo(1);
  }

  @Test
  void whatCannotBeResumedIsSaidInBothLanguages() {
    Page none = resume("INC-999999", "why not");
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.part("resume-trouble")).contains("There is no incident");
    assertThat(none.form("resume").value("reason")).isEqualTo("why not");

    String id = drill("closed");
    paper.get("/incidents/" + id).form("now-false-alarm").set("f.reason", "nothing").submit();
    await().untilAsserted(() -> assertThat(stage(id)).isEqualTo("CLOSED"));
    paper = new Paper(port).speaking("pt-BR");
    Page closed = resume(id, "por que não");
    assertThat(closed.status()).isEqualTo(409);
    assertThat(closed.part("resume-trouble")).contains(id + " está encerrado");
  }

  @Test
  void quarantineIsListedAndLookedAt() {
    String id = drill("quarantined");
    long row =
        jdbc.sql(
                """
                insert into quarantine (incident, generation, what, sqlstate, detail, content, digest)
                values (:incident, 1, 'entry 1', '22021', 'no <such> character', '<b>as sent</b>', 'd')
                returning id""")
            .param("incident", id)
            .query(Long.class)
            .single();
    String path = "/status/quarantine/record-" + row;

    Page listed = paper.get("/status");
    assertThat(listed.part("quarantine"))
        .contains(path, id, "22021: no &lt;such&gt; character", "Part of the record: entry 1");
    Page item = paper.get(path);
    assertThat(item.html()).contains("&lt;b&gt;as sent&lt;/b&gt;");

    Page silent = item.form("acknowledge-quarantine").submit();
    assertThat(silent.status()).isEqualTo(400);
    assertThat(silent.part("seen")).contains("“Reason” is missing.");
    Page seen = silent.form("acknowledge-quarantine").set("reason", "nothing to do").submit();

    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.text()).contains("Noted that you have looked at record-" + row);
    assertThat(seen.part("quarantine")).doesNotContain(path);
    Page again = paper.get(path);
    assertThat(again.text()).contains("nothing to do");
    assertThat(again.hasForm("acknowledge-quarantine")).isFalse();
    assertThat(paper.get("/status/quarantine/record-999999").status()).isEqualTo(404);
  }

  @Test
  void anOrderFromAnotherSiteIsRefused() {
    String id = drill("forged");
    RawHttp.Answer forged =
        new RawHttp(port)
            .post("/status/resumption")
            .header("Accept", "text/html")
            .form("incident=" + id + "&reason=why")
            .send();
    assertThat(forged.status()).isEqualTo(403);
    assertThat(generation(id)).isEqualTo(1);
  }

  private Page resume(String incident, String reason) {
    return paper
        .get("/status")
        .form("resume")
        .set("incident", incident)
        .set("reason", reason)
        .submit();
  }

  private String drill(String title) {
    Form form = paper.get("/declare?drill=on").form("declare");
    Page page =
        form.set("title", title + " " + UUID.randomUUID())
            .set("scenario", "api-errors")
            .set("drill", "on")
            .set("speed", "1")
            .submit();
    assertThat(page.at().getPath()).as(page.text()).startsWith("/incidents/INC-");
    return page.at().getPath().substring("/incidents/".length());
  }

  private int generation(String id) {
    return jdbc.sql("select generation from incident where id = :id")
        .param("id", id)
        .query(Integer.class)
        .single();
  }

  private String stage(String id) {
    return jdbc.sql("select stage from incident where id = :id")
        .param("id", id)
        .query(String.class)
        .single();
  }
}
