package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.millrace.transformers.Checkpoint;
import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.Losses;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Samples;
import io.millrace.transformers.Scope;
import io.millrace.transformers.Slopes;
import io.millrace.transformers.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The Fourier head against plain loops in double precision, and by its own laws. */
class FourierHeadTest {

  private static final int BATCH = 3;
  private static final int VARIATES = 2;
  private static final int WIDTH = 5;
  private static final int HORIZON = 2;
  private static final int BINS = 24;
  private static final float RANGE = 4;
  private static final int POINTS = BATCH * HORIZON * VARIATES;
  private static final List<Double> LEVELS = List.of(0.01, 0.1, 0.25, 0.5, 0.9, 0.99);

  private final FourierHead head = new FourierHead(HORIZON, LEVELS, 6, BINS, RANGE);
  private final RandomWeights weights = new RandomWeights(3);
  private final PlainFourier plain = new PlainFourier(head, weights.values);

  private final float[] tokens = uniform(1, BATCH * VARIATES * WIDTH, 2);
  private final float[] level = uniform(2, BATCH * VARIATES, 10);
  private final float[] deviation = positive(uniform(5, BATCH * VARIATES, 1));
  private final float[] actual = actuals();

  @Test
  void probabilitiesAreTheDensityAtTheBinsCentres() {
    try (Run run = new Run(weights)) {
      float[] probabilities = run.probabilities();

      for (int point = 0; point < POINTS; point++) {
        assertRow(probabilities, point, plain.probabilities(token(point), lead(point)), 1e-6);
        assertRow(probabilities, point, plain.squaredModulus(token(point), lead(point)), 1e-6);
      }
    }
  }

  @Test
  void theMeanIsThatOfTheBins() {
    try (Run run = new Run(weights)) {
      float[] mean = run.harness.run(run.outlook.mean());

      for (int point = 0; point < POINTS; point++) {
        double normalised = plain.mean(plain.probabilities(token(point), lead(point)));
        assertThat((double) mean[point]).isCloseTo(restored(point, normalised), offset(1e-5));
      }
    }
  }

  @Test
  void quantilesInvertThePiecewiseLinearDistribution() {
    try (Run run = new Run(weights)) {
      float[] quantiles = run.harness.run(run.outlook.quantiles());

      for (int point = 0; point < POINTS; point++) {
        assertRow(quantiles, point, plainQuantiles(point), 1e-4);
      }
    }
  }

  @Test
  void theLossIsTheMeanLogarithmOfTheDensityAtWhatCame() {
    try (Run run = new Run(weights)) {
      float loss = run.harness.run(run.negativeLogLikelihood())[0];

      assertThat((double) loss).isCloseTo(plainLikelihood(), offset(1e-5));
    }
  }

  @Test
  void anActualBeyondTheRangeCountsAsTheOutermostBin() {
    float[] far = new float[POINTS];
    for (int point = 0; point < POINTS; point++) {
      far[point] = point % 2 == 0 ? 1e6f : -1e6f;
    }
    try (Run run = new Run(weights)) {
      Operand<TFloat32> loss = run.negativeLogLikelihood();
      run.harness.refeed(3, far);

      float beyond = run.harness.run(loss)[0];

      double expected = 0;
      for (int point = 0; point < POINTS; point++) {
        double[] probabilities = plain.probabilities(token(point), lead(point));
        double outermost = probabilities[point % 2 == 0 ? BINS - 1 : 0];
        expected -= Math.log(outermost * BINS / (2 * RANGE) + 1e-5) / POINTS;
      }
      assertThat((double) beyond).isCloseTo(expected, offset(1e-4));
    }
  }

  @Test
  void whateverTheTokenTheProbabilitiesAreNoneNegativeAndSumToOneAndQuantilesNeverCross() {
    for (int size : new int[] {0, 1, 100, 10_000}) {
      System.arraycopy(uniform(size, tokens.length, size), 0, tokens, 0, tokens.length);
      try (Run run = new Run(new RandomWeights(size))) {
        float[] probabilities = run.probabilities();
        float[] quantiles = run.harness.run(run.outlook.quantiles());

        for (int point = 0; point < POINTS; point++) {
          assertIsDistribution(row(probabilities, point, BINS));
          double[] rising = row(quantiles, point, LEVELS.size());
          assertThat(rising).isSorted();
        }
      }
    }
  }

