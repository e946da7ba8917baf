package dev.aceiro.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.console.Paper.Form;
import dev.aceiro.web.console.Paper.Page;
import dev.aceiro.web.profile.ShippedProfiles;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.incident.Actor;
import dev.aceiro.workflows.incident.Body;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Stage;
import dev.aceiro.workflows.policy.TriageField;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(classes = ConsoleTestApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class ConsolePagesTest {
  private static final Actor ON_CALL = new Actor("plooral/on-call", List.of("on-call"), "console");

  @LocalServerPort private int port;
  @Autowired private ScriptedDesk desk;
  @Autowired private ResponsePlan plan;
  @Autowired private TestClock clock;
  private Paper paper;

  @BeforeEach
  void begin() {
    desk.clear();
    clock.reset();
    paper = new Paper(port);
  }

  private String open(String severity) {
    String id =
        desk.open(plan, "API <fora> do ar & mais", severity, "api-errors", false, clock.instant());
    desk.alarm(id, "PlooralAPIHighErrorRate", AlarmState.FIRING, clock.instant());
    return id;
  }

  private void say(String id, String decision, Object... body) {
    Desk.Answer answer =
        desk.decide(id, decision, Body.of(body), ON_CALL, UUID.randomUUID().toString());
    assertThat(answer).isInstanceOf(Desk.Answer.Taken.class);
  }

  private String proposed() {
    String id = open("P0");
    say(id, "triage", "severity", "P0");
    say(
        id,
        "propose-action",
        "type",
        "ecs.force-new-deployment",
        "parameters",
        Map.of("cluster", "plooral-cluster", "service", "plooral-api-service"),
        "reason",
        "Vaza conexões.");
    return id;
  }

  // ---- what every page must be ----

  private List<Page> everyPage() {
    String fresh = open("P1");
    String waiting = proposed();
    String manual = proposed();
    say(
        manual,
        "propose-action",
        "type",
        "manual",
        "parameters",
        Map.of("instruction", "Ligar para a AWS"),
        "reason",
        "Suporte.");
    String closed = open("P2");
    say(closed, "false-alarm", "reason", "Campanha.");
    String after = walkToResolution();
    String update = withUpdate();
    List<Page> pages = new ArrayList<>();
    for (String path :
        List.of(
            "/",
            "/?severity=P1",
            "/incidents",
            "/incidents/" + fresh,
            "/incidents/" + waiting,
            "/incidents/" + waiting + "?line=actions",
            "/incidents/" + manual,
            "/incidents/" + closed,
            "/incidents/" + after,
            "/incidents/" + waiting + "/propose",
            "/incidents/" + waiting + "/propose?type=manual",
            "/incidents/" + waiting + "/update",
            "/incidents/" + waiting + "/update?template=status-update",
            "/incidents/" + update,
            "/declare",
            "/declare?drill=on&speed=60",
            "/policy",
            "/status")) {
      Page page = paper.get(path);
      assertThat(page.status()).as(path).isEqualTo(200);
      pages.add(page);
    }
    pages.add(paper.get("/incidents/INC-0"));
    pages.add(paper.get("/nowhere"));
    return pages;
  }

  private String walkToResolution() {
    String id = proposed();
    String digest = desk.rehearsal(id).incident().state().actions().getFirst().capture().digest();
    say(id, "approve-action", "action", "A1", "digest", digest);
    say(id, "mark-contained", "summary", "Reiniciada.");
    desk.alarm(id, "PlooralAPIHighErrorRate", AlarmState.RESOLVED, clock.instant());
    say(id, "answer-check", "check", "smoke", "outcome", "passed");
    say(id, "declare-recovered", "summary", "Vazamento.");
    say(
        id,
        "add-action-item",
        "text",
        "Limitar conexões",
        "owner",
        "platform-lead",
        "priority",
        "P1",
        "type",
        "prevent");
    return id;
  }

  @ParameterizedTest
  @ValueSource(strings = {"pt-BR", "en"})
  void everyPageIsSound(String language) {
    paper.speaking(language);
    for (Page page : everyPage()) {
      String html = page.html();
      assertThat(html).contains("lang=\"" + language + "\"");
      assertThat(html).doesNotContain("??");
      assertThat(html).doesNotContainPattern("\\sstyle=").doesNotContain("<style");
      assertThat(html).doesNotContainPattern("<script(?![^>]*\\ssrc=)");
      assertThat(html).doesNotContainPattern("\\son[a-z]+=\"").doesNotContain("javascript:");
      assertThat(html).as("escaped").doesNotContain("<fora>").doesNotContain("5xx <above>");
      assertThat(page.headers().get("content-security-policy").getFirst())
          .contains("default-src 'self'")
          .doesNotContain("unsafe");
      uniqueIds(page);
      labelled(page);
      assertThat(page.text())
          .doesNotContainPattern("\\b(entry|refusal|decision|field|clock)\\.[A-Za-z-]+");
    }
  }

  private static void uniqueIds(Page page) {
    List<String> ids = page.all("\\sid=\"([^\"]*)\"");
    Set<String> seen = new HashSet<>();
    for (String id : ids) {
      assertThat(seen.add(id)).as("id %s twice on %s", id, page.at()).isTrue();
    }
    for (String target : page.all("aria-(?:labelledby|describedby)=\"([^\"]+)\"")) {
      assertThat(ids).as("on " + page.at()).contains(target);
    }
    for (String target : page.all("<label[^>]*\\sfor=\"([^\"]+)\"")) {
      assertThat(ids).as("on " + page.at()).contains(target);
    }
    for (String form : page.all("<button[^>]*\\sform=\"([^\"]+)\"")) {
      assertThat(page.forms()).contains(form);
    }
  }

  private static void labelled(Page page) {
    List<String> labelled = page.all("<label[^>]*\\sfor=\"([^\"]+)\"");
    for (String tag :
        page.all(
            "<((?:textarea|select|input"
                + " type=\"(?:text|datetime-local|search|number|password)\")[^>]*)>")) {
      var id = Pattern.compile("id=\"([^\"]+)\"").matcher(tag);
      assertThat(id.find()).as(tag).isTrue();
      assertThat(labelled).contains(id.group(1));
    }
    assertThat(page.html()).contains("<main").doesNotContainPattern("<img(?![^>]*alt=)");
  }

  @Test
  void everyFormThatChangesSomethingCarriesItsTokenAndItsKey() {
    String id = proposed();
    Page page = paper.get("/incidents/" + id);
    Set<String> keys = new HashSet<>();
    assertThat(page.forms()).hasSizeGreaterThan(8);
    for (String form : page.forms()) {
      if (form.equals("refresh")) {
        continue;
      }
      assertThat(page.form(form).value("_csrf")).as(form).isNotEmpty();
      assertThat(keys.add(page.form(form).value("key"))).as(form).isTrue();
      assertThat(page.form(form).value("form")).isEqualTo(form);
    }
  }

  // ---- what the policy says and people must do ----

  private Page under(String profile, String severity, String scenario, Duration later) {
    var shipped = ShippedProfiles.of(profile);
    desk.knows(shipped.document());
    String id = desk.open(shipped.plan(), "Algo", severity, scenario, false, clock.instant());
    clock.forward(later);
    desk.pass();
    return paper.get("/incidents/" + id);
  }

  @Test
  void whatTheProgramDoesNotEnforceIsShownAndMarkedSo() {
    assertThat(under("challenge-02", "P1", "app-error", Duration.ZERO).part("duties"))
        .contains("Deploys suspensos", "000 §2", "não imposto pelo Aceiro");
    assertThat(under("plooral", "P0", null, Duration.ZERO).part("duties"))
        .contains("PlooralEmergencyAdmin", "1 h", "#prod-alerts", "002 §5.3");
  }

  @Test
  void whatHoldsActionsBackIsShownWithWhatLiftsIt() {
    Page breach = under("etp-express", "P0", "security-breach", Duration.ZERO);
    assertThat(breach.part("holds"))
        .contains("Sem rollback", "destruiria evidências", "004 S10")
        .contains("o playbook security-breach")
        .contains("Segue sozinho quando isto for aplicado: railway.backup")
        .contains("Incident Commander", "Especialista de segurança");
    assertThat(breach.part("duties")).doesNotContain("Sem rollback");
  }

  @Test
  void aHoldWhoseScenarioAndFlagAreGoneSaysThatItStays() {
    Page breach = under("etp-express", "P0", "security-breach", Duration.ZERO);
    assertThat(breach.part("holds")).doesNotContain("fica até que o levantem");
    String id = breach.at().getPath().substring("/incidents/".length());
    say(id, "triage", "severity", "P0", "scenario", "openai-down");
    say(id, "clear-flag", "flag", "SECURITY", "reason", "Não era.");
    assertThat(paper.get("/incidents/" + id).part("holds"))
        .contains("o playbook security-breach", "Isso terminou", "fica até que o levantem");
  }

  @Test
  void anEffectOfARuleSaysWhatIsToBeDoneByHand() {
    Page late = under("etp-express", "P3", null, Duration.ofHours(49));
    assertThat(late.part("duties"))
        .contains("Mover para o backlog", "Abra à mão um item no seu backlog", "004 SLA");
    Page down = under("etp-express", "P1", "openai-down", Duration.ofMinutes(121));
    assertThat(down.part("duties"))
        .contains("Envie uma atualização externa", "/update\"")
        .contains("data-done=\"false\"");
  }

  // ---- what the triage asks ----

  @Test
  void theTriageAsksWhatTheOrganisationAsksAndWhy() {
    ResponsePlan asking =
        TestPlan.plooral(
            new TriageField("services", true, "000 §2"),
            new TriageField("impactStartedAt", true, "000 §2"),
            new TriageField("severity", false, null));
    String id = desk.open(asking, "Lento", "P1", null, false, clock.instant());
    Page page = paper.get("/incidents/" + id);
    String triage = page.form("now-triage").inside();
    assertThat(triage)
        .contains("A triagem de Plooral deve encontrá-lo (000 §2).")
        .doesNotContain("f.zones", "f.namespaces", "f.environment");
    assertThat(triage.indexOf("f.services")).isLessThan(triage.indexOf("f.impactStartedAt"));
    assertThat(triage.indexOf("f.impactStartedAt")).isLessThan(triage.indexOf("f.severity"));

    Page refused = page.form("now-triage").set("f.impactStartedAt", "").submit();
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.part("now"))
        .contains("A triagem não está feita sem: Serviços, Impacto desde")
        .contains("000 §2");
    Page done =
        page.form("now-triage")
            .set("f.services", "api")
            .set("f.impactStartedAt", "2026-01-02T09:30:00")
            .set("key", UUID.randomUUID().toString())
            .submit();
    assertThat(done.status()).isEqualTo(200);
    assertThat(desk.rehearsal(id).incident().state().stage()).isEqualTo(Stage.CONTAIN);
  }

  // ---- texts that people send ----

  private String withUpdate() {
    String id = open("P0");
    say(id, "raise-flag", "flag", "CAUSE_FOUND");
    say(
        id,
        "send-update",
        "audience",
        "external",
        "template",
        "external-update",
        "fields",
        Map.of("etaValue", "30", "etaUnit", "<minutos>"));
    return id;
  }

  private Paper as(String role) {
    return new Paper(port).with("aceiro-person", "plooral/" + role);
  }

  private List<String> codes(String id) {
    return desk.rehearsal(id).sent().stream().map(sent -> sent.message().code()).toList();
  }

  @Test
  void aTextThatAssertsACauseIsThereToBeSeenButNotToBeChosen() {
    String id = open("P0");
    Page texts = paper.get("/incidents/" + id + "/update");
    assertThat(texts.html())
        .contains("/update?template=status-update")
        .doesNotContain("/update?template=external-update");
    assertThat(texts.text()).contains("Ninguém encontrou a causa ainda");
    Page forced = paper.get("/incidents/" + id + "/update?template=external-update");
    assertThat(forced.hasForm("update-send-update")).isFalse();
    assertThat(forced.text()).contains("Ninguém encontrou a causa ainda");
    say(id, "raise-flag", "flag", "CAUSE_FOUND");
    assertThat(paper.get("/incidents/" + id + "/update").html())
        .contains("/update?template=external-update");
  }

  @Test
  void aTextIsSeenAsItWillGoOutBeforeItIsSent() {
    String id = open("P0");
    Form form =
        paper
            .get("/incidents/" + id + "/update?template=status-update")
            .form("update-send-update")
            .set("m.fields.component", "API de <busca>");
    Page seen = form.submitTo("/incidents/" + id + "/update?template=status-update");
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.part("preview")).contains("component=API de &lt;busca&gt;");
    assertThat(codes(id)).doesNotContain("status-update");
    Form again = seen.form("update-send-update");
    assertThat(again.value("m.fields.component")).isEqualTo("API de <busca>");
    assertThat(again.submit().text()).contains("Atualização a caminho.");
    assertThat(codes(id)).contains("status-update");
  }

  @Test
  void aFieldThatWasLeftOutIsNamedWhereTheTextIsWritten() {
    String id = open("P0");
    Page refused =
        paper
            .get("/incidents/" + id + "/update?template=status-update")
            .form("update-send-update")
            .submit();
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.part("update-send-update")).contains("Falta “Componente”.");
  }

  @Test
  void whatPromisesAnEndWaitsForSomebodyElse() {
    String id = withUpdate();
    assertThat(codes(id)).doesNotContain("external-update");
    Page author = as("on-call").get("/incidents/" + id);
    assertThat(author.hasForm("communications-approve-update")).isFalse();
    assertThat(author.part("waiting-update")).contains("Outra pessoa deve aprovar");
    Page approver = as("engineering-manager").get("/incidents/" + id);
    assertThat(approver.part("waiting-update"))
        .contains("etaValue=30", "on-call", "engineering-manager");
    assertThat(approver.form("communications-approve-update").submit().text())
        .contains("Aprovada, a caminho.");
    assertThat(codes(id)).contains("external-update");
  }

  @Test
  void anApproverWhoLooksAtAnOlderTextApprovesNothing() {
    String id = withUpdate();
    Form old =
        as("engineering-manager").get("/incidents/" + id).form("communications-approve-update");
    say(
        id,
        "send-update",
        "audience",
        "external",
        "template",
        "external-update",
        "fields",
        Map.of("etaValue", "2", "etaUnit", "dias"));
    Page moved = old.submit();
    assertThat(moved.status()).isEqualTo(409);
    assertThat(moved.text()).contains("A atualização U1 não é a que espera agora");
    assertThat(codes(id)).doesNotContain("external-update");
  }

  @Test
  void whatWaitsCanBeWithdrawn() {
    String id = withUpdate();
    Page page = paper.get("/incidents/" + id);
    page.form("communications-withdraw-update").set("f.reason", "Cedo demais.").submit();
    assertThat(desk.rehearsal(id).incident().state().waitingUpdate()).isNull();
    assertThat(paper.get("/incidents/" + id).text()).contains("retirada, nada saiu");
  }

  // ---- the board ----

  @Test
  void theNearestClockComesFirst() {
    String slow = open("P1");
    String fast = open("P0");
    Page page = paper.get("/");
    assertThat(page.html().indexOf(fast)).isLessThan(page.html().indexOf(slow));
    assertThat(page.text()).contains("2 incidentes abertos", "para avisar");
  }

  @Test
  void theBoardCanBeNarrowedDown() {
    String grave = open("P0");
    String mild = open("P2");
    assertThat(paper.get("/?severity=P0").html()).contains(grave).doesNotContain(mild);
    assertThat(paper.get("/?drill=yes").text()).contains("Nenhum incidente aberto corresponde");
    assertThat(paper.get("/?q=" + mild).html()).contains(mild).doesNotContain(grave);
  }

  @Test
  void closedIncidentsArePaged() {
    for (int i = 0; i < 7; i++) {
      say(open("P2"), "false-alarm", "reason", "Teste.");
    }
    Page first = paper.get("/incidents");
    assertThat(first.text()).contains("INC-1007").doesNotContain("INC-1002");
    String next = first.all("rel=\"next\" href=\"([^\"]+)\"").getFirst();
    assertThat(paper.get(next).text()).contains("INC-1002").doesNotContain("INC-1007");
  }

  @Test
  void whatIsDryOrFailingIsSaidOnEveryPage() {
    String id = open("P1");
    for (String path : List.of("/", "/incidents/" + id, "/declare", "/policy", "/status")) {
      assertThat(paper.get(path).text())
          .as(path)
          .contains("e-mail falha 4 min", "simulado: Slack, AWS ECS");
    }
  }

  // ---- saying things ----

  @Test
  void aDecisionShowsItsEffectOnThePageOneLandsOn() {
    String id = open("P1");
    Page page = paper.get("/incidents/" + id);
    assertThat(page.text()).contains("Você assume este P1?");
    Page landed = page.form("now-acknowledge").submit();
    assertThat(landed.status()).isEqualTo(200);
    assertThat(landed.at().getPath()).isEqualTo("/incidents/" + id);
    assertThat(landed.at().getFragment()).isEqualTo("now");
    assertThat(landed.text()).contains("Reconhecido. Registrado.", "O que é, e quão grave?");
    assertThat(desk.rehearsal(id).incident().state().stage()).isEqualTo(Stage.TRIAGE);
  }

  @Test
  void whatIsNotYetRecordedIsSaidSo() {
    String id = open("P1");
    Page page = paper.get("/incidents/" + id);
    desk.recordBehind(true);
    assertThat(page.form("now-acknowledge").submit().text()).contains("Ainda não registrado");
  }

  @Test
  void aRefusalKeepsWhatWasTypedAndTakesAnotherKey() {
    String id = proposed();
    Form form = paper.get("/incidents/" + id).form("more-reclassify");
    String key = form.value("key");
    Page refused = form.set("f.severity", "P0").set("f.reason", "Ainda \"pior\" <hoje>").submit();
    assertThat(refused.status()).isEqualTo(409);
    Form again = refused.form("more-reclassify");
    assertThat(again.value("f.reason")).isEqualTo("Ainda \"pior\" <hoje>");
    assertThat(again.value("f.severity")).isEqualTo("P0");
    assertThat(again.value("key")).isNotEqualTo(key).isNotEmpty();
    assertThat(refused.part("more-reclassify")).contains("Já é P0.");
    assertThat(again.set("f.severity", "P1").submit().status()).isEqualTo(200);
  }

  @Test
  void aMissingFieldIsNamedAtTheField() {
    String id = proposed();
    Page refused = paper.get("/incidents/" + id).form("now-progress").submit();
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.html())
        .contains("id=\"now-progress-text\"")
        .contains("aria-invalid=\"true\"");
    assertThat(refused.text()).contains("Falta “Texto”.");
  }

  @Test
  void whatMayOrMayNotHaveBeenTakenIsSaidAgainWithTheSameKey() {
    String id = open("P1");
    Form form = paper.get("/incidents/" + id).form("now-triage").set("f.zones", "a, b");
    desk.engineAway(true);
    Page unknown = form.submit();
    assertThat(unknown.status()).isEqualTo(503);
    assertThat(unknown.headers()).containsKey("retry-after");
    assertThat(unknown.text()).contains("não conta duas vezes");
    Form again = unknown.form("now-triage");
    assertThat(again.value("key")).isEqualTo(form.value("key"));
    assertThat(again.value("f.zones")).isEqualTo("a, b");
    desk.engineAway(false);
    assertThat(again.submit().status()).isEqualTo(200);
    assertThat(desk.rehearsal(id).incident().state().zones()).containsExactly("a", "b");
  }

  @Test
  void theSameFormSentTwiceCountsOnce() {
    String id = proposed();
    Form form = paper.get("/incidents/" + id).form("now-progress").set("f.text", "Uma vez.");
    form.submit();
    assertThat(form.submit().status()).isEqualTo(200);
    assertThat(desk.rehearsal(id).timeline())
        .filteredOn(entry -> "Uma vez.".equals(entry.params().get("text")))
        .hasSize(1);
  }

  @Test
  void theSameFormSentTwiceWithOtherWordsIsRefused() {
    String id = proposed();
    Form form = paper.get("/incidents/" + id).form("now-progress");
    form.set("f.text", "Uma vez.").submit();
    Page refused = form.set("f.text", "Outra coisa.").submit();
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("já foi enviado com outro conteúdo");
    assertThat(refused.form("now-progress").value("f.text")).isEqualTo("Outra coisa.");
  }

  @Test
  void aFormWithoutItsTokenIsRefused() {
    String id = open("P1");
    Page refused = paper.get("/incidents/" + id).form("now-acknowledge").set("_csrf", "x").submit();
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("CSRF");
  }

  @Test
  void aFormStaysValidWhileOtherPagesAreLoadedAndOtherFormsSent() {
    String id = proposed();
    Form typing = paper.get("/incidents/" + id).form("now-progress");
    paper.get("/");
    paper.get("/incidents/" + id).form("more-note").set("f.text", "Nota.").submit();
    assertThat(typing.set("f.text", "Devagar.").submit().status()).isEqualTo(200);
  }

  @Test
  void theApproverSeesBeforeAndAfterAndApprovesJustThat() {
    String id = proposed();
    Page page = paper.get("/incidents/" + id);
    assertThat(page.html())
        .contains("<div class=\"del\">- deployment", "<div class=\"add\">+ deployment");
    String digest = desk.rehearsal(id).incident().state().actions().getFirst().capture().digest();
    assertThat(page.form("now-approve-action-A1").value("f.digest")).isEqualTo(digest);
    Page moved = page.form("now-approve-action-A1").set("f.digest", "0").submit();
    assertThat(moved.status()).isEqualTo(409);
    assertThat(moved.text()).contains("O que mudaria não é o que você viu");
    assertThat(moved.form("now-approve-action-A1").submit().text()).contains("Aprovada.");
  }

  @Test
  void whatCannotBeSaidIsSaidQuietlyWithItsReason() {
    String id = open("P1");
    assertThat(paper.get("/incidents/" + id).part("impossible"))
        .contains("Isto não pode ser dito no estágio detecção.", "Declarar recuperado")
        .contains("Nenhuma ação espera aprovação.", "Aprovar");
  }

  @Test
  void whoHoldsNoRoleReadsButDoesNotDecide() {
    String id = open("P1");
    Paper stranger = new Paper(port).with("aceiro-person", "etp-express/nobody");
    assertThat(stranger.get("/incidents/" + id).hasForm("now-acknowledge")).isTrue();
  }

  @Test
  void instantsAreTypedInTheReadersZone() {
    String id = open("P1");
    paper.with("aceiro-zone", "Asia%2FTokyo");
    Form form = paper.get("/incidents/" + id).form("now-triage");
    assertThat(form.value("zone")).isEqualTo("Asia/Tokyo");
    form.set("f.impactStartedAt", "2026-01-02T09:30:00").submit();
    assertThat(desk.rehearsal(id).incident().state().startedAt()).isEqualTo("2026-01-02T00:30:00Z");
  }

  @Test
  void theTimelineCanBeNarrowedDown() {
    String id = proposed();
    Page actions = paper.get("/incidents/" + id + "?line=actions");
    assertThat(actions.part("timeline")).contains("A1 proposta").doesNotContain("Triagem: P0");
    assertThat(paper.get("/incidents/" + id).part("timeline")).contains("Triagem: P0");
  }

  @Test
  void timesSayUtcToWhoeverPointsAtThem() {
    String id = open("P1");
    assertThat(paper.get("/incidents/" + id).html())
        .containsPattern("<time [^>]*title=\"[0-9: -]+ UTC\"");
  }

  @Test
  void onePersonIsChosenAndDecides() {
    String id = open("P1");
    Page page = paper.get("/incidents/" + id);
    Page chosen =
        new Object() {
          Page be(String person) {
            var form =
                Pattern.compile("(?s)<form method=\"post\" action=\"/who\".*?</form>")
                    .matcher(page.html());
            assertThat(form.find()).isTrue();
            var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(form.group());
            assertThat(token.find()).isTrue();
            return paper.new Form("/who", "")
                .set("_csrf", token.group(1))
                .set("person", person)
                .set("back", "/incidents/" + id)
                .submit();
          }
        }.be("plooral/platform-lead");
    assertThat(chosen.at().getPath()).isEqualTo("/incidents/" + id);
    chosen.form("now-acknowledge").submit();
    assertThat(desk.rehearsal(id).incident().state().acknowledgedBy())
        .isEqualTo("plooral/platform-lead");
  }

  @Test
  void theLanguageIsSwitchedAndKept() {
    Page page = paper.get("/declare");
    String token = page.all("name=\"_csrf\" value=\"([^\"]+)\"").getFirst();
    Page english =
        paper.new Form("/preferences", "")
            .set("_csrf", token)
            .set("language", "en")
            .set("back", "/declare")
            .submit();
    assertThat(english.text()).contains("Declare an incident");
    assertThat(paper.get("/").text()).contains("Nothing is burning.");
  }

  @Test
  void whatWasTakenWhileTheRecordIsAwayIsSaidAllTheSame() {
    String id = open("P1");
    Form form = paper.get("/incidents/" + id).form("now-acknowledge");
    desk.recordAway(true);
    Page landed = form.submit();
    assertThat(landed.status()).isEqualTo(503);
    assertThat(landed.text()).contains("Reconhecido.", "Ainda não registrado", "Tentar mostrar");
    assertThat(paper.get("/incidents/" + id).status()).isEqualTo(503);
    assertThat(desk.rehearsal(id).incident().state().acknowledgedAt()).isNotNull();
  }

  @Test
  void anIncidentWhoseClocksStandStillSaysSo() {
    String id = open("P1");
    assertThat(paper.get("/incidents/" + id).text()).doesNotContain("relógios parados");
    desk.loses(id);
    assertThat(paper.get("/incidents/" + id).text()).contains("relógios parados");
    assertThat(paper.get("/").text()).contains("relógios parados");
  }

  @Test
  void aTestPageIsSentAndItsOutcomeSaid() {
    Page page = paper.get("/status");
    assertThat(page.form("test-slack").value("address")).isEqualTo("#prod-alerts");
    assertThat(page.form("test-slack").submit().text()).contains("Slack não está configurado");
    String said = page.form("test-email").set("address", "a@b.example").submit().part("toast");
    assertThat(said).contains("O chamado de teste por e-mail falhou:").doesNotContain("email.");
  }

  // ---- proposing ----

  @Test
  void anActionIsProposedInTwoStepsOfPlainPages() {
    String id = open("P1");
    say(id, "triage", "severity", "P1");
    Page first = paper.get("/incidents/" + id + "/propose");
    String href =
        first
            .all("<a href=\"([^\"]*type=ecs.force-new-deployment[^\"]*plooral-cluster[^\"]*)\"")
            .getFirst();
    Form form = paper.get(href).form("propose-propose-action");
    assertThat(form.value("m.parameters.cluster")).isEqualTo("plooral-cluster");
    assertThat(form.value("m.parameters.service")).isEqualTo("plooral-api-service");
    Page refused = form.set("m.parameters.service", "other").submit();
    assertThat(refused.status()).isEqualTo(409);
    Form again = refused.form("propose-propose-action");
    assertThat(again.value("m.parameters.service")).isEqualTo("other");
    Page landed = again.set("f.reason", "Porque sim.").submit();
    assertThat(landed.text()).contains("Proposta; o estado atual está sendo lido.");
    assertThat(desk.rehearsal(id).incident().state().actions().getFirst().parameters())
        .containsEntry("cluster", "plooral-cluster")
        .containsEntry("service", "other");
  }

  @Test
  void whatIsKnownOfAProposalIsFilledInAndSaysWhereItComesFrom() {
    String id = open("P1");
    say(id, "triage", "severity", "P1");
    String address = "/incidents/" + id + "/propose?type=ecs.force-new-deployment";
    Page page = paper.get(address);
    Form form = page.form("propose-propose-action");
    assertThat(form.value("m.parameters.cluster")).isEqualTo("plooral-cluster");
    assertThat(form.value("m.parameters.service")).isEqualTo("plooral-api-service");
    assertThat(page.text())
        .contains("de estate.yaml, serviço plooral-api", "do alarme api-errors")
        .doesNotContain("do playbook");
    Page other = paper.get(address + "&m.parameters.service=other");
    assertThat(other.form("propose-propose-action").value("m.parameters.service"))
        .isEqualTo("other");
    assertThat(other.text()).doesNotContain("do alarme api-errors");
  }

  @Test
  void whatThePlaybookStatesSaysSo() {
    String id = open("P1");
    say(id, "triage", "severity", "P1");
    String href =
        paper
            .get("/incidents/" + id)
            .all("<a class=\"small\" href=\"([^\"]*type=ecs.force-new-deployment[^\"]*)\"")
            .getFirst();
    assertThat(paper.get(href).text()).contains("do playbook").doesNotContain("de estate.yaml");
  }

  @Test
  void aSuggestionOfThePlaybookIsOneButton() {
    String id = open("P1");
    say(id, "triage", "severity", "P1");
    Page page = paper.get("/incidents/" + id);
    Page landed = page.form("now-0-propose-action").submit();
    assertThat(landed.text()).contains("Aprovar: Reiniciar a API?");
  }

  // ---- declaring ----

  @Test
  void aDeclarationThatLacksItsTitleKeepsTheRest() {
    Form form = paper.get("/declare").form("declare");
    Page refused = form.set("severity", "P0").set("services", "api").submit();
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("Falta “Título”.");
    Form again = refused.form("declare");
    assertThat(again.value("severity")).isEqualTo("P0");
    assertThat(again.value("services")).isEqualTo("api");
  }

  @Test
  void aDrillDividesEveryDuration() {
    Page opened =
        paper
            .get("/declare")
            .form("declare")
            .set("title", "Exercício")
            .set("severity", "P0")
            .set("drill", "on")
            .set("speed", "60")
            .submit();
    assertThat(opened.text()).contains("exercício, 60× mais rápido", "está aberto");
    String id = opened.at().getPath().substring("/incidents/".length());
    assertThat(desk.rehearsal(id).incident().plan().speed()).isEqualTo(60);
  }

  // ---- what nothing explains ----

  private String changedByHand() {
    String id = open("P0");
    say(id, "triage", "severity", "P0");
    desk.rehearsal(id).stands("taskDefinition", "plooral-api:hotfix");
    say(id, "mark-contained", "summary", "contido");
    desk.alarm(id, "PlooralAPIHighErrorRate", AlarmState.RESOLVED, clock.instant());
    say(id, "answer-check", "check", "smoke", "outcome", "passed");
    say(id, "declare-recovered", "summary", "estável");
    return id;
  }

  @Test
  void aChangeByHandKeepsTheIncidentOpenUntilSomebodyHasSaidWhatItIs() {
    String id = changedByHand();
    say(id, "submit-draft", "text", "rascunho");
    clock.forward(Duration.ofHours(25));
    say(id, "complete-review", "when", clock.instant().toString(), "who", List.of("ana"));
    clock.forward(Duration.ofHours(24));
    desk.pass();

    Page page = paper.get("/incidents/" + id);
    assertThat(page.text())
        .contains("Um alvo não está como estava, e nenhuma ação explica.")
        .contains("plooral-cluster/plooral-api-service em aberto")
        .contains("- taskDefinition: plooral-api:42 + taskDefinition: plooral-api:hotfix")
        .contains("D1: uma diferença que nenhuma ação explica");
    assertThat(page.forms())
        .contains("left-waive-difference-D1", "left-survey-again", "left-adopt-difference-D1");

    page = page.form("left-adopt-difference-D1").set("f.reason", "corrigi às 3 da manhã").submit();
    assertThat(page.text())
        .contains("Agora é uma ação do registro")
        .contains("taskDefinition plooral-api:42 → plooral-api:hotfix")
        .contains("Ficou no lugar");
    page = page.form("now-waive-undo-A1").set("f.reason", "é a correção").submit();
    assertThat(page.text()).contains("Encerrado.");
  }

  @Test
  void whatIsPutBackIsReadAgain() {
    String id = changedByHand();
    clock.forward(Duration.ofHours(49));
    desk.pass();
    desk.rehearsal(id).stands("taskDefinition", "plooral-api:42");

    Page page = paper.get("/incidents/" + id).form("left-survey-again").submit();

    assertThat(page.text()).contains("não existe mais", "Comparados com ela às");
    assertThat(page.forms()).doesNotContain("left-waive-difference-D1");
  }

  @Test
  void whyATargetThatNobodyCouldReadNeedsNothingIsOnThePageTheTimelineAndInThePostMortem() {
    String id = changedByHand();
    desk.rehearsal(id).hides();
    clock.forward(Duration.ofHours(49));
    desk.pass();

    Page page = paper.get("/incidents/" + id);
    assertThat(page.text())
        .contains("plooral-cluster/plooral-api-service em aberto")
        .contains("Não respondeu no tempo");
    assertThat(page.forms())
        .contains("left-waive-difference-D1")
        .doesNotContain("left-adopt-difference-D1");
    page = page.form("left-waive-difference-D1").set("f.reason", "").submit();
    assertThat(page.text()).contains("plooral-cluster/plooral-api-service em aberto");

    page =
        paper
            .get("/incidents/" + id)
            .form("left-waive-difference-D1")
            .set("f.reason", "olhei no console da AWS")
            .submit();
    assertThat(page.text())
        .contains("plooral-cluster/plooral-api-service dispensada")
        .contains("D1 foi dispensada")
        .contains(": olhei no console da AWS");
    assertThat(page.form("now-submit-draft").value("f.text"))
        .contains("## O que diferia sem que uma ação explicasse")
        .contains(
            "- D1 plooral-cluster/plooral-api-service: Não respondeu no tempo que uma leitura dá a"
                + " cada alvo. dispensada. olhei no console da AWS");
  }

  // ---- all of it, without a script ----

  @Test
  void aWholeIncidentIsCarriedToItsEndOnPlainPages() {
    Page page =
        paper
            .get("/declare")
            .form("declare")
            .set("title", "API fora do ar")
            .set("severity", "P0")
            .set("scenario", "api-errors")
            .submit();
    String path = page.at().getPath();
    page = page.form("now-acknowledge").submit();
    page = page.form("now-triage").submit();
    page = page.form("now-0-propose-action").submit();
    page = page.form("now-approve-action-A1").submit();
    page = page.form("now-mark-contained").set("f.summary", "Reiniciada.").submit();
    page = page.form("check-answer-check-smoke-passed").submit();
    page = page.form("now-declare-recovered").set("f.summary", "Vazamento.").submit();
    Form draft = page.form("now-submit-draft");
    assertThat(draft.value("f.text")).contains("# INC-", "## Onde tivemos sorte", "Reiniciada.");
    page = draft.submit();
    page =
        page.form("postmortem-add-action-item")
            .set("f.text", "Limitar conexões")
            .set("f.owner", "platform-lead")
            .set("f.priority", "P1")
            .set("f.type", "prevent")
            .submit();
    page = page.form("now-waive-undo-A1").set("f.reason", "Fica reiniciada.").submit();
    page = page.form("item-complete-action-item-I1").submit();
    assertThat(page.text()).contains("Nada espera por você.");
    clock.forward(Duration.ofHours(25));
    page = paper.get(path);
    page = page.form("now-complete-review").submit();
    assertThat(page.text()).contains("Revisão concluída.");
    clock.forward(Duration.ofHours(24));
    desk.pass();
    page = paper.get(path);
    assertThat(page.text()).contains("Encerrado.").contains("Do impacto à resolução");
    assertThat(page.forms()).allMatch(form -> !form.startsWith("now-"));
  }

  @Test
  void anEntryThatMustWaitForALaterUndoSaysWhich() {
    String id = proposed();
    Page page = paper.get("/incidents/" + id).form("now-approve-action-A1").submit();
    say(
        id,
        "propose-action",
        "type",
        "ecs.force-new-deployment",
        "parameters",
        Map.of("cluster", "plooral-cluster", "service", "plooral-api-service"),
        "reason",
        "De novo.");
    clock.forward(Duration.ofSeconds(5));
    page = paper.get("/incidents/" + id).form("now-approve-action-A2").submit();

    assertThat(page.forms())
        .contains("ledger-undo-action-A2")
        .doesNotContain("ledger-undo-action-A1");
    assertThat(page.part("actions"))
        .contains("Desfaça A2 primeiro: veio depois e trata da mesma coisa.");
  }
}
