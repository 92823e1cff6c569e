package io.millrace.transformers.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.millrace.transformers.Initial;
import io.millrace.transformers.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Optimisers against plain loops in double precision. */
class OptimiserTest {

  private static final float RATE = 0.05f;

  private static final int STEPS = 5;

  @Test
  void adamIsWhatThePaperSays() {
    Map<String, float[]> weights = afterSteps(Adam.standard());

    assertThat(weights.get("matrix")[0]).isCloseTo(plain(0, 1), offset(1e-5f));
    assertThat(weights.get("vector")[0]).isCloseTo(plain(0, 1), offset(1e-5f));
  }

  @Test
  void adamWShrinksMatricesBesideTheGradientAndLeavesVectorsAlone() {
    Map<String, float[]> weights = afterSteps(new AdamW(Adam.standard(), 0.5f));

    assertThat(weights.get("matrix")[0]).isCloseTo(plain(0.5, 1), offset(1e-5f));
    assertThat(weights.get("vector")[0]).isCloseTo(plain(0, 1), offset(1e-5f));
  }

  @Test
  void withoutDecayAdamWIsAdam() {
    assertThat(afterSteps(new AdamW(Adam.standard(), 0)).get("matrix"))
        .isEqualTo(afterSteps(Adam.standard()).get("matrix"));
  }

  @Test
  void anOptimiserThatCannotWorkIsRefused() {
    assertThatThrownBy(() -> new Adam(1, 0.9f, 1e-8f)).hasMessageContaining("beta1");
    assertThatThrownBy(() -> new AdamW(Adam.standard(), -1)).hasMessageContaining("decay");
  }

  /** A weight that starts at {@code start} and whose gradient is 1, 2, 3, .. */
  private static float plain(double decay, double start) {
    double weight = start;
    double first = 0;
    double second = 0;
    for (int step = 1; step <= STEPS; step++) {
      first = 0.9 * first + 0.1 * step;
      second = 0.999 * second + 0.001 * step * step;
      double unbiasedFirst = first / (1 - Math.pow(0.9, step));
      double unbiasedSecond = second / (1 - Math.pow(0.999, step));
      weight -= RATE * (unbiasedFirst / (Math.sqrt(unbiasedSecond) + 1e-8) + decay * weight);
    }
    return (float) weight;
  }

  private static Map<String, float[]> afterSteps(Optimiser optimiser) {
    TrainingPlan plan = new TrainingPlan(1, 1, new Schedule.Constant(RATE), optimiser, 0, 1, 1);
    try (TrainingGraph graph = new TrainingGraph(new Pushed(), plan)) {
      for (int step = 1; step <= STEPS; step++) {
        float[] push = {step};
        try (Batch batch = new Batch(1, Map.of("push", Batch.floats(push, 1)))) {
          graph.train(batch, step, RATE);
        }
      }
      return Map.of(
          "matrix", values(graph, "matrix"),
          "vector", values(graph, "vector"));
    }
  }

  private static float[] values(TrainingGraph graph, String path) {
    return graph.state().weights().get(path).values();
  }

  /** Every weight's gradient is the number that is fed. */
  private record Pushed() implements Objective {

    @Override
    public List<BatchInput> inputs() {
      return List.of(BatchInput.floats("push"));
    }

    @Override
    public Operand<TFloat32> loss(Scope at, Inputs inputs) {
      Ops tf = at.tf();
      Operand<TFloat32> push = inputs.floats("push");
      Operand<TFloat32> matrix = at.weight("matrix", Shape.of(2, 1), Initial.ones());
      Operand<TFloat32> vector = at.weight("vector", Shape.of(2), Initial.ones());
      Operand<TFloat32> sum = tf.math.add(sum(tf, matrix), sum(tf, vector));
      return tf.math.mul(sum, tf.reshape(push, tf.constant(new int[0])));
    }

    private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> x) {
      return tf.reduceSum(tf.reshape(x, tf.constant(new int[] {-1})), tf.constant(0));
    }
  }
}
