package dev.aceiro.web.profile.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.profile.ShippedProfiles;
import dev.aceiro.web.profile.yaml.AlarmFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The alarms of 002 §4, the triggers of 000 §1 and the signals of 004, each with its numbers. */
class AlarmCatalogueTableTest {

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          002 §4.1.1 | PlooralAPIHighErrorRate | P1 | P0   | 5 % em 5 minutos       | 4 | 2 | P0/P1
          002 §4.1.2 | PlooralWorkerFailure    | P1 | P0   | acima de 0 em 1 minuto | 4 | 1 | P1
          002 §4.1.3 | AuroraCPUCritical       | P1 | P0   | 90 % em 5 minutos      | 5 | 1 | P1
          002 §4.1.4 | SQSQueueBacklog         | P1 |      | 1000 mensagens         | 4 | 1 | P1
          002 §4.2.1 | AuroraFreeStorageLow    | P2 |      | 10 GB                  | 5 | 0 | Platform Lead
          002 §4.2.2 | CloudFront5XXErrors     | P2 | P1   |                        | 5 | 1 | Platform Lead
          """)
  void aDefinedAlarmOfPlooralSaysWhatItsGuideSays(
      String source,
      String name,
      String severity,
      String raise,
      String threshold,
      int firstActions,
      int falsePositives,
      String escalation) {
    AlarmFile alarm = alarm("plooral", name);
    assertThat(alarm.source()).isEqualTo(source);
    assertThat(alarm.severity()).isEqualTo(severity);
    assertThat(alarm.raise().stream().map(r -> r.severity()).distinct().toList())
        .isEqualTo(listOf(raise));
    if (threshold == null) {
      assertThat(alarm.threshold()).isNull();
    } else {
      assertThat(alarm.threshold()).contains(threshold);
    }
    assertThat(alarm.firstActions()).hasSize(firstActions);
    assertThat(alarm.firstActions().getFirst()).contains("#prod-alerts");
    assertThat(alarm.falsePositives()).hasSize(falsePositives);
    assertThat(alarm.escalation()).contains(escalation);
    assertThat(alarm.clearCondition()).isNotBlank();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          002 §1.2 | PlooralAPILatencyHigh      | P1
          002 §1.2 | SQSQueueOldestMessageAge   | P1
          002 §1.3 | PlooralAPIRecoverableErrors | P2
          """)
  void anAlarmThatIsOnlyNamedIsKnownByItsNameAlone(String source, String name, String severity) {
    AlarmFile alarm = alarm("plooral", name);
    assertThat(alarm.source()).isEqualTo(source);
    assertThat(alarm.severity()).isEqualTo(severity);
    assertThat(alarm.threshold()).isNull();
    assertThat(alarm.firstActions()).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          004 S1  | EtpErrorRateTotal          | database-down         | P0 | 100 %             |
          004 S1  | EtpHealthCheckFailing      | database-down         | P0 | /api/health       |
          004 S2  | EtpApiLatencyHigh          | api-timeout           | P1 | p95 acima de 5 s  | 500 ms
          004 S2  | EtpApiLatencyHigh          | api-timeout           | P1 | 10 a 30 %         | 5 %
          004 S2  | EtpDatabaseConnectionsHigh | api-timeout           | P1 | 80 %              |
          004 S2  | EtpDatabaseConnectionsHigh | api-timeout           | P1 | 100               |
          004 S3  | EtpGenerationFailing       | openai-down           | P1 | 100 %             | 201
          004 S4  | EtpMemoryCritical          | memory-leak           | P0 | 90 %              | 70 %
          004 S4  | EtpMemoryCritical          | memory-leak           | P0 | 450 de 512 MB     | 1 hora
          004 S5  | EtpFrontendDown            | frontend-down         | P0 | 502 ou 503        | 200
          004 S6  | EtpLoginFailing            | authentication-broken | P1 |                   | access_token
          004 S7  | EtpDataIntegrity           | data-corruption       | P1 |                   |
          004 S8  | EtpGenerationThrottled     | openai-rate-limit     | P2 | 50 %              | 60 s
          004 S9  | EtpDeployFailed            | deploy-failed         | P1 | Failed            | health check
          004 S10 | EtpSuspiciousAccess        | security-breach       | P0 |                   |
          """)
  void aSignalOfEtpExpressHasItsThreshold(
      String source,
      String name,
      String scenario,
      String severity,
      String threshold,
      String clear) {
    AlarmFile alarm = alarm("etp-express", name);
    assertThat(alarm.source()).isEqualTo(source);
    assertThat(alarm.scenario()).isEqualTo(scenario);
    assertThat(alarm.severity()).isEqualTo(severity);
    if (threshold != null) {
      assertThat(alarm.threshold()).contains(threshold);
    }
    if (clear != null) {
      assertThat(alarm.clearCondition()).contains(clear);
    }
  }

  @ParameterizedTest(name = "000 §1 {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ALB5xxErrors              | app-error
          ALBLatencyHigh            | app-error
          HPASaturated              | app-error
          PodsNotReady              | app-error
          BatchQueueAge             | stuck-queue
          StepFunctionsErrors       | stuck-queue
          RDSConnections            | database-unreachable
          S3Errors                  | app-error
          SuspiciousIAMEvents       | security-breach
          WAFBlocks                 | security-breach
          SecurityGroupOrAclChanged | security-breach
          PublicS3Objects           | security-breach
          """)
  void aTriggerOfChallenge02HasNoNumber(String name, String scenario) {
    AlarmFile alarm = alarm("challenge-02", name);
    assertThat(alarm.source()).startsWith("000 §1");
    assertThat(alarm.scenario()).isEqualTo(scenario);
    assertThat(alarm.threshold()).isNull();
  }

  @Test
  void thereAreNoOthers() {
    assertThat(ShippedProfiles.of("plooral").document().alarms()).hasSize(6 + 3);
    assertThat(ShippedProfiles.of("etp-express").document().alarms()).hasSize(12);
    assertThat(ShippedProfiles.of("challenge-02").document().alarms()).hasSize(8 + 4);
  }

  private static AlarmFile alarm(String profile, String name) {
    AlarmFile alarm = ShippedProfiles.of(profile).document().alarm(name);
    assertThat(alarm).as(name).isNotNull();
    return alarm;
  }

  private static List<String> listOf(String cell) {
    return cell == null ? List.of() : List.of(cell);
  }
}
