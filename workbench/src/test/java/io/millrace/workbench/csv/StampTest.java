package io.millrace.workbench.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StampTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2016-07-01T01:00:00Z",
        "2016-07-01T03:00:00+02:00",
        "2016-07-01 03:00:00+0200",
        "2016-07-01 03:00:00+02",
        "2016-07-01T01:00",
        "2016-07-01 01:00:00",
        "2016-07-01 01:00",
        "2016/7/1 1:00",
        "1467334800",
        "1467334800000"
      })
  void oneHourOfOneDayIsReadHoweverItIsWritten(String text) {
    assertThat(Stamp.parse(text).at()).isEqualTo(Instant.parse("2016-07-01T01:00:00Z"));
  }

  @Test
  void fractionsOfASecondAreKept() {
    assertThat(Stamp.parse("2016-07-01T01:00:00.25Z").at())
        .isEqualTo(Instant.parse("2016-07-01T01:00:00.25Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "noon", "2016-13-01", "01.07.2016", "-5"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Stamp.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
