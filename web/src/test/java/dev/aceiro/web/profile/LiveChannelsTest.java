package dev.aceiro.web.profile;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.web.StartupFailure;
import dev.aceiro.workflows.policy.ResponsePlan;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveChannelsTest {
  private final ResponsePlan plooral = ProfileFolders.plooral().load().plan();

  @Test
  void aSeverityWhoseEveryChannelIsDryStopsTheStart() {
    assertThatThrownBy(() -> LiveChannels.check(plooral, List.of()))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("Nobody would hear of a P0 of plooral")
        .hasMessageContaining("email, phone, slack, sms");
  }

  @Test
  void oneLiveChannelIsEnough() {
    assertThatCode(() -> LiveChannels.check(plooral, List.of("email"))).doesNotThrowAnyException();
  }
}
