package io.millrace.transformers.frames;

import io.millrace.transformers.training.Trained;
import io.millrace.transformers.training.Trainer;
import io.millrace.transformers.training.TrainingListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Trains a window classifier's embedding and blocks on frames without labels, by telling hidden
 * spans from what is around them.
 *
 * @param nanos a monotonic clock in nanoseconds
 */
public record FramePretraining(FrameRecipe recipe, TrainingListener listener, LongSupplier nanos) {

  private static final int FIFTH = 5;
  private static final double SHARE = 0.25;
  private static final int DRAWS = 8;

  /**
   * What came out.
   *
   * @param weights by path, from which a training starts
   * @param error mean squared error of hidden samples, scaled, in frames that were not learnt from
   * @param controls of the same spans
   */
  public record Pretrained(Map<String, float[]> weights, double error, SpanControls controls) {}

  /**
   * @param network the classifier that shall start from the weights
   * @param frames each {@code [channel][time]}; a fifth of them is learnt nothing from
   * @throws IllegalArgumentException if there are fewer than five
   */
  public Pretrained fit(WindowClassifier network, List<double[][]> frames, int seed) {
    if (frames.size() < FIFTH) {
      throw new IllegalArgumentException(
          "pre-training: expected at least %d frames, found %d".formatted(FIFTH, frames.size()));
    }
    List<double[][]> shuffled = new ArrayList<>(frames);
    Collections.shuffle(shuffled, new Random(seed));
    int held = frames.size() / FIFTH;
    HiddenFrames validation = hidden(shuffled.subList(0, held), network, seed + 1);
    HiddenFrames training = hidden(shuffled.subList(held, shuffled.size()), network, seed);
    Trained trained =
        new Trainer(recipe.pretraining(training.count(), seed), listener, nanos)
            .train(new HiddenSpanObjective(network.attentive()), training, validation);
    return new Pretrained(
        trained.weights(), trained.validationLoss(), SpanControls.of(validation, network));
  }

  private static HiddenFrames hidden(List<double[][]> frames, WindowClassifier network, int seed) {
    int length = Math.max(1, network.tokens() / 12); // a quarter of a window is three spans
    return new HiddenFrames(frames, new HiddenSpans(SHARE, length, DRAWS, seed), network.tokens());
  }
}
