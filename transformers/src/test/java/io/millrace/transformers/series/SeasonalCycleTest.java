package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.millrace.forecasting.CalendarFeature;
import io.millrace.transformers.Checkpoint;
import io.millrace.transformers.Losses;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Samples;
import io.millrace.transformers.Slopes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** A daily cycle beside a network, against plain loops in double precision. */
class SeasonalCycleTest {

  private static final int BATCH = 24; // one window from each hour of the day on
  private static final int LOOKBACK = 5;
  private static final int HORIZON = 3;
  private static final int VARIATES = 2;
  private static final int ROWS = LOOKBACK + HORIZON;
  private static final int HOUR = 1; // the position of its feature
  private static final List<CalendarFeature> FEATURES =
      List.of(CalendarFeature.DAY_OF_WEEK, CalendarFeature.HOUR_OF_DAY);

  /** A Thursday's 17:00, in 2024. */
  private static final Instant START = Instant.parse("2024-02-29T17:00:00Z");

  private final RandomWeights weights = new RandomWeights(31);
  private final FedWindows windows =
      new FedWindows(Columns.random(1, BATCH, LOOKBACK, VARIATES), null, calendar());

  @ParameterizedTest
  @EnumSource
  void theGraphComputesWhatPlainLoopsCompute(InstanceNorm.Anchor anchor) {
    float[] mean = ForecastRun.means(cycle(anchor), weights, windows);

    assertThat(mean).hasSize(BATCH * HORIZON * VARIATES);
    for (int window = 0; window < BATCH; window++) {
      ForecastRun.assertClose(mean, window, plain(anchor, window), 1e-5);
    }
  }

  @Test
  void theCycleMovesQuantilesAsItMovesTheMean() {
    Forecaster inner = new Conformal(linear(InstanceNorm.Anchor.MEAN), List.of(0.1, 0.5, 0.9));
    SeasonalCycle network = new SeasonalCycle(inner, VARIATES, HOUR);
    try (ForecastRun run = new ForecastRun(network, weights, windows)) {
      float[] mean = run.mean();
      float[] quantiles = run.quantiles();

      assertThat(quantiles).hasSize(mean.length * 3);
      for (int i = 0; i < quantiles.length; i++) {
        assertThat(quantiles[i]).isEqualTo(mean[i / 3]); // what conformal quantiles are
      }
    }
  }

  @Test
  void aPureDailyCycleIsContinuedExactly() {
    float[] cycle = Samples.uniform(new SplittableRandom(5), 24 * VARIATES);
    float[] values = new float[BATCH * LOOKBACK * VARIATES];
    for (int i = 0; i < values.length; i++) {
      int row = i / VARIATES;
      values[i] = 7 + cycle[hour(row / LOOKBACK, row % LOOKBACK) * VARIATES + i % VARIATES];
    }
    Columns history = new Columns(LOOKBACK, VARIATES, values);

    float[] mean =
        ForecastRun.means(
            cycle(InstanceNorm.Anchor.LAST),
            lastValueBeside(cycle),
            new FedWindows(history, null, windows.known()));

    for (int i = 0; i < mean.length; i++) {
      int row = i / VARIATES;
      int hour = hour(row / HORIZON, LOOKBACK + row % HORIZON);
      assertThat(mean[i]).isCloseTo(7 + cycle[hour * VARIATES + i % VARIATES], offset(1e-5f));
    }
  }

