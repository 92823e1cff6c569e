package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.serving.ForecastInputs;
import io.millrace.serving.ForecastNetwork;
import io.millrace.serving.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Within one batch shape a row's numbers are its own, to the bit: what makes a replay of recorded
 * shapes exact. Kernels compute the last numbers of a tensor by other instructions than the rest,
 * so this is no law of arithmetic but has to be seen.
 */
class FixedShapeTest {

  static final int LOOKBACK = 96;
  private static final int[] SHAPES = {1, 8, 64, 256};

  private static final EncoderDecoderSize STEPS = new EncoderDecoderSize(24, 4, 2, 1, 40, 0);

  @TempDir Path root;

  /** A network, the number of its variates, and whether it reads a mask. */
  record Case(Forecaster forecaster, int variates, boolean mask) {

    @Override
    public String toString() {
      return "%s of %d%s, %s"
          .formatted(forecaster.name(), variates, mask ? ", masked" : "", forecaster.quantiles());
    }
  }

  static Stream<Case> networks() {
    QuantileHead quantiles = new QuantileHead(24, List.of(0.1, 0.9));
    PointHead point = new PointHead(96);
    return Stream.of(
        new Case(patches(16, 4, quantiles), 1, false),
        new Case(patches(16, 4, quantiles), 1, true),
        new Case(patches(8, 1, quantiles), 3, false),
        new Case(inverted(16, 8, quantiles), 7, false),
        new Case(inverted(10, 1, quantiles), 7, true),
        new Case(inverted(16, 4, point), 1, false),
        new Case(mamba(16, quantiles), 7, false),
        new Case(mamba(10, point), 7, true),
        new Case(informer(7, List.of(0.1, 0.9)), 7, false),
        new Case(informer(3, List.of()), 3, true),
        new Case(autoformer(7, List.of(0.1, 0.9)), 7, false),
        new Case(autoformer(1, List.of()), 1, true),
        new Case(new DLinear(LOOKBACK, 24, 25), 1, false),
        new Case(new DLinear(LOOKBACK, 96, 25), 7, false),
        new Case(new RLinear(LOOKBACK, InstanceNorm.published(), quantiles), 1, false),
        new Case(new RLinear(LOOKBACK, InstanceNorm.published(), point), 7, false));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aRowsNumbersDependNeitherOnItsPlaceNorOnItsCompany(Case network) throws IOException {
    int size = LOOKBACK * network.variates();
    try (ForecastNetwork served =
        ForecastNetwork.load(
            UntrainedBundle.write(
                root, network.forecaster(), network.variates(), network.mask()))) {
      for (int shape : SHAPES) {
        float[] histories = Columns.random(3, shape, LOOKBACK, network.variates()).values();
        float[] masks = Columns.bits(4, shape, LOOKBACK, network.variates()).values();
        Prediction full = served.predict(inputs(network, shape, histories, masks), shape);

        for (int place : new int[] {0, shape / 3, shape - 1}) {
          float[] history = Arrays.copyOfRange(histories, place * size, (place + 1) * size);
          float[] mask = Arrays.copyOfRange(masks, place * size, (place + 1) * size);
          Prediction alone = served.predict(inputs(network, 1, history, mask), shape);

          assertThat(row(full.mean(), place, shape)).containsExactly(alone.mean());
          assertThat(row(full.quantiles(), place, shape)).containsExactly(alone.quantiles());
        }
      }
    }
  }

  private static ForecastInputs inputs(Case network, int batch, float[] history, float[] mask) {
    float[] none = new float[0];
    return new ForecastInputs(batch, history, none, none, network.mask() ? mask : none);
  }

  private static float[] row(float[] values, int row, int rows) {
    int width = values.length / rows;
    return Arrays.copyOfRange(values, row * width, (row + 1) * width);
  }

  private static PatchTransformer patches(int width, int heads, ForecastHead head) {
    return PatchTransformer.published(
        LOOKBACK, 16, 8, width, 2, heads, 2 * width, 0, InstanceNorm.published(), head);
  }

  private static SMamba mamba(int width, ForecastHead head) {
    return SMamba.published(LOOKBACK, width, 0, InstanceNorm.published(), head);
  }

  private static InvertedTransformer inverted(int width, int heads, ForecastHead head) {
    return InvertedTransformer.published(
        LOOKBACK, width, 2, heads, 0, InstanceNorm.published(), head);
  }

  private static Informer informer(int variates, List<Double> levels) {
    StepHead head = new StepHead(24, variates, levels);
    return new Informer(LOOKBACK, 48, STEPS, 5, 1, InstanceNorm.published(), head);
  }

  private static Autoformer autoformer(int variates, List<Double> levels) {
    StepHead head = new StepHead(24, variates, levels);
    return new Autoformer(LOOKBACK, 48, STEPS, 3, 25, null, head);
  }
}
