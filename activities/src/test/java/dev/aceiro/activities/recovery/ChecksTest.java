package dev.aceiro.activities.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.incident.Params;
import dev.aceiro.workflows.recovery.CheckOrder;
import dev.aceiro.workflows.recovery.CheckResult;
import dev.aceiro.workflows.recovery.CheckState;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class ChecksTest {
  private int asked;
  private final RecoveryActivitiesImpl checks =
      new RecoveryActivitiesImpl(List.of(new Weather()), InstantSource.system());

  private final class Weather implements CheckHandler {
    @Override
    public String kind() {
      return "weather";
    }

    @Override
    public Finding check(SortedMap<String, String> parameters) {
      asked++;
      return switch (parameters.get("sky")) {
        case "blue" -> Finding.passed("weather.fine");
        case "grey" -> Finding.failed("weather.rain");
        default -> throw new IllegalStateException("no such sky");
      };
    }
  }

  private CheckResult check(String kind, String sky, boolean drill) {
    return checks.check(
        new CheckOrder("INC-1", "plooral", "sky", kind, Params.of("sky", sky), drill));
  }

  @Test
  void aCheckPassesOrFailsAsItsHandlerFinds() {
    assertThat(check("weather", "blue", false).state()).isEqualTo(CheckState.PASSED);
    assertThat(check("weather", "grey", false).state()).isEqualTo(CheckState.FAILED);
    assertThat(check("weather", "grey", false).code()).isEqualTo("weather.rain");
  }

  @Test
  void aCheckThatBreaksHasFailed() {
    assertThat(check("weather", "green", false).code()).isEqualTo("CHECK_BROKEN");
    assertThat(check("horoscope", "blue", false).code()).isEqualTo("UNKNOWN_CHECK");
  }

  @Test
  void aDrillAsksNobody() {
    CheckResult result = check("weather", "grey", true);

    assertThat(result.state()).isEqualTo(CheckState.PASSED);
    assertThat(result.code()).isEqualTo("SIMULATED");
    assertThat(asked).isZero();
  }
}