  @Test
  void everyHourOfTheDayIsReadOffItsCalendarFeature() {
    float[] cycle = new float[24 * VARIATES];
    for (int i = 0; i < cycle.length; i++) {
      cycle[i] = i / VARIATES;
    }
    Columns nothing = new Columns(LOOKBACK, VARIATES, new float[BATCH * LOOKBACK * VARIATES]);

    float[] mean =
        ForecastRun.means(
            cycle(InstanceNorm.Anchor.LAST),
            lastValueBeside(cycle),
            new FedWindows(nothing, null, windows.known()));

    for (int window = 0; window < BATCH; window++) {
      int last = hour(window, LOOKBACK - 1);
      for (int lead = 0; lead < HORIZON; lead++) {
        float risen = mean[(window * HORIZON + lead) * VARIATES];
        assertThat(risen).isCloseTo(hour(window, LOOKBACK + lead) - last, offset(1e-4f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWindowAloneIsTheWindowAmongOthers(InstanceNorm.Anchor anchor) {
    ForecastRun.assertAloneAsAmongOthers(cycle(anchor), windows);
  }

  @ParameterizedTest
  @EnumSource
  void gradientsOfTheCycleAndOfWhatIsBesideItAreTheSlopesOfTheOraclesLoss(
      InstanceNorm.Anchor anchor) {
    Columns target = Columns.random(4, BATCH, HORIZON, VARIATES);
    try (ForecastRun run = new ForecastRun(cycle(anchor), weights, windows)) {
      Operand<TFloat32> actual =
          run.harness.input(Shape.of(BATCH, HORIZON, VARIATES), target.values());
      Operand<TFloat32> loss = Losses.squared(run.harness.tf, run.outlook.mean(), actual);

      Map<String, Double> slopes =
          Slopes.assertGradients(
              run.harness,
              loss,
              weights,
              () ->
                  IntStream.range(0, BATCH)
                          .mapToDouble(w -> PlainLosses.squares(plain(anchor, w), target.window(w)))
                          .sum()
                      / target.values().length,
              1);
      assertThat(slopes.get("cycle")).isGreaterThan(1e-4);
    }
  }

  @Test
  void withoutTheHourOfTheDayItIsRefused() {
    FedWindows blind = new FedWindows(windows.history());

    assertThatThrownBy(
            () -> new ForecastRun(cycle(InstanceNorm.Anchor.MEAN), weights, blind).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a daily cycle needs the hour of the day as a covariate");
  }

  /** {@code [horizon][variate]} */
  private double[][] plain(InstanceNorm.Anchor anchor, int window) {
    double[] cycle = weights.values.get("cycle");
    double[][] rest = windows.history().window(window);
    for (int row = 0; row < LOOKBACK; row++) {
      for (int variate = 0; variate < VARIATES; variate++) {
        rest[row][variate] -= cycle[hour(window, row) * VARIATES + variate];
      }
    }
    double[][] mean = new PlainRLinear(linear(anchor), weights.values, "inner/").mean(rest);
    for (int lead = 0; lead < HORIZON; lead++) {
      for (int variate = 0; variate < VARIATES; variate++) {
        mean[lead][variate] += cycle[hour(window, LOOKBACK + lead) * VARIATES + variate];
      }
    }
    return mean;
  }

  /** Of a window's row, by arithmetic alone. */
  private static int hour(int window, int row) {
    return (17 + window + row) % 24;
  }

  private static Columns calendar() {
    float[] values = new float[BATCH * ROWS * FEATURES.size()];
    for (int i = 0; i < values.length; i++) {
      int row = i / FEATURES.size();
      Instant at = START.plusSeconds(3600L * (row / ROWS + row % ROWS));
      values[i] = FEATURES.get(i % FEATURES.size()).value(at);
    }
    return new Columns(ROWS, FEATURES.size(), values);
  }

  /** A network beside the cycle that holds the last value. */
  private static Checkpoint lastValueBeside(float[] cycle) {
    return new Checkpoint(
        Map.of(
            "cycle",
            cycle,
            "inner/mean/kernel",
            new float[LOOKBACK * HORIZON],
            "inner/mean/bias",
            new float[HORIZON]));
  }

  private static SeasonalCycle cycle(InstanceNorm.Anchor anchor) {
    return new SeasonalCycle(linear(anchor), VARIATES, HOUR);
  }

  private static RLinear linear(InstanceNorm.Anchor anchor) {
    return new RLinear(LOOKBACK, new InstanceNorm(anchor, 1e-5f), new PointHead(HORIZON));
  }
}
