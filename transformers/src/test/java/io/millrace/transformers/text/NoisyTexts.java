package io.millrace.transformers.text;

import io.millrace.transformers.training.Batch;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.Examples;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Texts of a few noisy token vectors. A label that holds of a text has one of its tokens moved
 * along the label's own axis, by about as much as noise moves it: no classifier is always right.
 *
 * @param tokens {@code [text, place, width]}
 * @param truth {@code [text, label]}, 1 = the label holds
 */
@SuppressWarnings("ArrayRecordComponent") // drawn once, never compared
record NoisyTexts(float[] tokens, float[] truth) implements Examples {

  static final int LABELS = 2;
  static final int LENGTH = 4;
  static final int WIDTH = 6;

  static final List<BatchInput> INPUTS =
      List.of(
          BatchInput.floats("tokens", LENGTH, WIDTH),
          BatchInput.ints("mask", LENGTH),
          BatchInput.floats("truth", LABELS));

  /** The share of texts of which each label holds. */
  private static final double[] SHARES = {0.4, 0.05};

  private static final float SIGNAL = 4;

  static NoisyTexts of(int count, long seed) {
    Random random = new Random(seed);
    NoisyTexts texts = new NoisyTexts(new float[count * LENGTH * WIDTH], new float[count * LABELS]);
    for (int i = 0; i < texts.tokens.length; i++) {
      texts.tokens[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < texts.truth.length; i++) {
      int label = i % LABELS;
      if (random.nextDouble() < SHARES[label]) {
        int place = i / LABELS * LENGTH + random.nextInt(LENGTH);
        texts.truth[i] = 1;
        texts.tokens[place * WIDTH + label] += SIGNAL;
      }
    }
    return texts;
  }

  @Override
  public int count() {
    return truth.length / LABELS;
  }

  @Override
  public Batch batch(int[] examples) {
    int size = examples.length;
    int[] allReal = new int[size * LENGTH];
    Arrays.fill(allReal, 1);
    return new Batch(
        size,
        Map.of(
            "tokens", Batch.floats(rows(tokens, examples), size, LENGTH, WIDTH),
            "mask", Batch.ints(allReal, size, LENGTH),
            "truth", Batch.floats(rows(truth, examples), size, LABELS)));
  }

  private float[] rows(float[] all, int[] examples) {
    int width = all.length / count();
    float[] rows = new float[examples.length * width];
    for (int i = 0; i < examples.length; i++) {
      System.arraycopy(all, examples[i] * width, rows, i * width, width);
    }
    return rows;
  }

  /** Texts of which each label holds. */
  List<Integer> positives() {
    return IntStream.range(0, LABELS)
        .mapToObj(label -> (int) IntStream.range(0, count()).filter(i -> holds(i, label)).count())
        .toList();
  }

  /**
   * Of one label, which is said to hold where its logit is above 0.
   *
   * @param logits {@code [text, label]}
   */
  double f1(float[] logits, int label) {
    int right = 0;
    int wrong = 0;
    for (int i = 0; i < count(); i++) {
      boolean said = logits[i * LABELS + label] > 0;
      right += said && holds(i, label) ? 1 : 0;
      wrong += said != holds(i, label) ? 1 : 0;
    }
    return 2.0 * right / (2 * right + wrong);
  }

  private boolean holds(int text, int label) {
    return truth[text * LABELS + label] == 1;
  }
}
