package dev.aceiro.web.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.policy.Clocks;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Trigger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShippedProfilesTest {
  private final Profile plooral = ProfileFolders.plooral().load();
  private final ResponsePlan plan = plooral.plan();

  @Test
  void aP0HasTheClocksOfTheRunbook() {
    assertThat(plan.severity("P0").clocks())
        .isEqualTo(
            new Clocks(
                Duration.ofMinutes(3),
                null,
                Duration.ofMinutes(10),
                Duration.ofMinutes(15),
                Duration.ofMinutes(30),
                Duration.ofMinutes(15),
                Duration.ofMinutes(30),
                Duration.ofMinutes(60),
                null,
                null));
  }

  @Test
  void severitiesGoFromWorstToMildest() {
    assertThat(plan.severities()).extracting(s -> s.code()).containsExactly("P0", "P1", "P2");
    assertThat(plan.worse("P0", "P1")).isTrue();
  }

  /** 002 §4.2: what is declared by hand begins as what its alarm begins with. */
  @Test
  void whatOnlyNeedsAttentionBeginsAsAP2() {
    assertThat(plan.playbook("storage-low").severity()).isEqualTo("P2");
    assertThat(plan.playbook("edge-errors").severity()).isEqualTo("P2");
  }

  @Test
  void theFiveEscalationsOfTheMatrixAreThere() {
    assertThat(plan.escalations())
        .extracting(e -> e.id() + " " + e.to().getFirst())
        .startsWith(
            "no-progress role:platform-lead",
            "business-impact role:engineering-manager",
            "security role:security-team",
            "aws-persistent role:aws-tam",
            "alert-delivery role:slack-admin");
    assertThat(plan.escalations().getFirst().when().kind()).isEqualTo(Trigger.Kind.SINCE_PROGRESS);
    assertThat(plan.escalations().getFirst().when().after()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void sixAlarmsAreDefinedAndThreeOnlyNamed() {
    assertThat(plooral.catalogue().entries()).hasSize(9);
    assertThat(plooral.catalogue().entries())
        .filteredOn(e -> e.firstActions().isEmpty())
        .hasSize(3);
  }

  @Test
  void everyAlarmLeadsToAPlaybookWithChecks() {
    assertThat(plooral.catalogue().entries())
        .allSatisfy(
            entry ->
                assertThat(plan.playbook(entry.scenario()))
                    .isNotNull()
                    .satisfies(playbook -> assertThat(playbook.checks()).isNotEmpty()));
  }

  @Test
  void theApiIsRestartedByAnActionOfItsOwn() {
    assertThat(plan.playbook("api-errors").actions().getFirst())
        .satisfies(
            action -> {
              assertThat(action.type()).isEqualTo("ecs.force-new-deployment");
              assertThat(action.parameters())
                  .containsEntry("cluster", "plooral-cluster")
                  .containsEntry("service", "plooral-api-service");
            });
  }

  @Test
  void inLocalModeTheLocalPeopleHoldTheRoles() {
    ResponsePlan local = ProfileFolders.plooral().load(true).plan();
    assertThat(local.roles())
        .allSatisfy(
            role ->
                assertThat(role.contacts().getFirst().person()).isEqualTo("plooral/" + role.id()));
    assertThat(local.role("platform-lead").contacts().getFirst().email())
        .isEqualTo("platform-lead@plooral.com");
  }

  @Test
  void theVersionIsTheContent() {
    String version = plan.version();
    assertThat(ProfileFolders.plooral().load().plan().version()).isEqualTo(version);
    assertThat(
            ProfileFolders.plooral().replace("recovery.yaml", "24h", "25h").load().plan().version())
        .isNotEqualTo(version);
  }
}
