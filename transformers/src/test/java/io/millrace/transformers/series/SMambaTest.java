package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.forecasting.SeriesTable;
import io.millrace.forecasting.Split;
import io.millrace.serving.ForecastInputs;
import io.millrace.serving.ForecastNetwork;
import io.millrace.serving.Prediction;
import io.millrace.transformers.Losses;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Slopes;
import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.transformers.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** S-Mamba against plain loops in double precision, by its own laws, trained and served. */
class SMambaTest {

  private static final int BATCH = 3;
  private static final int LOOKBACK = 7;
  private static final int HORIZON = 4;
  private static final int VARIATES = 5;

  private static final Columns HISTORY = Columns.random(9, BATCH, LOOKBACK, VARIATES);
  private static final Columns PAST = Columns.random(10, BATCH, LOOKBACK, 2);
  private static final Columns KNOWN = Columns.random(11, BATCH, LOOKBACK + HORIZON, 3);
  private static final Columns MASK = Columns.bits(12, BATCH, LOOKBACK, VARIATES);

  private final SMamba network = network(new QuantileHead(HORIZON, List.of(0.1, 0.5, 0.9)));
  private final RandomWeights weights = new RandomWeights(21);

  static Stream<FedWindows> inputs() {
    return Stream.of(
        new FedWindows(HISTORY),
        new FedWindows(HISTORY, null, null, MASK),
        new FedWindows(HISTORY, PAST, KNOWN),
        new FedWindows(HISTORY, PAST, KNOWN, MASK));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void theGraphComputesWhatPlainLoopsCompute(FedWindows windows) {
    try (ForecastRun run = new ForecastRun(network, weights, windows)) {
      float[] mean = run.mean();
      float[] quantiles = run.quantiles();

      assertLoops(mean, quantiles, windows);
    }
  }

  @Test
  void anotherNumberOfVariatesIsForecastByTheSameWeights() {
    ForecastRun.means(network, weights, new FedWindows(HISTORY)); // draws the weights
    FedWindows many = new FedWindows(Columns.random(2, BATCH, LOOKBACK, 75));

    try (ForecastRun run = new ForecastRun(network, weights.checkpoint(), many)) {
      float[] mean = run.mean();
      float[] quantiles = run.quantiles();

      assertLoops(mean, quantiles, many);
    }
  }

  private void assertLoops(float[] mean, float[] quantiles, FedWindows windows) {
    PlainForecasts plain = new PlainForecasts(network.inverted(), weights.values);
    assertThat(mean).hasSize(BATCH * HORIZON * windows.variates());
    for (int window = 0; window < BATCH; window++) {
      PlainForecasts.Forecasts expected = plain.forecast(windows, window);
      ForecastRun.assertClose(mean, window, expected.mean(), 1e-5);
      for (int lead = 0; lead < HORIZON; lead++) {
        double[][] ordered = expected.quantiles()[lead];
        ForecastRun.assertClose(quantiles, window * HORIZON + lead, ordered, 1e-5);
      }
    }
  }

  @Test
  void gradientsOfEveryWeightAreTheSlopesOfTheOraclesLoss() {
    FedWindows windows = new FedWindows(HISTORY);
    Columns target = Columns.random(4, BATCH, HORIZON, VARIATES);
    try (ForecastRun run = new ForecastRun(network, weights, windows)) {
      Operand<TFloat32> loss = loss(run, target);

      PlainForecasts plain = new PlainForecasts(network.inverted(), weights.values);
      Map<String, Double> slopes =
          Slopes.assertGradients(
              run.harness, loss, weights, () -> loss(plain, windows, target), 29);
      for (String weight : List.of("skip", "convolution/before")) {
        assertThat(slopes.get("block0/mixer/backward/" + weight)).as(weight).isGreaterThan(1e-5);
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

  private static double loss(PlainForecasts plain, FedWindows windows, Columns target) {
    double sum = 0;
    for (int window = 0; window < BATCH; window++) {
      PlainForecasts.Forecasts forecasts = plain.forecast(windows, window);
      sum += PlainLosses.squares(forecasts.mean(), target.window(window));
      for (double[][] lead : forecasts.quantiles()) {
        sum += PlainLosses.squares(lead, new double[VARIATES][3]) / 3;
      }
    }
    return sum / (BATCH * HORIZON * VARIATES);
  }

  /** Unlike iTransformer: who trains it fixes the order. */
  @Test
  void theOrderOfVariatesMatters() {
    float[] straight = ForecastRun.means(network, weights, new FedWindows(HISTORY));

    float[] permuted =
        ForecastRun.means(
            network, weights.checkpoint(), new FedWindows(HISTORY.permuted(4, 2, 0, 1, 3)));

    float[] followed = new Columns(HORIZON, VARIATES, straight).permuted(4, 2, 0, 1, 3).values();
    double farthest =
        IntStream.range(0, permuted.length)
            .mapToDouble(i -> Math.abs(permuted[i] - followed[i]))
            .max()
            .orElseThrow();
    assertThat(farthest).isGreaterThan(1e-3);
  }

  @Test
  void aWindowAloneIsTheWindowAmongOthers() {
    ForecastRun.assertAloneAsAmongOthers(network, new FedWindows(HISTORY, PAST, KNOWN));
  }

  @Test
  void aVariateThatFollowsAnotherIsForecastByLookingAtIt() {
    ForecastTraining training = new ForecastTraining(TrainingListener.NONE, System::nanoTime);
    SeriesTable table = followers(900);
    Split split = Split.ratio(table.length(), 12);
    ForecastData data = ForecastData.of(table, table, SeriesCovariates.none(), split, 12, 2);

    Fitted fitted = training.fit(learner(), data);

    HeldOut heldOut = HeldOut.test(data, 1);
    double mse = training.judge(fitted, data, heldOut).get(0).errors().mse();
    Fitted linear = training.fit(Candidate.rlinear(12, 2, 1), data);
    double alone = training.judge(linear, data, heldOut).get(0).errors().mse();
    assertThat(mse).isLessThan(0.7 * alone);
  }

  private static Candidate learner() {
    SMamba network = new SMamba(12, 16, 1, 2, 16, 0, InstanceNorm.published(), new PointHead(2));
    TrainingPlan plan =
        new TrainingPlan(8, 32, new Schedule.Constant(5e-3f), Adam.standard(), 1, 8, 1);
    return new Candidate(network, ForecastLoss.standard(), plan);
  }

  /** Noise that nobody could foresee, and two steps later the same noise in the column before. */
  private static SeriesTable followers(int length) {
    Random random = new Random(3);
    double[][] rows = new double[length][2];
    for (int row = 0; row < length; row++) {
      rows[row][1] = random.nextGaussian();
      rows[row][0] = row < 2 ? 0 : rows[row - 2][1];
    }
    return new SeriesTable(
        List.of("follows", "leads"), Waves.hours(length), rows, Duration.ofHours(1));
  }

  @Test
  void aBundleForecastsWhatTheGraphForecasts(@TempDir Path root) throws IOException {
    float[] none = new float[0];
    RandomWeights drawn = new RandomWeights(5); // the seed of the bundle's
    float[] expected = ForecastRun.means(network, drawn, new FedWindows(HISTORY));

    try (ForecastNetwork served =
        ForecastNetwork.load(UntrainedBundle.write(root, network, VARIATES, false))) {
      Prediction prediction =
          served.predict(new ForecastInputs(BATCH, HISTORY.values(), none, none, none), BATCH);

      ForecastRun.assertClose(prediction.mean(), expected, 1e-6);
    }
  }

  @Test
  void publishedForEtth1ItHasTwoLayersTwoStatesAndAFeedForwardOfItsWidth() {
    SMamba published = SMamba.published(96, 256, 0.1f, InstanceNorm.published(), new PointHead(96));

    assertThat(published)
        .isEqualTo(
            new SMamba(96, 256, 2, 2, 256, 0.1f, InstanceNorm.published(), new PointHead(96)));
    assertThat(published.name()).isEqualTo("S-Mamba");
    assertThat(published.horizon()).isEqualTo(96);
  }

  private static SMamba network(ForecastHead head) {
    InstanceNorm norm = new InstanceNorm(InstanceNorm.Anchor.MEAN, 1e-5f);
    return new SMamba(LOOKBACK, 8, 1, 2, 6, 0.1f, norm, head);
  }
}
