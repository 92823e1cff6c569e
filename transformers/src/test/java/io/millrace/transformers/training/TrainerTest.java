package io.millrace.transformers.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.millrace.transformers.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        trainer(plan(40, 40, 1)).train(new LinearTask(0), Points.of(400, 1), Points.of(64, 2));

    assertThat(trained.weights().get("line/kernel")[0]).isCloseTo(2, offset(0.02f));
    assertThat(trained.weights().get("line/kernel")[1]).isCloseTo(-3, offset(0.02f));
    assertThat(trained.weights().get("line/bias")[0]).isCloseTo(1, offset(0.02f));
  }

  @Test
  void aSeedMakesARunRepeatToTheBit() {
    Trained one =
        trainer(plan(3, 3, 5)).train(new LinearTask(0.3f), Points.of(100, 1), Points.of(20, 2));
    Trained two =
        trainer(plan(3, 3, 5)).train(new LinearTask(0.3f), Points.of(100, 1), Points.of(20, 2));
    Trained other =
        trainer(plan(3, 3, 6)).train(new LinearTask(0.3f), Points.of(100, 1), Points.of(20, 2));

    assertThat(two.weights().get("line/kernel")).isEqualTo(one.weights().get("line/kernel"));
    assertThat(other.weights().get("line/kernel")).isNotEqualTo(one.weights().get("line/kernel"));
  }

  @Test
  void itStopsWhenValidationGetsNoBetterAndKeepsTheBestWeights() {
    List<EpochReport> heard = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void finished(EpochReport epoch) {
            heard.add(epoch);
          }
        };

    // Validation contradicts training: every step makes it worse.
    Trained trained =
        new Trainer(plan(20, 2, 1), listener, clock::incrementAndGet)
            .train(new LinearTask(0), Points.of(100, 1), Points.of(100, 1).opposite());

    assertThat(heard).hasSize(trained.best() + 2).hasSizeLessThan(20);
    Trained untilBest =
        trainer(plan(trained.best(), 2, 1))
            .train(new LinearTask(0), Points.of(100, 1), Points.of(100, 1).opposite());
    assertThat(trained.weights().get("line/kernel"))
        .isEqualTo(untilBest.weights().get("line/kernel"));
  }

  @Test
  void aLossThatIsNoNumberStopsWithStepAndBatch() {
    Points broken = Points.of(10, 1);
    broken.y()[7] = Float.NaN;

    assertThatThrownBy(
            () -> trainer(plan(2, 2, 1)).train(new LinearTask(0), broken, Points.of(5, 2)))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("the loss became NaN in epoch 1 at step 1")
        .hasMessageContaining("on batch 1 of 1, whose first examples are ");
  }

  @Test
  void gradientsWithoutALengthStopItThoughTheLossIsANumber() {
    Points far = Points.of(1, 1);
    far.y()[0] = 1.5e19f; // its square is a float, that of the gradient is none

    assertThatThrownBy(() -> trainer(plan(2, 2, 1)).train(new LinearTask(0), far, Points.of(5, 2)))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("the length of all gradients became Infinity in epoch 1 at step 1,");
  }

  @Test
  void aValidationLossThatIsNoNumberStopsIt() {
    Points broken = Points.of(300, 2);
    broken.y()[260] = Float.NaN;

    assertThatThrownBy(
            () -> trainer(plan(2, 2, 1)).train(new LinearTask(0), Points.of(9, 1), broken))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("the validation loss became NaN in epoch 1, on batch 2,")
        .hasMessageContaining("first examples are 256, 257,");
  }

  @Test
  void aWeightOfRateZeroStaysWhereItStarts() {
    Objective halfFrozen =
        new Started(new LinearTask(0), Map.of("line/kernel", new float[] {5, 6}), "line/kernel");

    Trained trained = trainer(plan(3, 3, 1)).train(halfFrozen, Points.of(400, 1), Points.of(9, 2));

    assertThat(trained.weights().get("line/kernel")).containsExactly(5, 6);
    assertThat(trained.weights().get("line/bias")[0]).isNotZero();
  }

  @Test
  void aStartOfAnotherSizeIsRefusedByName() {
    Objective wrong = new Started(new LinearTask(0), Map.of("line/kernel", new float[3]), "");

    assertThatThrownBy(
            () -> trainer(plan(3, 3, 1)).train(wrong, Points.of(400, 1), Points.of(9, 2)))
        .hasMessage("weight line/kernel starts from 3 values; the network needs shape [2, 1]");
  }

  /** A task whose weights start from given values, of which one may be frozen. */
  private record Started(LinearTask task, Map<String, float[]> start, String frozen)
      implements Objective {
    @Override
    public List<BatchInput> inputs() {
      return task.inputs();
    }

    @Override
    public float rateFactor(String path) {
      return path.equals(frozen) ? 0 : 1;
    }

    @Override
    public Operand<TFloat32> loss(Scope at, Inputs inputs) {
      return task.loss(at, inputs);
    }
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
}