  @Test
  void aDistributionOfOnePeakHasItsQuantilesInsideThePeak() {
    double[] bias = new double[HORIZON * 14];
    for (int i = 0; i < bias.length; i++) {
      bias[i] = i % 14 > 0 && i % 14 < 7 ? 1 : 0; // real parts alone, the first is one already
    }
    Map<String, double[]> peak =
        Map.of("coefficients/kernel", new double[WIDTH * bias.length], "coefficients/bias", bias);
    PlainFourier narrow = new PlainFourier(head, peak);
    try (Run run = new Run(narrowed(peak))) {
      float[] mean = run.harness.run(run.outlook.mean());
      float[] quantiles = run.harness.run(run.outlook.quantiles());

      for (int point = 0; point < POINTS; point++) {
        double[] probabilities = narrow.probabilities(token(point), lead(point));
        double spread = narrow.quantile(probabilities, 0.9);
        assertThat(spread).isBetween(0.1, 0.2 * RANGE);
        assertThat((double) mean[point]).isCloseTo(restored(point, 0), offset(1e-5));
        double[] row = row(quantiles, point, LEVELS.size());
        assertThat(row[3]).isCloseTo(restored(point, 0), offset(1e-4));
        assertThat(row[4]).isCloseTo(restored(point, spread), offset(1e-4));
        assertThat(row[1]).isCloseTo(restored(point, -spread), offset(1e-4));
      }
    }
  }

  @Test
  void aTokenAloneIsTheTokenAmongOthers() {
    try (Run together = new Run(weights)) {
      float[] among = together.probabilities();

      for (int b = 0; b < BATCH; b++) {
        int size = VARIATES * WIDTH;
        try (GraphHarness harness = new GraphHarness()) {
          Outlook alone =
              outlook(
                  harness,
                  weights.checkpoint(),
                  1,
                  Arrays.copyOfRange(tokens, b * size, (b + 1) * size),
                  new float[VARIATES],
                  new float[] {1, 1});
          int out = HORIZON * VARIATES * BINS;
          float[] expected = Arrays.copyOfRange(among, b * out, (b + 1) * out);
          ForecastRun.assertClose(harness.run(alone.density().probabilities()), expected, 1e-6);
        }
      }
    }
  }

  @Test
  void gradientsOfLikelihoodMeanAndQuantilesAreTheSlopesOfTheOraclesLoss() {
    try (Run run = new Run(weights)) {
      Ops tf = run.harness.tf;
      Operand<TFloat32> quantiles = run.outlook.quantiles();
      Operand<TFloat32> point =
          tf.math.add(
              Losses.squared(tf, run.outlook.mean(), run.actual),
              Losses.squared(tf, quantiles, tf.zerosLike(quantiles)));
      Operand<TFloat32> loss =
          tf.math.add(run.negativeLogLikelihood(), tf.math.mul(point, tf.constant(0.1f)));

      Slopes.assertGradients(run.harness, loss, weights, this::plainLoss, 1);
    }
  }

  @Test
  void aHeadThatCannotShowItsFrequenciesIsRefused() {
    assertThatThrownBy(() -> new FourierHead(1, LEVELS, 8, 15, 4)).hasMessageContaining("two bins");
    assertThatThrownBy(() -> new FourierHead(1, LEVELS, 8, 16, 0)).hasMessageContaining("range");
    assertThatThrownBy(() -> new FourierHead(1, List.of(), 8, 16, 4))
        .hasMessageContaining("at least one level");
  }

  private double plainLikelihood() {
    return IntStream.range(0, POINTS)
        .mapToDouble(
            point ->
                plain.negativeLogLikelihood(
                    plain.probabilities(token(point), lead(point)), place(point)))
        .average()
        .orElseThrow();
  }

  private double[] plainQuantiles(int point) {
    double[] probabilities = plain.probabilities(token(point), lead(point));
    return LEVELS.stream()
        .mapToDouble(each -> restored(point, plain.quantile(probabilities, each)))
        .toArray();
  }

