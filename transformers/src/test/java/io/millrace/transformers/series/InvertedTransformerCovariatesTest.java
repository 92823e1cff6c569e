package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.forecasting.CalendarFeature;
import io.millrace.transformers.Losses;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Slopes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** iTransformer with covariates against plain loops in double precision, and by its own laws. */
class InvertedTransformerCovariatesTest {

  private static final int BATCH = 3;
  private static final int LOOKBACK = 7;
  private static final int HORIZON = 4;
  private static final int VARIATES = 3;
  private static final int PAST = 2;
  private static final int KNOWN = 3; // one of them the hour of the day

  private final RandomWeights weights = new RandomWeights(21);
  private final Columns history = Columns.random(9, BATCH, LOOKBACK, VARIATES);
  private final Columns past = Columns.random(10, BATCH, LOOKBACK, PAST);
  private final Columns known = withHours(Columns.random(11, BATCH, LOOKBACK + HORIZON, KNOWN));
  private final Columns mask = Columns.bits(12, BATCH, LOOKBACK, VARIATES);
  private final FedWindows windows = new FedWindows(history, past, known);

  @ParameterizedTest
  @EnumSource
  void theGraphComputesWhatPlainLoopsCompute(InstanceNorm.Anchor anchor) {
    assertGraphIsLoops(anchor, windows);
  }

  @ParameterizedTest
  @EnumSource
  void pastCovariatesAloneAreReadAsPlainLoopsReadThem(InstanceNorm.Anchor anchor) {
    assertGraphIsLoops(anchor, new FedWindows(history, past, null));
  }

  @ParameterizedTest
  @EnumSource
  void knownCovariatesAloneAreReadAsPlainLoopsReadThem(InstanceNorm.Anchor anchor) {
    assertGraphIsLoops(anchor, new FedWindows(history, null, known));
  }

  @ParameterizedTest
  @EnumSource
  void aMaskIsReadAsPlainLoopsReadIt(InstanceNorm.Anchor anchor) {
    assertGraphIsLoops(anchor, new FedWindows(history, null, null, mask));
  }

  @ParameterizedTest
  @EnumSource
  void aMaskBesideCovariatesIsReadAsPlainLoopsReadIt(InstanceNorm.Anchor anchor) {
    assertGraphIsLoops(anchor, new FedWindows(history, past, known, mask));
  }

  @ParameterizedTest
  @EnumSource
  void permutingTargetsPermutesTheirForecasts(InstanceNorm.Anchor anchor) {
    InvertedTransformer network = network(anchor);
    float[] straight = ForecastRun.means(network, weights, windows);

    float[] permuted =
        ForecastRun.means(
            network, weights.checkpoint(), new FedWindows(history.permuted(2, 0, 1), past, known));

    Columns expected = new Columns(HORIZON, VARIATES, straight).permuted(2, 0, 1);
    ForecastRun.assertClose(permuted, expected.values(), 1e-5);
  }

  @ParameterizedTest
  @EnumSource
  void theOrderOfCovariatesMeansNothing(InstanceNorm.Anchor anchor) {
    InvertedTransformer network = network(anchor);
    float[] straight = ForecastRun.means(network, weights, windows);

    float[] permuted =
        ForecastRun.means(
            network,
            weights.checkpoint(),
            new FedWindows(history, past.permuted(1, 0), known.permuted(1, 2, 0)));

    ForecastRun.assertClose(permuted, straight, 1e-5);
  }

  @Test
  void aCovariateKnownUpToTheIssueTimeIsReadUpToAShiftAndAScaleAndOneKnownAheadIsNot() {
    InvertedTransformer network = network(InstanceNorm.Anchor.MEAN);
    float[] straight = ForecastRun.means(network, weights, windows);

    float[] pastMoved =
        ForecastRun.means(
            network, weights.checkpoint(), new FedWindows(history, past.stretched(40, 7), known));
    float[] knownMoved =
        ForecastRun.means(
            network, weights.checkpoint(), new FedWindows(history, past, known.stretched(1, 1)));

    ForecastRun.assertClose(pastMoved, straight, 1e-4);
    assertThat(farthest(knownMoved, straight)).isGreaterThan(1e-2);
  }

