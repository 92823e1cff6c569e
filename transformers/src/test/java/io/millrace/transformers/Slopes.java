package io.millrace.transformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A graph's gradients against central differences of its oracle. */
public final class Slopes {

  private static final double STEP = 1e-6;

  private Slopes() {}

  /**
   * @param oracle the same loss in double precision, of {@code weights.values} as they are
   * @param every how many numbers of a weight one is looked at
   * @return the largest slope of each weight, by path: one that is nothing proves nothing
   */
  public static Map<String, Double> assertGradients(
      GraphHarness harness,
      Operand<TFloat32> loss,
      RandomWeights weights,
      DoubleSupplier oracle,
      int every) {
    List<float[]> gradients = harness.gradients(loss, weights.operands.values());
    Map<String, Double> largest = new HashMap<>();
    List<String> paths = new ArrayList<>(weights.values.keySet());
    for (int p = 0; p < paths.size(); p++) {
      double[] values = weights.values.get(paths.get(p));
      for (int i = 0; i < values.length; i += every) {
        double slope = slope(values, i, oracle);
        assertThat((double) gradients.get(p)[i])
            .as("%s[%d]", paths.get(p), i)
            .isCloseTo(slope, offset(1e-6 + 1e-4 * Math.abs(slope)));
        largest.merge(paths.get(p), Math.abs(slope), Math::max);
      }
    }
    return largest;
  }

  private static double slope(double[] values, int at, DoubleSupplier oracle) {
    double before = values[at];
    values[at] = before + STEP;
    double up = oracle.getAsDouble();
    values[at] = before - STEP;
    double down = oracle.getAsDouble();
    values[at] = before;
    return (up - down) / (2 * STEP);
  }
}
