package dev.aceiro.web.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.web.StartupFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenProfilesTest {
  private final ProfileFolders profile = ProfileFolders.plooral();

  @Test
  void aMisspeltNameIsLocated() {
    assertThat(
            profile
                .replace("severities.yaml", "investigateWithin: 10m", "investigatWithin: 10m")
                .refusal())
        .contains("plooral/severities.yaml:11 /0/clocks/investigatWithin")
        .contains("nobody knows 'investigatWithin'", "investigateWithin");
  }

  @Test
  void aDurationThatIsNoneIsLocated() {
    assertThat(profile.replace("recovery.yaml", "24h", "one day").refusal())
        .contains(
            "plooral/recovery.yaml:3 /observation/min: 'one day' is not a duration such as 15m");
  }

  @Test
  void whatMustBeSaidIsNamed() {
    assertThat(profile.replace("severities.yaml", "  label: Serviço Degradado\n", "").refusal())
        .contains("plooral/severities.yaml", "/1", "'label' must be said");
  }

  @Test
  void aRuleOfNoKindIsRefused() {
    assertThat(profile.replace("escalations.yaml", "{sinceProgress: 30m}", "{}").refusal())
        .contains("/0/when", "exactly one of elapsed, sinceProgress, multipleOf and flag");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThat(profile.remove("recovery.yaml").refusal())
        .contains("plooral/recovery.yaml: the file is missing");
  }

  @Test
  void aFileThatNobodyReadsIsNamed() {
    assertThat(profile.put("severity.yaml", "[]").refusal())
        .contains("plooral/severity.yaml: nobody reads this file");
  }

  @Test
  void brokenYamlIsLocated() {
    assertThat(profile.put("recovery.yaml", "observation:\n  min: [24h\n").refusal())
        .contains("plooral/recovery.yaml:");
  }

  @Test
  void anAddressThatSlackDoesNotTakeIsRefused() {
    assertThat(
            profile
                .replace("contacts.yaml", "slack: on-call@plooral.com", "slack: \"@on-call\"")
                .replace("channels.yaml", "address: \"#prod-alerts\"", "address: prod-alerts")
                .refusal())
        .contains("/on-call/0/slack: '@on-call' is nothing Slack takes")
        .contains("/channels/0/address: 'prod-alerts' is nothing Slack takes");
  }

  @Test
  void whatIsSaidTwiceIsLocated() {
    assertThat(
            profile
                .put("recovery.yaml", "observation:\n  min: 1h\n  min: 2h\n  max: 3h\n")
                .refusal())
        .contains("plooral/recovery.yaml:3 /observation/min: this is said twice");
  }

  @Test
  void namesMustLeadSomewhere() {
    assertThat(
            profile
                .replace("escalations.yaml", "role:aws-tam", "role:aws")
                .replace("severities.yaml", "tell: [channel:prod-alerts]", "tell: [channel:alerts]")
                .replace("escalations.yaml", "flag: SECURITY", "flag: SECURE")
                .replace("alarms/AuroraCPUCritical.yaml", "severity: P1", "severity: P9")
                .replace(
                    "alarms/AuroraCPUCritical.yaml", "service: plooral-database", "service: aurora")
                .replace(
                    "alarms/SQSQueueBacklog.yaml", "scenario: queue-backlog", "scenario: queue")
                .replace("decisions.yaml", "end-observation:", "end-observations:")
                .refusal())
        .contains(
            "escalations.yaml:27 /3/tell/0: roles.yaml has no role 'aws'",
            "/2/tell/0: channels.yaml has no channel 'alerts'",
            "organisation.yaml has no flag 'SECURE'",
            "plooral/alarms/AuroraCPUCritical.yaml:5 /severity: severities.yaml has no severity 'P9'",
            "estate.yaml has no service 'aurora'",
            "no playbook answers 'queue'",
            "there is no decision 'end-observations'");
  }

  @Test
  void clocksMustBeInOrder() {
    assertThat(
            profile
                .replace(
                    "severities.yaml", "{target: 15m, limit: 30m}", "{target: 45m, limit: 30m}")
                .replace("recovery.yaml", "max: 48h", "max: 12h")
                .replace("postmortem.yaml", "reviewWithin: 48h", "reviewWithin: 12h")
                .refusal())
        .contains(
            "/0/clocks/contain/limit: the limit ends before the target",
            "the observation would end before it may be ended",
            "the review would be due before it may take place");
  }

  @Test
  void aSeverityNobodyWouldHearOfIsRefused() {
    assertThat(profile.replace("severities.yaml", "  tell: [channel:prod-alerts]\n", "").refusal())
        .contains("nobody would hear of a P2");
  }

  @Test
  void aFolderThatIsNoneIsASentence(@TempDir Path folder) {
    assertThatThrownBy(() -> ProfileFiles.in(folder.resolve("nowhere")))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("which is not a folder");
    assertThatThrownBy(() -> ProfileFiles.in(folder))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("no folder in it has an organisation.yaml");
  }

  @Test
  void aProfileOfTheInstallationIsReadFromItsFolder(@TempDir Path folder) throws Exception {
    ProfileFiles shipped = ProfileFiles.shipped().getFirst();
    for (var file : shipped.contents().entrySet()) {
      Path path = folder.resolve("acme").resolve(file.getKey());
      java.nio.file.Files.createDirectories(path.getParent());
      java.nio.file.Files.writeString(path, file.getValue());
    }
    assertThat(ProfileConfiguration.load(ProfileFiles.in(folder), false).all())
        .extracting(Profile::id)
        .containsExactly("acme");
    assertThat(ProfileConfiguration.load(ProfileFiles.in(folder.resolve("acme")), false).all())
        .extracting(Profile::id)
        .containsExactly("acme");
  }
}
