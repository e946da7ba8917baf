package dev.aceiro.activities.containment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.containment.Risk;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "DB_PASSWORD=s3cr3tvalue",
        "{\"apiKey\": \"s3cr3tvalue\"}",
        "Authorization: Bearer s3cr3tvalue",
        "postgres://app:s3cr3tvalue@db/app",
        "secret_token: 's3cr3tvalue'",
        "-----BEGIN RSA PRIVATE KEY-----\ns3cr3tvalue\n-----END RSA PRIVATE KEY-----",
        "xoxb-123456789-s3cr3tvalue",
        "ghp_s3cr3tvalue0000000000",
        "eyJhbGciOiJI.s3cr3tvalue.x"
      })
  void whatLooksLikeASecretIsHidden(String text) {
    assertThat(Redaction.of(text)).doesNotContain("s3cr3tvalue").contains("•••");
  }

  @Test
  void anAccessKeyIsHidden() {
    assertThat(Redaction.of("used AKIAABCDEFGHIJKLMNOP today")).isEqualTo("used ••• today");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:ecs:sa-east-1:123456789012:service/plooral-cluster/plooral-api-service",
        "ecs-svc/1234567890123456789",
        "123456789012.dkr.ecr.sa-east-1.amazonaws.com/api:latest",
        "aws ecs update-service --cluster plooral-cluster --force-new-deployment",
        "https://console.example.com/incidents/INC-1"
      })
  void whatPeopleNeedStays(String text) {
    assertThat(Redaction.of(text)).isEqualTo(text);
  }

  @Test
  void aValueIsHiddenWholeWhereItsNameSaysSo() {
    assertThat(Redaction.of("STRIPE_SECRET", "anything at all")).isEqualTo("•••");
    assertThat(Redaction.of("LOG_LEVEL", "debug")).isEqualTo("debug");
  }

  @Test
  void aDifferenceHasAtMost16KbAndEndsWithAWholeCharacter() {
    Before.Builder before = Before.of("t", "c", Risk.SAFE);
    for (int i = 0; i < 2000; i++) {
      before.changes("é" + i, "ã", "õ");
    }
    String diff = Captured.diff(before.build());

    assertThat(diff.getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(Captured.DIFF_BYTES)
        .isGreaterThan(Captured.DIFF_BYTES - 10);
    assertThat(diff).endsWith("…\n").doesNotContain("\uFFFD");
  }
}
