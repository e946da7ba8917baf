package dev.aceiro.web.profile.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.profile.ShippedProfiles;
import dev.aceiro.web.profile.yaml.ChecklistEntry;
import dev.aceiro.web.profile.yaml.PostmortemFile;
import dev.aceiro.web.profile.yaml.ProfileDocument;
import dev.aceiro.web.profile.yaml.TemplateEntry;
import dev.aceiro.web.profile.yaml.TriageFile;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documents say that no clock runs for: lists, access, freezes, templates, objectives. */
class PolicyTableTest {
  private final ProfileDocument plooral = ShippedProfiles.of("plooral").document();
  private final ProfileDocument etp = ShippedProfiles.of("etp-express").document();
  private final ProfileDocument challenge = ShippedProfiles.of("challenge-02").document();

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          002 §2.1       | pre-deploy        | 13 | BEFORE_DEPLOY
          002 §2.3, §2.4 | post-deploy       | 7  | AFTER_DEPLOY
          002 §2.3, §2.4 | post-deploy       | 7  | AFTER_ROLLBACK
          002 §5.2       | offboarding       | 5  | OFFBOARDING
          002 §5.3       | emergency-access  | 5  | EMERGENCY_ACCESS
          002 §5.4       | rotate-access-key | 5  | ROTATION
          """)
  void aListHasTheItemsOfTheDocument(String source, String id, int items, String use) {
    ChecklistEntry list = list(plooral, id);
    assertThat(list.source()).isEqualTo(source);
    assertThat(list.items()).hasSize(items);
    assertThat(list.use()).contains(use);
  }

  @Test
  void aResolutionNamesACauseOnlyWhereItIsKnown() {
    TemplateEntry resolved = plooral.template("incident-resolved");
    assertThat(resolved).isNotNull();
    assertThat(resolved.text().values())
        .allSatisfy(
            text ->
                assertThat(text.lines().filter(line -> line.contains("{cause?}")))
                    .singleElement()
                    .asString()
                    .doesNotContain("{summary}"));
  }

  @Test
  void aRollbackIsAnnouncedWithItsReason() {
    assertThat(list(plooral, "post-deploy").announce()).containsExactly("channel:prod-alerts");
    TemplateEntry announced = plooral.template("rollback-announced");
    assertThat(announced).isNotNull();
    assertThat(announced.source()).isEqualTo("002 §2.4");
    assertThat(announced.fields()).contains("reason");
  }

  @Test
  void aFreezeHasAnExceptionByTwoRoles() {
    var freeze = plooral.freeze();
    assertThat(freeze).isNotNull();
    assertThat(freeze.source()).isEqualTo("002 §2.6");
    assertThat(freeze.announcedBy()).containsExactly("engineering-manager");
    assertThat(freeze.exceptions().severities()).containsExactly("P0", "P1");
    assertThat(freeze.exceptions().approvals())
        .containsExactly("engineering-manager", "platform-lead");
  }

  @Test
  void emergencyAccessLastsAnHourAndTwoRolesHearOfIt() {
    var access = plooral.emergencyAccess();
    assertThat(access).isNotNull();
    assertThat(access.source()).isEqualTo("002 §5.3");
    assertThat(access.role()).isEqualTo("PlooralEmergencyAdmin");
    assertThat(access.requestIn()).isEqualTo("channel:prod-alerts");
    assertThat(access.maxDuration()).isEqualTo(Duration.ofHours(1));
    assertThat(access.tell())
        .containsExactlyInAnyOrder("role:platform-lead", "role:engineering-manager");
    assertThat(access.review()).isEqualTo("POSTMORTEM");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          P0 | incidente-p0-{yyyy-MM-dd-HHmm} | true
          P1 | incidente-p1-{yyyy-MM-dd-HHmm} | false
          P2 |                                | false
          """)
  void theWarRoomAndTheBridgeAreThoseOfTheSeverity(String code, String name, boolean bridge) {
    var severity =
        plooral.severities().stream().filter(s -> s.code().equals(code)).findFirst().orElseThrow();
    assertThat(severity.warRoom()).isNotNull();
    assertThat(severity.warRoom().create()).isEqualTo(name != null);
    assertThat(severity.warRoom().name()).isEqualTo(name);
    assertThat(severity.bridge()).isEqualTo(bridge);
  }

  @ParameterizedTest(name = "{1} {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plooral     | 002 §1.5                 | incident-opened       | internal | start      | [INCIDENTE {severity}] {title}. Status: Investigando. Impacto: | false | false
          plooral     | 002 §1.5                 | internal-update       | internal | update     | [INCIDENTE {severity}] {title}. Status: {status}. | false | false
          plooral     | 002 §1.5                 | incident-resolved     | internal | resolution | [INCIDENTE {severity}] {title}. Status: RESOLVIDO. Duração: {duration}. | false | false
          plooral     | 002 §1.5                 | external-start        | external | start      | {component}              | false | false
          plooral     | 002 §1.5                 | external-update       | external | update     | {etaValue} {etaUnit}     | true  | true
          plooral     | 002 §1.5                 | external-resolved     | external | resolution | resolvido                | false | false
          etp-express | 004 incident-notification.md | incident-notification | external | start  | Impacto: {impact}        | false | true
          etp-express | 004 incident-resolved.md | incident-resolved-notice | external | resolution | resolvido            | false | false
          etp-express | 004 S3                   | ai-unavailable        | external | update     | temporariamente indisponível | false | false
          etp-express | 004 S8                   | generation-slow       | external | update     | temporariamente lenta    | false | false
          """)
  void aTemplateKeepsTheFormatOfTheDocument(
      String profile,
      String source,
      String id,
      String audience,
      String stage,
      String words,
      boolean assertsCause,
      boolean promisesEta) {
    TemplateEntry template = ShippedProfiles.of(profile).document().template(id);
    assertThat(template).isNotNull();
    assertThat(template.source()).isEqualTo(source);
    assertThat(template.audience()).isEqualTo(audience);
    assertThat(template.stage()).isEqualTo(stage);
    assertThat(template.text().get("pt-BR")).contains(words);
    assertThat(template.text().get("en")).isNotBlank();
    assertThat(template.assertsCause()).isEqualTo(assertsCause);
    assertThat(template.promisesEta()).isEqualTo(promisesEta);
    if (promisesEta) {
      assertThat(template.approvers()).isNotEmpty();
    }
  }

  @Test
  void thePostmortemsHaveTheFieldsOfTheDocuments() {
    assertThat(plooral.postmortem().fields())
        .extracting(PostmortemFile.Part::id)
        .contains(
            "timeline", "root-cause", "impact", "actions-taken", "improvements", "action-items");
    assertThat(etp.postmortem().fields())
        .extracting(PostmortemFile.Part::id)
        .containsExactly(
            "title",
            "date",
            "duration",
            "severity",
            "incident-commander",
            "timeline",
            "impact",
            "root-cause",
            "resolution",
            "went-well",
            "went-wrong",
            "action-items");
    assertThat(challenge.postmortem().fields())
        .extracting(PostmortemFile.Part::id)
        .contains("root-cause", "contributing-causes");
  }

  @Test
  void etpExpressLooksAtAPlaybookAgainAfterItsFirstP0OrP1() {
    assertThat(etp.postmortem().reviewPlaybookAfter()).containsExactly("P0", "P1");
  }

  @Test
  void theTriageOfChallenge02AsksWhatThePlanAsksAndDeploysWait() {
    assertThat(challenge.triage().fields())
        .filteredOn(f -> "000 §2".equals(f.source()))
        .extracting(TriageFile.Question::id)
        .containsExactly("environment", "services", "impactStartedAt", "zones", "namespaces");
    assertThat(challenge.triage().suspendDeploys()).isTrue();
    assertThat(challenge.estate().environments()).containsExactly("hml", "prod");
  }

  @Test
  void recoveryOfChallenge02HasFiveCriteriaAndIsWatchedFor24To48Hours() {
    assertThat(challenge.recovery().criteria())
        .extracting(c -> c.id())
        .containsExactly(
            "targets-healthy",
            "p95-normal",
            "batch-queue-falling",
            "sfn-errors-zero",
            "rds-stable");
    var observation = challenge.recovery().observation();
    assertThat(observation.min()).isEqualTo(Duration.ofHours(24));
    assertThat(observation.max()).isEqualTo(Duration.ofHours(48));
    assertThat(observation.alarms()).isEqualTo("WIDENED");
    assertThat(ShippedProfiles.of("challenge-02").plan().playbook("app-error").checks())
        .extracting(c -> c.id())
        .contains("targets-healthy", "rds-stable");
  }

  @Test
  void theObjectiveIs99Point9PercentLookedAtEveryQuarter() {
    assertThat(challenge.organisation().slos())
        .singleElement()
        .satisfies(
            slo -> {
              assertThat(slo.target()).isEqualByComparingTo(new BigDecimal("0.999"));
              assertThat(slo.source()).startsWith("001");
              assertThat(slo.review()).isEqualTo(Duration.ofDays(90));
            });
  }

  @Test
  void whatChallenge02DoesNotSayIsMarkedAsOurs() {
    assertThat(challenge.severities()).allMatch(s -> s.ours());
    assertThat(challenge.roles()).allMatch(r -> r.ours());
    assertThat(challenge.channels().ladder()).allMatch(step -> step.ours());
    assertThat(challenge.escalations()).allMatch(e -> e.ours());
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          002 §1.4 | platform-lead       | platform-lead@plooral.com
          002 §1.4 | engineering-manager | eng-manager@plooral.com
          002 §1.4 | security-team       | security@plooral.com
          002 §1.4 | aws-tam             | aws-tam@plooral.com
          002 §1.4 | slack-admin         | slack-admin@plooral.com
          """)
  void aContactOfTheMatrixHasItsAddress(String source, String role, String email) {
    assertThat(plooral.contacts().get(role))
        .as(source)
        .extracting(c -> c.email())
        .containsExactly(email);
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plooral     | 002 §1.1                  | prod-alerts       | #prod-alerts
          etp-express | 004 Notification Channels | alerts-production | #alerts-production
          """)
  void theChannelIsTheDocuments(String profile, String source, String id, String address) {
    assertThat(ShippedProfiles.of(profile).document().channels().channels())
        .as(source)
        .anySatisfy(
            channel -> {
              assertThat(channel.id()).isEqualTo(id);
              assertThat(channel.address()).isEqualTo(address);
            });
  }

  private static ChecklistEntry list(ProfileDocument document, String id) {
    return document.checklists().stream()
        .filter(list -> list.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
