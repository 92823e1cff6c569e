package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.forecasting.GapPolicy;
import io.millrace.forecasting.SeriesTable;
import io.millrace.forecasting.Split;
import io.millrace.transformers.Scope;
import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.transformers.training.TrainingPlan;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gaps hurt a network less if it was told where they are, while it learnt and when it is asked. */
class MaskLearningTest {

  private static final int LOOKBACK = 24;
  private static final int HORIZON = 4;
  private static final HiddenValues LEARNT =
      new HiddenValues(0.3, 1, new GapPolicy.Previous(LOOKBACK));
  private static final HiddenValues ASKED =
      new HiddenValues(0.3, 2, new GapPolicy.Previous(LOOKBACK));

  private final ForecastTraining training =
      new ForecastTraining(TrainingListener.NONE, System::nanoTime);
  private final ForecastData data = data(steps(1600));

  /** The same network, deaf to its mask. */
  record Deaf(Forecaster inner) implements WrappingForecaster {

    @Override
    public Outlook forecast(Scope at, ForecastInput input) {
      return inner.forecast(at, new ForecastInput(input.history()));
    }
  }

  static Stream<Forecaster> networks() {
    PointHead head = new PointHead(HORIZON);
    InstanceNorm norm = InstanceNorm.published();
    return Stream.of(
        InvertedTransformer.published(LOOKBACK, 32, 1, 2, 0, norm, head),
        PatchTransformer.published(LOOKBACK, 4, 2, 16, 1, 2, 32, 0, norm, head));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void gapsHurtLessWithTheMaskThanWithout(Forecaster network) {
    Fitted told = fit(network, data);
    Fitted deaf = fit(new Deaf(network), data);
    Fitted unaware = fit(network, data.unmasked());

    double with = error(told, data);
    double without = error(deaf, data);
    double surprised = error(unaware, data.unmasked());
    double lied = error(new Fitted(new Lied(network), told.weights(), 0), data);

    assertThat(with).as("told").isLessThan(0.97 * without).isLessThan(0.5 * surprised);
    assertThat(with).as("told the truth").isLessThan(0.8 * lied);
  }

  /** The same network, told the opposite. */
  record Lied(Forecaster inner) implements WrappingForecaster {

    @Override
    public Outlook forecast(Scope at, ForecastInput input) {
      var tf = at.tf();
      return inner.forecast(
          at,
          new ForecastInput(
              input.history(), null, null, tf.math.sub(tf.constant(1f), input.mask())));
    }
  }

  private Fitted fit(Forecaster forecaster, ForecastData learnt) {
    TrainingPlan plan =
        new TrainingPlan(12, 32, new Schedule.Constant(3e-3f), Adam.standard(), 1, 12, 1);
    return training.fit(new Candidate(forecaster, ForecastLoss.standard(), plan), learnt);
  }

  /** Mean squared error over test windows with gaps that training has not seen. */
  private double error(Fitted fitted, ForecastData learnt) {
    WindowExamples windows = data.test().hiding(ASKED);
    double[] sum = new double[1];
    try (TrainedForecaster network =
        new TrainedForecaster(fitted, learnt.shape(), System::nanoTime)) {
      network.forecast(
          windows,
          (window, mean, quantiles) -> {
            for (int lead = 1; lead <= HORIZON; lead++) {
              double error = windows.actual(window, lead, 0) - mean[lead - 1];
              sum[0] += error * error;
            }
          });
    }
    return sum[0] / windows.count() / HORIZON;
  }

  private static ForecastData data(SeriesTable table) {
    Split split = Split.ratio(table.length(), LOOKBACK);
    return ForecastData.of(table, table, SeriesCovariates.none(), split, LOOKBACK, HORIZON, LEARNT);
  }

  /** A wave of whole levels that stand still for a few steps: as what fills a gap does. */
  private static SeriesTable steps(int length) {
    Random random = new Random(6);
    double[][] rows = new double[length][1];
    double phase = 0;
    for (int row = 0; row < length; row++) {
      phase += 0.25 + 0.05 * random.nextGaussian();
      rows[row][0] = Math.rint(2 * Math.sin(phase)) + 0.02 * random.nextGaussian();
    }
    return new SeriesTable(List.of("level"), Waves.hours(length), rows, Duration.ofHours(1));
  }
}
