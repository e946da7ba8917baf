package dev.aceiro.web.profile.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.profile.ShippedProfiles;
import dev.aceiro.web.profile.yaml.GuideFile;
import dev.aceiro.web.profile.yaml.PlaybookFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The twenty-three troubleshooting guides of 002 §3, with as many steps as the document has. */
class GuideTableTest {

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          002 §3.1.1 | ecs-not-starting         | 7 | PENDING
          002 §3.1.2 | ecs-health-checks        | 4 | unhealthy
          002 §3.1.3 | ecs-oom                  | 4 | 137
          002 §3.1.4 | ecs-deployment-stuck     | 4 | desiredCount
          002 §3.1.5 | ecs-scaling              | 3 | auto scaling
          002 §3.2.1 | lambda-timeout           | 5 | tempo
          002 §3.2.2 | lambda-concurrency       | 4 | TooManyRequestsException
          002 §3.2.3 | lambda-permissions       | 4 | AccessDenied
          002 §3.2.4 | lambda-cold-start        | 4 | esporádicas
          002 §3.2.5 | lambda-dlq               | 4 | DLQ
          002 §3.3.1 | aurora-connections       | 5 | too many connections
          002 §3.3.2 | aurora-slow-queries      | 6 | Latência
          002 §3.3.3 | aurora-replication-lag   | 4 | réplicas
          002 §3.3.4 | aurora-storage           | 5 | limite
          002 §3.3.5 | aurora-failover          | 5 | failover
          002 §3.4.1 | sqs-backlog              | 5 | visíveis
          002 §3.4.2 | sqs-dlq                  | 4 | DLQ
          002 §3.4.3 | sqs-processing-failures  | 4 | retornam à fila
          002 §3.4.4 | sqs-visibility-timeout   | 2 | duplicado
          002 §3.5.1 | cloudfront-stale         | 4 | conteúdo antigo
          002 §3.5.2 | cloudfront-origin-errors | 5 | 502
          002 §3.5.3 | waf-false-positives      | 5 | 403
          002 §3.5.4 | tls-certificates         | 4 | expirado
          """)
  void aGuideSaysWhatToLookAtAndWhatItMeans(String source, String id, int steps, String symptom) {
    GuideFile guide = ShippedProfiles.of("plooral").document().guide(id);
    assertThat(guide).isNotNull();
    assertThat(guide.source()).isEqualTo(source);
    assertThat(guide.symptom()).contains(symptom);
    assertThat(guide.steps()).hasSize(steps);
    assertThat(guide.steps()).allSatisfy(step -> assertThat(step.means()).isNotBlank());
  }

  @Test
  void thereAreTwentyThree() {
    assertThat(ShippedProfiles.of("plooral").document().guides()).hasSize(23);
  }

  @Test
  void everyGuideIsAttachedToAScenario() {
    for (String profile : List.of("plooral", "etp-express", "challenge-02")) {
      var document = ShippedProfiles.of(profile).document();
      List<String> attached =
          document.playbooks().stream()
              .map(PlaybookFile::diagnostics)
              .flatMap(List::stream)
              .toList();
      assertThat(document.guides()).extracting(GuideFile::id).allMatch(attached::contains);
    }
  }

  /** 002 names metrics, actions and commands that do not exist: the guide says what does. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ecs-scaling        | RequestCountPerTarget
          lambda-permissions | rds-db:connect
          aurora-connections | estático
          aurora-storage     | FreeLocalStorage
          aurora-failover    | eventos do RDS
          sqs-dlq            | DLQ de uma fila SQS
          cloudfront-stale   | ainda atende usuários
          """)
  void whatDoesNotExistIsReplaced(String id, String words) {
    assertThat(ShippedProfiles.of("plooral").document().guide(id).steps())
        .anySatisfy(
            step -> {
              assertThat(step.deviation()).isNotNull();
              assertThat(step.deviation().replaceAll("\\s+", " ")).contains(words);
            });
  }
}
