package dev.aceiro.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.incident.Actor;
import dev.aceiro.workflows.incident.Body;
import dev.aceiro.workflows.policy.ResponsePlan;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the pages do with a script, in a browser. */
@Tag("browser")
@SpringBootTest(classes = ConsoleTestApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleBrowserTest {
  private static final Actor ON_CALL = new Actor("plooral/on-call", List.of("on-call"), "console");

  @LocalServerPort private int port;
  @Autowired private ScriptedDesk desk;
  @Autowired private ResponsePlan plan;
  @Autowired private TestClock clock;
  private Browser browser;

  @BeforeAll
  void open() {
    browser = Browser.open(port, "pt-BR");
  }

  @AfterAll
  void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void begin() {
    desk.clear();
    clock.reset();
    browser.as(1280, 1000).go("/").complaints();
  }

  private String opened() {
    String id = desk.open(plan, "API fora do ar", "P0", "api-errors", false, clock.instant());
    desk.alarm(id, "PlooralAPIHighErrorRate", AlarmState.FIRING, clock.instant());
    return id;
  }

  private void say(String id, String decision, Object... body) {
    Desk.Answer answer =
        desk.decide(id, decision, Body.of(body), ON_CALL, UUID.randomUUID().toString());
    assertThat(answer).isInstanceOf(Desk.Answer.Taken.class);
  }

  @Test
  void nothingOnAnyPageBreaksThePolicyOfWhatMayRun() {
    String id = opened();
    say(id, "triage", "severity", "P0");
    for (String path :
        List.of(
            "/",
            "/incidents",
            "/incidents/" + id,
            "/incidents/" + id + "/propose",
            "/declare",
            "/policy",
            "/status")) {
      browser.go(path).sees("html.js");
    }
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void whatOthersDecideShowsByItself() {
    String id = opened();
    browser.go("/incidents/" + id).sees("#live:not([hidden])").reads("Você assume este P0?");
    say(id, "triage", "severity", "P0");
    browser.reads("Como você vai conter?").reads("O playbook sugere");
    assertThat(browser.script("return document.getElementById('announce').textContent").toString())
        .startsWith("Atualizado:");
  }

  @Test
  void aNewIncidentAppearsOnTheBoard() {
    browser.reads("Nada queima.").sees("#live:not([hidden])");
    String id = opened();
    browser.reads(id);
  }

  @Test
  void whatSomebodyTypesStaysWhileThePageRefreshes() {
    String id = opened();
    browser.go("/incidents/" + id).sees("#live:not([hidden])");
    browser.ask("now-progress").type("now-progress", "f.text", "Ainda olhando");
    say(id, "note", "text", "De outra pessoa");
    browser.reads("De outra pessoa");
    assertThat(
            browser
                .driver()
                .findElement(By.cssSelector("#now-progress textarea"))
                .getDomProperty("value"))
        .isEqualTo("Ainda olhando");
    browser.reads("Algo mudou aqui.");
    browser.send("now-progress").reads("Progresso registrado");
  }

  @Test
  void clocksTick() {
    String id = opened();
    browser.go("/incidents/" + id);
    String first = browser.text("#head .next strong");
    browser.until(
        "another second",
        Duration.ofSeconds(5),
        () -> !browser.text("#head .next strong").equals(first));
    assertThat(browser.text("#head .next strong")).matches("\\d+ min( \\d+ s)?");
  }

  @Test
  void keysLeadToTheAnswerAndEnterGivesIt() {
    String id = opened();
    browser.go("/incidents/" + id).sees("html.js");
    browser.driver().findElement(By.tagName("body")).sendKeys("a");
    browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
    browser.reads("Reconhecido.");
    assertThat(desk.rehearsal(id).incident().state().acknowledgedAt()).isNotNull();
  }

  @Test
  void aKeyOpensItsFormAndGoesToItsFirstField() {
    String id = opened();
    say(id, "triage", "severity", "P0");
    browser.go("/incidents/" + id).sees("html.js");
    browser.driver().findElement(By.tagName("body")).sendKeys("p");
    browser.driver().switchTo().activeElement().sendKeys("Achado o culpado: o pool.");
    browser.send("now-progress").reads("Achado o culpado: o pool.");
  }

  @Test
  void aRefusalIsWhereTheFocusIs() {
    String id = opened();
    say(id, "triage", "severity", "P0");
    browser.go("/incidents/" + id).ask("more-reclassify");
    browser
        .choose("more-reclassify", "f.severity", "P0")
        .type("more-reclassify", "f.reason", "Igual")
        .send("more-reclassify")
        .reads("Já é P0.");
    browser.until(
        "the focus on the refusal",
        Duration.ofSeconds(5),
        () -> browser.driver().switchTo().activeElement().getText().contains("Já é P0."));
  }

  @Test
  void onePersonIsChosenInTheBar() {
    String id = opened();
    browser.go("/incidents/" + id).click(".menu summary");
    browser.click("#person option[value='plooral/platform-lead']");
    browser.sees("option[value='plooral/platform-lead'][selected]");
    assertThat(browser.path()).isEqualTo("/incidents/" + id);
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 390, 768, 1024, 1440})
  void noPageIsWiderThanItsWindow(int width) {
    String id = opened();
    say(id, "triage", "severity", "P0");
    say(
        id,
        "propose-action",
        "type",
        "ecs.force-new-deployment",
        "parameters",
        java.util.Map.of("cluster", "plooral-cluster", "service", "plooral-api-service"),
        "reason",
        "Um-motivo-com-uma-palavra-tão-longa-que-ninguém-a-quebraria-de-bom-grado-"
            + "x".repeat(80));
    browser.as(width, 800);
    for (String path :
        List.of("/", "/incidents", "/incidents/" + id, "/declare", "/policy", "/status")) {
      browser.go(path);
      Object overflow =
          browser.script(
              "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
      assertThat(((Number) overflow).intValue()).as(path + " at " + width).isLessThanOrEqualTo(0);
    }
  }

  @Test
  void onAPhoneTheThumbReachesTheMainDecision() {
    String id = opened();
    browser.as(390, 844).go("/incidents/" + id).sees("#thumb");
    Object inSight =
        browser.script(
            """
            const box = document.querySelector('#thumb .main').getBoundingClientRect();
            return box.height >= 44 && box.bottom <= innerHeight && box.top > innerHeight / 2\
            """);
    assertThat(inSight).isEqualTo(true);
    browser.click("#thumb .main").reads("Reconhecido.");
  }

  @Test
  void onAPhoneTheQuestionIsFirstAndEveryOtherPanelHasItsPlace() {
    String id = opened();
    browser.as(390, 844).go("/incidents/" + id).sees("#now");
    Object places =
        browser.script(
            """
            return [...document.querySelectorAll('.cols .panel')]
                .sort((a, b) => getComputedStyle(a).order - getComputedStyle(b).order)
                .map(p => p.id + ' ' + getComputedStyle(p).order)\
            """);
    assertThat(places)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
        .startsWith("now 1")
        .noneMatch(place -> place.endsWith(" 0"))
        .doesNotHaveDuplicates();
  }

  @Test
  void onAPhoneAllOfADifferenceCanBeRead() {
    String id = opened();
    say(id, "triage", "severity", "P0");
    say(
        id,
        "propose-action",
        "type",
        "ecs.force-new-deployment",
        "parameters",
        java.util.Map.of("cluster", "plooral-cluster", "service", "plooral-api-service"),
        "reason",
        "Vaza conexões.");
    browser.as(320, 844).go("/incidents/" + id).sees(".diff");
    Object cut =
        browser.script(
            """
            return [...document.querySelectorAll('.diff')]
                .some(diff => diff.scrollWidth > diff.clientWidth)\
            """);
    assertThat(cut).isEqualTo(false);
  }
}
