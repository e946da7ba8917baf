package dev.aceiro.web.profile.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.profile.ShippedProfiles;
import dev.aceiro.web.profile.yaml.PlaybookFile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The playbooks of 002 §1.1-1.3, the ten scenarios of 004, the runbooks of 001 and what 000 §3 asks
 * of them: their severity, and each action and verification that the document names.
 */
class PlaybookTableTest {

  @ParameterizedTest(name = "{1} {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plooral      | 002 §1.1 | complete-outage       | P0
          plooral      | 002 §1.2 | degraded-service      | P1
          plooral      | 002 §1.3 | non-critical          | P2
          etp-express  | 004 S1   | database-down         | P0
          etp-express  | 004 S2   | api-timeout           | P1
          etp-express  | 004 S3   | openai-down           | P1
          etp-express  | 004 S4   | memory-leak           | P0
          etp-express  | 004 S5   | frontend-down         | P0
          etp-express  | 004 S6   | authentication-broken | P1
          etp-express  | 004 S7   | data-corruption       | P1
          etp-express  | 004 S8   | openai-rate-limit     | P2
          etp-express  | 004 S9   | deploy-failed         | P1
          etp-express  | 004 S10  | security-breach       | P0
          challenge-02 | 001      | database-down         |
          challenge-02 | 001      | stuck-queue           |
          challenge-02 | 001      | app-error             |
          challenge-02 | 001      | database-unreachable  |
          challenge-02 | 000 §3   | security-breach       |
          """)
  void everyScenarioHasItsPlaybook(
      String profile, String source, String scenario, String severity) {
    PlaybookFile playbook = playbook(profile, scenario);
    assertThat(playbook.source()).contains(source);
    if (severity != null) {
      assertThat(playbook.severity()).isEqualTo(severity);
    }
    assertThat(playbook.symptoms()).isNotEmpty();
    assertThat(playbook.diagnostics()).isNotEmpty();
    assertThat(playbook.actions()).isNotEmpty();
    assertThat(playbook.checks()).isNotEmpty();
  }

  @ParameterizedTest(name = "{1} {2} {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plooral      | 002 §1.1 | complete-outage       | ecs.force-new-deployment
          plooral      | 002 §1.1 | complete-outage       | ecs.scale
          plooral      | 002 §1.1 | complete-outage       | ecs.rollback-task-definition
          plooral      | 002 §1.1 | complete-outage       | lambda.disable-trigger
          plooral      | 002 §1.1 | complete-outage       | lambda.update-alias
          plooral      | 002 §1.1 | complete-outage       | aurora.failover
          plooral      | 002 §1.1 | complete-outage       | aurora.reboot
          plooral      | 002 §1.1 | complete-outage       | cloudfront.invalidate
          plooral      | 002 §1.1 | complete-outage       | waf.rule-to-count
          plooral      | 002 §1.2 | degraded-service      | ecs.scale
          plooral      | 002 §1.2 | degraded-service      | ecs.stop-task
          plooral      | 002 §1.2 | degraded-service      | lambda.reserved-concurrency
          plooral      | 002 §1.2 | degraded-service      | aurora.add-reader
          plooral      | 002 §1.2 | degraded-service      | lambda.tune-trigger
          plooral      | 002 §1.2 | degraded-service      | sqs.visibility-timeout
          plooral      | 002 §3.4.2 | worker-failure      | sqs.redrive
          etp-express  | 004 S1   | database-down         | railway.restart
          etp-express  | 004 S1   | database-down         | railway.rollback
          etp-express  | 004 S1   | database-down         | railway.restore-backup
          etp-express  | 004 S2   | api-timeout           | postgres.terminate-idle
          etp-express  | 004 S2   | api-timeout           | railway.restart
          etp-express  | 004 S3   | openai-down           | railway.set-variables
          etp-express  | 004 S4   | memory-leak           | railway.rollback
          etp-express  | 004 S5   | frontend-down         | railway.rollback
          etp-express  | 004 S6   | authentication-broken | railway.set-variables
          etp-express  | 004 S6   | authentication-broken | railway.rollback
          etp-express  | 004 S7   | data-corruption       | railway.rollback
          etp-express  | 004 S7   | data-corruption       | railway.backup
          etp-express  | 004 S9   | deploy-failed         | railway.rollback
          etp-express  | 004 S10  | security-breach       | railway.backup
          etp-express  | 004 S10  | security-breach       | railway.set-variables
          etp-express  | 004 S10  | security-breach       | postgres.rotate-password
          etp-express  | 004 S10  | security-breach       | railway.block-ip
          challenge-02 | 000 §3   | security-breach       | k8s.isolate-namespace
          challenge-02 | 000 §3   | security-breach       | network.quarantine
          challenge-02 | 000 §3   | security-breach       | secrets.rotate
          challenge-02 | 000 §3   | security-breach       | batch.disable-queue
          challenge-02 | 000 §3   | security-breach       | sfn.stop-executions
          challenge-02 | 000 §3   | app-error             | k8s.rollout-to-revision
          challenge-02 | 000 §3   | app-error             | k8s.reduce-traffic
          challenge-02 | 000 §3   | database-down         | aurora.failover
          challenge-02 | 000 §3   | database-down         | network.restore-rule
          challenge-02 | 001      | database-unreachable  | secrets.rotate
          """)
  void anActionOfTheDocumentIsOffered(
      String profile, String source, String scenario, String action) {
    assertThat(playbook(profile, scenario).actions())
        .as(source)
        .extracting(PlaybookFile.Step::type)
        .contains(action);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          004 S2  | api-timeout           | menos de 500 ms
          004 S2  | api-timeout           | abaixo de 5 %
          004 S3  | openai-down           | 201
          004 S4  | memory-leak           | abaixo de 70 %
          004 S4  | memory-leak           | 1 hora
          004 S5  | frontend-down         | login
          004 S6  | authentication-broken | access_token
          004 S8  | openai-rate-limit     | 60 s
          004 S10 | security-breach       | segredos foram trocados
          """)
  void aVerificationOfTheDocumentIsAsked(String source, String scenario, String words) {
    assertThat(playbook("etp-express", scenario).checks())
        .as(source)
        .anySatisfy(check -> assertThat(check.title()).contains(words));
  }

  @Test
  void aSuspectedBreachIsNotRolledBack() {
    PlaybookFile breach = playbook("etp-express", "security-breach");
    assertThat(breach.flags()).containsExactly("SECURITY");
    assertThat(breach.holds()).contains("NO_ROLLBACK", "EVIDENCE_FIRST");
    assertThat(breach.rollbackPlan()).startsWith("NÃO");
    assertThat(breach.actions())
        .extracting(PlaybookFile.Step::type)
        .doesNotContain("railway.rollback")
        .first()
        .isEqualTo("railway.backup");
  }

  @Test
  void corruptedDataIsRolledBackFirstAndBackedUpBeforeItIsRestored() {
    assertThat(playbook("etp-express", "data-corruption").actions())
        .extracting(PlaybookFile.Step::type)
        .startsWith("railway.rollback", "railway.backup", "railway.restore-backup");
  }

  /** What in the documents does not work is said where the responder meets it. */
  @ParameterizedTest(name = "{1} {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plooral      | 002 §1.1 | complete-outage       | só identifica o pedido
          plooral      | 002 §1.1 | complete-outage       | imagem mais nova
          plooral      | 002 §1.1 | complete-outage       | auto scaling
          plooral      | 002 §1.1 | complete-outage       | SNS não tem pausa
          plooral      | 002 §1.1 | complete-outage       | $LATEST
          plooral      | 002 §1.1 | complete-outage       | prefira o failover
          plooral      | 002 §1.1 | complete-outage       | ainda atende usuários
          etp-express  | 004 S1   | database-down         | máquina local
          etp-express  | 004 S2   | api-timeout           | replicação
          etp-express  | 004 S3   | openai-down           | já faz um deploy
          etp-express  | 004 S5   | frontend-down         | não existe na CLI
          etp-express  | 004 S5   | frontend-down         | envia a branch local
          etp-express  | 004 S6   | authentication-broken | revalida os antigos
          etp-express  | 004 S10  | security-breach       | evidência vem primeiro
          etp-express  | 004 S10  | security-breach       | não muda a senha no banco
          etp-express  | 004 S10  | security-breach       | mostra os segredos
          etp-express  | 004 S10  | security-breach       | devolveria os segredos
          etp-express  | 004 S10  | security-breach       | Edge Rules
          challenge-02 | 000 §3   | security-breach       | elas se somam
          challenge-02 | 000 §3   | security-breach       | não corta as conexões
          challenge-02 | 000 §3   | stuck-queue           | não tem suspensão
          """)
  void whatIsWrongInTheDocumentIsSaid(
      String profile, String source, String scenario, String words) {
    PlaybookFile playbook = playbook(profile, scenario);
    assertThat(
            Stream.of(
                    Stream.ofNullable(playbook.deviation()),
                    playbook.actions().stream().flatMap(a -> Stream.ofNullable(a.deviation())),
                    playbook.checks().stream().flatMap(c -> Stream.ofNullable(c.deviation())))
                .flatMap(s -> s)
                .map(said -> said.replaceAll("\\s+", " ")))
        .as(source)
        .anySatisfy(said -> assertThat(said).contains(words));
  }

  /** An action that cannot be executed here is offered with words that a person can follow. */
  @Test
  void everyActionThatMayBeDoneByHandSaysHow() {
    for (String profile : List.of("plooral", "etp-express", "challenge-02")) {
      for (PlaybookFile playbook : ShippedProfiles.of(profile).document().playbooks()) {
        assertThat(playbook.actions())
            .filteredOn(a -> !a.type().equals("ecs.force-new-deployment"))
            .allSatisfy(
                action ->
                    assertThat(action.parameters())
                        .as(profile + " " + playbook.scenario() + " " + action.title())
                        .containsKey("instruction"));
      }
    }
  }

  private static PlaybookFile playbook(String profile, String scenario) {
    PlaybookFile playbook = ShippedProfiles.of(profile).document().playbook(scenario);
    assertThat(playbook).as(profile + " " + scenario).isNotNull();
    return playbook;
  }
}
