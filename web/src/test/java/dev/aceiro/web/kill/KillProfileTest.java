package dev.aceiro.web.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillProfileTest {
  @TempDir Path profiles;

  @Test
  void minutesBecomeSecondsAndNothingElseChanges() {
    String yaml =
        "notifyWithin: 3m # 002\ncontain: {target: 15m, limit: 30m}\n after: 0s, x: P15m\n";

    assertThat(KillProfile.faster(yaml, 60))
        .isEqualTo(
            "notifyWithin: 3s # 002\ncontain: {target: 15s, limit: 30s}\n after: 0s, x: P15m\n");
  }

  @Test
  void itIsTheShippedProfileWithItsRules() throws IOException {
    KillProfile.write(profiles, URI.create("http://127.0.0.1:1/health"));

    Path profile = profiles.resolve(KillProfile.ID);
    assertThat(Files.readString(profile.resolve("severities.yaml")))
        .contains("investigateWithin: 10s")
        .contains("tell: [channel:prod-alerts, role:engineering-manager, role:platform-lead]");
    assertThat(Files.readString(profile.resolve("recovery.yaml"))).contains("min: 20s, max: 40s");
    assertThat(Files.readString(profile.resolve("playbooks/api-errors.yaml")))
        .contains("url: \"http://127.0.0.1:1/health\"");
  }
}