  @Test
  void anotherNumberOfTargetsThanBeforeIsForecastByTheSameWeights() {
    InvertedTransformer network = network(InstanceNorm.Anchor.MEAN);
    ForecastRun.means(network, weights, windows);
    FedWindows five = new FedWindows(Columns.random(2, BATCH, LOOKBACK, 5), past, known);

    float[] mean = ForecastRun.means(network, weights.checkpoint(), five);

    PlainForecasts plain = new PlainForecasts(network, weights.values);
    assertThat(mean).hasSize(BATCH * HORIZON * 5);
    for (int window = 0; window < BATCH; window++) {
      ForecastRun.assertClose(mean, window, plain.forecast(five, window).mean(), 1e-5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWindowAloneIsTheWindowAmongOthers(InstanceNorm.Anchor anchor) {
    ForecastRun.assertAloneAsAmongOthers(network(anchor), windows);
  }

  @ParameterizedTest
  @EnumSource
  void gradientsOfEveryWeightAreTheSlopesOfTheOraclesLoss(InstanceNorm.Anchor anchor) {
    InvertedTransformer network = network(anchor);
    Columns target = Columns.random(4, BATCH, HORIZON, VARIATES);
    try (ForecastRun run = new ForecastRun(network, weights, windows)) {
      Operand<TFloat32> loss = loss(run, target);

      PlainForecasts plain = new PlainForecasts(network, weights.values);
      Map<String, Double> slopes =
          Slopes.assertGradients(
              run.harness,
              loss,
              weights,
              () ->
                  IntStream.range(0, BATCH).mapToDouble(w -> loss(plain, target, w)).sum() / BATCH,
              17);
      assertThat(slopes.get("known/kernel")).isGreaterThan(1e-4);
      assertThat(slopes.get("known/bias")).isGreaterThan(1e-4);
    }
  }

  @Test
  void aVariateIsEitherKnownAheadOrNot() {
    assertThatThrownBy(() -> new SeriesCovariates(List.of("price"), List.of("price"), List.of()))
        .hasMessage("price is either known ahead or up to the issue time, not both");
    assertThatThrownBy(
            () ->
                new SeriesCovariates(List.of("a"), List.of("b"), List.of())
                    .targets(List.of("a", "b")))
        .hasMessage("every variate is a covariate; none is left to forecast");
  }

  private void assertGraphIsLoops(InstanceNorm.Anchor anchor, FedWindows windows) {
    InvertedTransformer network = network(anchor);
    try (ForecastRun run = new ForecastRun(network, weights, windows)) {
      float[] mean = run.mean();
      float[] quantiles = run.quantiles();

      PlainForecasts plain = new PlainForecasts(network, weights.values);
      assertThat(mean).hasSize(BATCH * HORIZON * VARIATES);
      for (int window = 0; window < BATCH; window++) {
        PlainForecasts.Forecasts expected = plain.forecast(windows, window);
        ForecastRun.assertClose(mean, window, expected.mean(), 1e-5);
        for (int lead = 0; lead < HORIZON; lead++) {
          int row = window * HORIZON + lead;
          ForecastRun.assertClose(quantiles, row, expected.quantiles()[lead], 1e-5);
        }
      }
    }
  }

  /** Mean squared error of the mean, plus the quantiles' mean square. */
  private static Operand<TFloat32> loss(ForecastRun run, Columns target) {
    var tf = run.harness.tf;
    Operand<TFloat32> actual =
        run.harness.input(Shape.of(BATCH, HORIZON, VARIATES), target.values());
    Operand<TFloat32> quantiles = run.outlook.quantiles();
    return tf.math.add(
        Losses.squared(tf, run.outlook.mean(), actual),
        Losses.squared(tf, quantiles, tf.zerosLike(quantiles)));
  }

  private double loss(PlainForecasts plain, Columns target, int window) {
    PlainForecasts.Forecasts forecasts = plain.forecast(windows, window);
    double squares = PlainLosses.squares(forecasts.mean(), target.window(window));
    double others = 0;
    for (double[][] lead : forecasts.quantiles()) {
      others += PlainLosses.squares(lead, new double[VARIATES][lead[0].length]);
    }
    return (squares + others / 3) / (HORIZON * VARIATES);
  }

  /** Its last column the hour of the day, each window from another hour on. */
  private static Columns withHours(Columns columns) {
    float[] values = columns.values().clone();
    for (int row = 0; row < columns.batch() * columns.rows(); row++) {
      Instant at = Instant.EPOCH.plusSeconds(3600L * 19 * row);
      values[row * KNOWN + KNOWN - 1] = CalendarFeature.HOUR_OF_DAY.value(at);
    }
    return new Columns(columns.rows(), KNOWN, values);
  }

  private static double farthest(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().orElseThrow();
  }

  private static InvertedTransformer network(InstanceNorm.Anchor anchor) {
    return InvertedTransformerTest.small(
        LOOKBACK, anchor, new QuantileHead(HORIZON, List.of(0.1, 0.5, 0.9)));
  }
}