  private double plainLoss() {
    double squares = 0;
    for (int point = 0; point < POINTS; point++) {
      double[] probabilities = plain.probabilities(token(point), lead(point));
      double miss = actual[point] - restored(point, plain.mean(probabilities));
      squares += miss * miss / POINTS;
      for (double quantile : plainQuantiles(point)) {
        squares += quantile * quantile / POINTS / LEVELS.size();
      }
    }
    return plainLikelihood() + 0.1 * squares;
  }

  /** Most within the range, one beyond it on either side. */
  private float[] actuals() {
    float[] actuals = new float[POINTS];
    float[] places = uniform(6, POINTS, 2 * RANGE);
    places[3] = 2 * RANGE;
    places[8] = -2 * RANGE;
    for (int point = 0; point < POINTS; point++) {
      actuals[point] = (float) restored(point, places[point]);
    }
    return actuals;
  }

  /** Of points {@code [batch, horizon, variates]}. */
  private static int lead(int point) {
    return point / VARIATES % HORIZON;
  }

  /** Of tokens {@code [batch, variates]}. */
  private static int series(int point) {
    return point / VARIATES / HORIZON * VARIATES + point % VARIATES;
  }

  private double[] token(int point) {
    int from = series(point) * WIDTH;
    return Samples.widen(Arrays.copyOfRange(tokens, from, from + WIDTH));
  }

  private double restored(int point, double normalised) {
    return normalised * deviation[series(point)] + level[series(point)];
  }

  private double place(int point) {
    return ((double) actual[point] - level[series(point)]) / deviation[series(point)];
  }

  private static void assertRow(float[] all, int point, double[] expected, double tolerance) {
    double[] row = row(all, point, expected.length);
    for (int i = 0; i < row.length; i++) {
      assertThat(row[i]).as("point %d at %d", point, i).isCloseTo(expected[i], offset(tolerance));
    }
  }

  private static void assertIsDistribution(double[] probabilities) {
    assertThat(Arrays.stream(probabilities).min().orElseThrow()).isGreaterThanOrEqualTo(0);
    assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, offset(1e-5));
  }

  private static double[] row(float[] all, int point, int size) {
    return Samples.widen(Arrays.copyOfRange(all, point * size, (point + 1) * size));
  }

  /** Draws from ± half of {@code size}. */
  private static float[] uniform(long seed, int count, float size) {
    float[] values = Samples.uniform(new SplittableRandom(seed), count);
    for (int i = 0; i < count; i++) {
      values[i] *= size;
    }
    return values;
  }

  private static float[] positive(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] += 1;
    }
    return values;
  }

  private static Checkpoint narrowed(Map<String, double[]> weights) {
    return new Checkpoint(
        Map.of(
            "coefficients/kernel", Samples.narrow(weights.get("coefficients/kernel")),
            "coefficients/bias", Samples.narrow(weights.get("coefficients/bias"))));
  }

  private Outlook outlook(
      GraphHarness harness,
      Weights from,
      int batch,
      float[] tokens,
      float[] level,
      float[] deviation) {
    Operand<TFloat32> in = harness.input(Shape.of(batch, VARIATES, WIDTH), tokens);
    Shape each = Shape.of(batch, 1, VARIATES);
    InstanceNorm.Normalised normal =
        new InstanceNorm.Normalised(
            in, harness.input(each, level), harness.input(each, deviation), null);
    return head.forecast(Scope.serving(harness.tf, from), in, normal);
  }

  /** The head over this test's tokens. */
  private final class Run implements AutoCloseable {

    final GraphHarness harness = new GraphHarness();
    final Outlook outlook;
    final Operand<TFloat32> actual;

    Run(Weights from) {
      outlook = FourierHeadTest.this.outlook(harness, from, BATCH, tokens, level, deviation);
      actual = harness.input(Shape.of(BATCH, HORIZON, VARIATES), FourierHeadTest.this.actual);
    }

    float[] probabilities() {
      return harness.run(outlook.density().probabilities());
    }

    Operand<TFloat32> negativeLogLikelihood() {
      return outlook.density().negativeLogLikelihood(harness.tf, actual);
    }

    @Override
    public void close() {
      harness.close();
    }
  }
}
