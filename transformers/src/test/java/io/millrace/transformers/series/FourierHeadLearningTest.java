package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.transformers.Scope;
import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.Batch;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.Examples;
import io.millrace.transformers.training.Inputs;
import io.millrace.transformers.training.Objective;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.Trained;
import io.millrace.transformers.training.Trainer;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.transformers.training.TrainingPlan;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What comes is one below or one above the token, and never near it. */
class FourierHeadLearningTest {

  private static final double NOISE = 0.25;
  private static final FourierHead HEAD = new FourierHead(1, List.of(0.1, 0.5, 0.9), 12, 64, 3);

  @Test
  void onATargetOfTwoModesItIsMuchLikelierThanAnySingleGaussian() {
    TrainingPlan plan =
        new TrainingPlan(12, 64, new Schedule.Cosine(2e-2f, 0.1f), Adam.standard(), 1, 12, 1);

    Trained trained =
        new Trainer(plan, TrainingListener.NONE, System::nanoTime)
            .train(new Likelihood(), new TwoModes(4000, 1), new TwoModes(1000, 2));

    // Even one that knew the token, and so the very mean and deviation of what comes.
    double gaussian = gaussian(Math.sqrt(1 + NOISE * NOISE));
    double truth = Math.log(2) + gaussian(NOISE);
    assertThat(trained.validationLoss()).isLessThan(gaussian - 0.3).isGreaterThan(truth - 0.1);
  }

  /** Mean −log density of a Gaussian that is right about itself. */
  private static double gaussian(double deviation) {
    return 0.5 * Math.log(2 * Math.PI * Math.E) + Math.log(deviation);
  }

  private record Likelihood() implements Objective {

    @Override
    public List<BatchInput> inputs() {
      return List.of(BatchInput.floats("token", 1, 2), BatchInput.floats("came", 1, 1));
    }

    @Override
    public Operand<TFloat32> loss(Scope at, Inputs inputs) {
      Ops tf = at.tf();
      Operand<TFloat32> token = inputs.floats("token");
      Operand<TFloat32> level = tf.constant(new float[][][] {{{0}}});
      Operand<TFloat32> deviation = tf.constant(new float[][][] {{{1}}});
      InstanceNorm.Normalised normal = new InstanceNorm.Normalised(token, level, deviation, null);
      Outlook outlook = HEAD.forecast(at, token, normal);
      return outlook.density().negativeLogLikelihood(tf, inputs.floats("came"));
    }
  }

  private record TwoModes(int count, long seed) implements Examples {

    @Override
    public Batch batch(int[] examples) {
      float[] tokens = new float[2 * examples.length];
      float[] came = new float[examples.length];
      for (int i = 0; i < examples.length; i++) {
        Random random = new Random(seed * 1_000_003 + examples[i]);
        double token = random.nextDouble() - 0.5;
        double mode = random.nextBoolean() ? 1 : -1;
        tokens[2 * i] = (float) token;
        tokens[2 * i + 1] = (float) (token * token);
        came[i] = (float) (token + mode + NOISE * random.nextGaussian());
      }
      return new Batch(
          examples.length,
          Map.of(
              "token", Batch.floats(tokens, examples.length, 1, 2),
              "came", Batch.floats(came, examples.length, 1, 1)));
    }
  }
}
