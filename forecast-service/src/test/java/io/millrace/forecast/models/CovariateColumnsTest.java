package io.millrace.forecast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.forecasting.CalendarFeature;
import io.millrace.serving.Covariates;
import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.Scaling;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CovariateColumnsTest {

  private static final int LOOKBACK = 4;
  private static final int HORIZON = 3;

  @Test
  void theCalendarReachesFromTheFirstKnownStepToTheLastOneAhead() {
    CovariateColumns columns =
        CovariateColumns.of(new Covariates(List.of(), List.of(), List.of("HOUR_OF_DAY"), null));
    float[] known = columns.newKnown(2, LOOKBACK + HORIZON);

    columns.fillKnown(known, 1, HourlyWindows.upTo(20, LOOKBACK), HORIZON);

    for (int step = 0; step < LOOKBACK + HORIZON; step++) {
      assertThat(known[step]).isZero(); // the other row of the batch
      Instant at =
          HourlyWindows.MIDNIGHT.plus(
              Duration.ofHours(17 + step)); // the window's last step is 20:00
      assertThat(known[LOOKBACK + HORIZON + step]).isEqualTo(CalendarFeature.HOUR_OF_DAY.value(at));
    }
  }

  @Test
  void aVariateThatOnlyHelpsIsScaledByItsOwnScaler() {
    CovariateColumns columns =
        CovariateColumns.of(
            new Covariates(
                List.of("wind"),
                List.of(),
                List.of(),
                Scaling.of(new double[] {100}, new double[] {10})));
    float[] past = columns.newPast(1, LOOKBACK);

    columns.fillPast(past, 0, HourlyWindows.upTo(20, LOOKBACK), 0);

    assertThat(past).containsExactly(1.7f, 1.8f, 1.9f, 2.0f); // wind is 100 + the hour
  }

  @Test
  void aModelThatNeedsWhatIsNotKnownAheadIsPassedOverWithTheReason() {
    ModelManifest manifest =
        ModelManifest.forecast(
                "prices",
                "1",
                List.of("load"),
                Duration.ofHours(1),
                LOOKBACK,
                HORIZON,
                List.of(),
                Scaling.of(new double[1], new double[] {1}))
            .withCovariates(
                new Covariates(
                    List.of(),
                    List.of("price"),
                    List.of(),
                    Scaling.of(new double[1], new double[] {1})));

    assertThatThrownBy(
            () -> CovariateColumns.check(new ModelBundle(Path.of("prices", "1"), manifest)))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("covariates.known: [price] would have to be known over the horizon");
  }
}
