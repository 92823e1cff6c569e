package io.millrace.transformers.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.millrace.transformers.Linear;
import io.millrace.transformers.Losses;
import io.millrace.transformers.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The trainer on a task whose answer is known: y = 2·a − 3·b + 1. */
class TrainerTest {

  private final AtomicLong clock = new AtomicLong();

  @Test
  void itFindsTheAnswer() {
    Trained trained =
        trainer(plan(40, 40, 1)).train(new LinearTask(0), points(400, 1), points(64, 2));

    assertThat(trained.weights().get("line/kernel")[0]).isCloseTo(2, offset(0.02f));
    assertThat(trained.weights().get("line/kernel")[1]).isCloseTo(-3, offset(0.02f));
    assertThat(trained.weights().get("line/bias")[0]).isCloseTo(1, offset(0.02f));
  }

  @Test
  void aSeedMakesARunRepeatToTheBit() {
    Trained one = trainer(plan(3, 3, 5)).train(new LinearTask(0.3f), points(100, 1), points(20, 2));
    Trained two = trainer(plan(3, 3, 5)).train(new LinearTask(0.3f), points(100, 1), points(20, 2));
    Trained other =
        trainer(plan(3, 3, 6)).train(new LinearTask(0.3f), points(100, 1), points(20, 2));

    assertThat(two.weights().get("line/kernel")).isEqualTo(one.weights().get("line/kernel"));
    assertThat(other.weights().get("line/kernel")).isNotEqualTo(one.weights().get("line/kernel"));
  }

  @Test
  void itStopsWhenValidationGetsNoBetterAndKeepsTheBestWeights() {
    Map<String, float[]> best = new HashMap<>();
    List<EpochReport> heard = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void finished(EpochReport epoch) {
            heard.add(epoch);
          }

          @Override
          public void improved(EpochReport epoch, Map<String, float[]> weights) {
            best.putAll(weights);
          }
        };

    // Validation contradicts training: every step makes it worse.
    Trained trained =
        new Trainer(plan(20, 2, 1), listener, clock::incrementAndGet)
            .train(new LinearTask(0), points(100, 1), opposite(points(100, 1)));

    assertThat(heard).hasSize(trained.best() + 2).hasSizeLessThan(20);
    assertThat(trained.weights().get("line/kernel")).isEqualTo(best.get("line/kernel"));
  }

  @Test
  void aLossThatIsNoNumberStopsWithStepAndBatch() {
    Points broken = points(10, 1);
    broken.y()[7] = Float.NaN;

    assertThatThrownBy(() -> trainer(plan(2, 2, 1)).train(new LinearTask(0), broken, points(5, 2)))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("the loss became NaN in epoch 1 at step 1")
        .hasMessageContaining("first example");
  }

  @Test
  void schedulesGiveTheRatesTheyPromise() {
    Schedule cosine = new Schedule.Cosine(0.1f, 0.1f);

    assertThat(new Schedule.HalvedEachEpoch(8).rate(3, 0, 10, 10)).isEqualTo(1);
    assertThat(cosine.rate(0, 4, 10, 10)).isCloseTo(0.05f, offset(1e-6f));
    assertThat(cosine.rate(1, 10, 10, 10)).isCloseTo(0.1f, offset(1e-6f));
    assertThat(cosine.rate(9, 100, 10, 10)).isCloseTo(0, offset(1e-6f));
  }

  private Trainer trainer(TrainingPlan plan) {
    return new Trainer(plan, TrainingListener.NONE, clock::incrementAndGet);
  }

  private static TrainingPlan plan(int epochs, int patience, int seed) {
    return new TrainingPlan(
        epochs, 16, new Schedule.Constant(0.02f), Adam.standard(), 1, patience, seed);
  }

  private static Points points(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] x = new float[count * 2];
    float[] y = new float[count];
    for (int i = 0; i < count; i++) {
      x[2 * i] = (float) random.nextDouble();
      x[2 * i + 1] = (float) random.nextDouble();
      y[i] = 2 * x[2 * i] - 3 * x[2 * i + 1] + 1;
    }
    return new Points(x, y);
  }

  private static Points opposite(Points points) {
    float[] y = points.y().clone();
    for (int i = 0; i < y.length; i++) {
      y[i] = -10 * y[i];
    }
    return new Points(points.x(), y);
  }

  /** Two numbers and an answer each. */
  private record Points(float[] x, float[] y) implements Examples {

    @Override
    public int count() {
      return y.length;
    }

    @Override
    public Batch batch(int[] examples) {
      float[] in = new float[examples.length * 2];
      float[] out = new float[examples.length];
      for (int i = 0; i < examples.length; i++) {
        in[2 * i] = x[2 * examples[i]];
        in[2 * i + 1] = x[2 * examples[i] + 1];
        out[i] = y[examples[i]];
      }
      return new Batch(
          examples.length,
          Map.of(
              "x", Batch.floats(in, examples.length, 2),
              "y", Batch.floats(out, examples.length, 1)));
    }
  }

  /** One linear map of two numbers. */
  private record LinearTask(float dropout) implements Objective {

    @Override
    public List<BatchInput> inputs() {
      return List.of(BatchInput.floats("x", 2), BatchInput.floats("y", 1));
    }

    @Override
    public Operand<TFloat32> loss(Scope at, Inputs inputs) {
      Operand<TFloat32> x = at.dropout(inputs.floats("x"), dropout);
      Operand<TFloat32> y = new Linear(1).apply(at.child("line"), x);
      return Losses.squared(at.tf(), y, inputs.floats("y"));
    }
  }
}
