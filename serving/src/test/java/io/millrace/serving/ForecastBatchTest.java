package io.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastBatchTest {

  private static final int LOOKBACK = 2;
  private static final int HORIZON = 1;

  private final ModelManifest plain =
      ModelManifest.forecast(
          "load",
          "1",
          List.of("load", "cpu"),
          Duration.ofHours(1),
          LOOKBACK,
          HORIZON,
          List.of(),
          Scaling.of(new double[] {10, 0}, new double[] {2, 4}));
  private final ModelManifest rich =
      plain
          .withMask(true)
          .withCovariates(
              new Covariates(
                  List.of("wind"),
                  List.of("price", "holiday"),
                  List.of("HOUR_OF_DAY"),
                  Scaling.of(new double[] {1, 100, 0}, new double[] {1, 10, 1})));

  @Test
  void everyColumnIsScaledByItsOwnScalerAndTheCalendarByNone() {
    ForecastBatch batch = new ForecastBatch(rich, 2);
    fill(batch, 0, 0);
    fill(batch, 1, 50);
    batch.filled(1, 1, 0);

    ForecastInputs inputs = batch.inputs();

    assertThat(inputs.batch()).isEqualTo(2);
    assertThat(inputs.history()).startsWith(0, 1, 0.5f, 1.25f).endsWith(25, 13.5f, 25.5f, 13.75f);
    assertThat(inputs.past()).containsExactly(19, 20, 69, 70);
    assertThat(inputs.known()).startsWith(20, 30, 0.25f, 20.1f, 31, 0.25f).hasSize(2 * 3 * 3);
    assertThat(inputs.mask()).containsExactly(0, 0, 0, 0, 0, 0, 1, 0);
  }

  @Test
  void aModelThatTakesNothingBesideIsGivenNothingBeside() {
    ForecastBatch batch = new ForecastBatch(plain, 1);
    for (int step = 0; step < LOOKBACK; step++) {
      batch.history(0, step, 0, 10);
      batch.history(0, step, 1, 0);
      batch.filled(0, step, 0);
    }

    ForecastInputs inputs = batch.inputs();

    assertThat(inputs.past()).isEmpty();
    assertThat(inputs.known()).isEmpty();
    assertThat(inputs.mask()).isEmpty();
  }

  @Test
  void aValueThatWasForgottenIsNamed() {
    ForecastBatch batch = new ForecastBatch(rich, 2);
    fill(batch, 0, 0);
    fill(batch, 1, 0);
    batch.known(1, 2, 1, Double.NaN);

    assertThatThrownBy(batch::inputs)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("known: expected a finite value of holiday in row 1 at step 2, found NaN");
    assertThatThrownBy(new ForecastBatch(rich, 1)::inputs)
        .hasMessage("history: expected a finite value of load in row 0 at step 0, found NaN");
  }

  private static void fill(ForecastBatch batch, int row, double more) {
    for (int step = 0; step < LOOKBACK; step++) {
      batch.history(row, step, 0, 10 + step + more);
      batch.history(row, step, 1, 4 + step + more);
      batch.past(row, step, 0, 20 + step + more);
    }
    for (int step = 0; step < LOOKBACK + HORIZON; step++) {
      batch.known(row, step, 0, 300 + step);
      batch.known(row, step, 1, 30 + step);
      batch.calendar(row, step, 0, 0.25f);
    }
  }
}
