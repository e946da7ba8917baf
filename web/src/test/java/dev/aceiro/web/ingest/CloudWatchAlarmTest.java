package dev.aceiro.web.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudWatchAlarmTest {

  @ParameterizedTest
  @CsvSource({
    "2015-06-03T17:43:27.123+0000,2015-06-03T17:43:27.123Z",
    "2015-06-03T17:43:27.123+00:00,2015-06-03T17:43:27.123Z",
    "2015-06-03T14:43:27-0300,2015-06-03T17:43:27Z",
    "2015-06-03T17:43:27Z,2015-06-03T17:43:27Z",
    "2015-06-03T17:43:27,",
    "yesterday,"
  })
  void itsTimesAreReadInAllTheirForms(String text, java.time.Instant expected) {
    assertThat(CloudWatchAlarm.instant(text)).isEqualTo(expected);
  }
}
