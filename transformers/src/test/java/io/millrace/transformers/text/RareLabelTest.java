package io.millrace.transformers.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.transformers.Checkpoint;
import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.Scope;
import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.Inputs;
import io.millrace.transformers.training.Objective;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.Trained;
import io.millrace.transformers.training.Trainer;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.transformers.training.TrainingPlan;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Two labels that one noisy token of a text speaks for: the first common, the second rare. */
class RareLabelTest {

  private static final int SEEDS = 3;
  private static final LabelWiseAttention HEAD = new LabelWiseAttention(NoisyTexts.LABELS, 8);

  @Test
  void marginsRaiseTheF1OfARareLabel() {
    double[] plain = meanF1(texts -> MultiLabelLoss.crossEntropy());

    double[] withMargins = meanF1(texts -> new MultiLabelLoss.Margins(4, texts.positives()));

    assertThat(withMargins[1]).isGreaterThan(plain[1] + 0.05);
    assertThat(withMargins[0]).isGreaterThan(plain[0] - 0.02);
  }

  /** By label, on other texts than those that were learned from. */
  private static double[] meanF1(Function<NoisyTexts, MultiLabelLoss> loss) {
    double[] mean = new double[NoisyTexts.LABELS];
    for (int seed = 0; seed < SEEDS; seed++) {
      NoisyTexts texts = NoisyTexts.of(1_000, seed);
      NoisyTexts others = NoisyTexts.of(2_000, 100 + seed);
      float[] logits = logits(train(loss.apply(texts), texts, seed), others);
      for (int label = 0; label < mean.length; label++) {
        mean[label] += others.f1(logits, label) / SEEDS;
      }
    }
    return mean;
  }

  private static Trained train(MultiLabelLoss loss, NoisyTexts texts, int seed) {
    Schedule schedule = new Schedule.Cosine(0.02f, 0.1f);
    TrainingPlan plan = new TrainingPlan(20, 50, schedule, Adam.standard(), 1, 20, seed);
    return new Trainer(plan, TrainingListener.NONE, System::nanoTime)
        .train(new Task(loss), texts, texts);
  }

  private static float[] logits(Trained trained, NoisyTexts texts) {
    Shape shape = Shape.of(texts.count(), NoisyTexts.LENGTH, NoisyTexts.WIDTH);
    try (GraphHarness harness = new GraphHarness()) {
      Scope at = Scope.serving(harness.tf, new Checkpoint(trained.weights()));
      Operand<TInt32> mask =
          harness.tf.ones(
              harness.tf.constant(new int[] {texts.count(), NoisyTexts.LENGTH}), TInt32.class);
      return harness.run(HEAD.apply(at, harness.sequences(shape, texts.tokens()), mask).logits());
    }
  }

  /** The head alone. */
  record Task(MultiLabelLoss loss) implements Objective {

    @Override
    public List<BatchInput> inputs() {
      return NoisyTexts.INPUTS;
    }

    @Override
    public Operand<TFloat32> loss(Scope at, Inputs inputs) {
      Operand<TFloat32> logits =
          HEAD.apply(at, inputs.floats("tokens"), inputs.ints("mask")).logits();
      return loss.of(at.tf(), logits, inputs.floats("truth"));
    }
  }
}
