package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarFeatureTest {

  @ParameterizedTest
  @CsvSource({
    "PT1S,  SECOND_OF_MINUTE MINUTE_OF_HOUR HOUR_OF_DAY DAY_OF_WEEK DAY_OF_MONTH DAY_OF_YEAR",
    "PT90S, SECOND_OF_MINUTE MINUTE_OF_HOUR HOUR_OF_DAY DAY_OF_WEEK DAY_OF_MONTH DAY_OF_YEAR",
    "PT15M, MINUTE_OF_HOUR HOUR_OF_DAY DAY_OF_WEEK DAY_OF_MONTH DAY_OF_YEAR",
    "PT1H,  HOUR_OF_DAY DAY_OF_WEEK DAY_OF_MONTH DAY_OF_YEAR",
    "P1D,   DAY_OF_WEEK DAY_OF_MONTH DAY_OF_YEAR",
    "P7D,   DAY_OF_MONTH DAY_OF_YEAR"
  })
  void aStepHasTheFeaturesThatChangeAtIt(Duration step, String names) {
    List<CalendarFeature> features = CalendarFeature.of(step);

    assertThat(features).extracting(CalendarFeature::name).containsExactly(names.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "SECOND_OF_MINUTE, 2024-01-01T00:00:00Z, -0.5",
    "SECOND_OF_MINUTE, 2024-01-01T00:00:59Z, 0.5",
    "MINUTE_OF_HOUR,   2024-01-01T05:59:00Z, 0.5",
    "HOUR_OF_DAY,      2024-01-01T12:40:00Z, 0.0217391", // 12/23 - 1/2
    "DAY_OF_WEEK,      2024-01-01T00:00:00Z, -0.5", // a Monday
    "DAY_OF_WEEK,      2024-01-04T00:00:00Z, 0",
    "DAY_OF_WEEK,      2024-01-07T23:59:59Z, 0.5",
    "DAY_OF_MONTH,     2024-02-16T00:00:00Z, 0",
    "DAY_OF_MONTH,     2024-01-31T00:00:00Z, 0.5",
    "DAY_OF_YEAR,      2024-12-31T00:00:00Z, 0.5", // a leap year
    "DAY_OF_YEAR,      2023-12-31T00:00:00Z, 0.4972603", // 364/365 - 1/2
    "HOUR_OF_DAY,      1969-12-31T23:30:00Z, 0.5"
  })
  void everyFieldRunsFromMinusOneHalfToOneHalfAsPublished(
      CalendarFeature feature, Instant at, float expected) {
    assertThat(feature.value(at)).isCloseTo(expected, within(1e-6f));
  }

  @Test
  void aStepThatDoesNotGoForwardIsRefused() {
    assertThatThrownBy(() -> CalendarFeature.of(Duration.ZERO))
        .hasMessage("step must be positive, not PT0S");
  }
}
