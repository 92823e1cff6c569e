package io.millrace.transformers.text;

import io.millrace.transformers.training.Trainer;
import io.millrace.transformers.training.TrainingListener;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Teaches a pretrained encoder which texts are alike, and makes vectors of texts with what it then
 * is.
 *
 * @param pretrained knows the word pieces of the texts only, see {@link UsedPieces}
 * @param ids word pieces of all texts, as it numbers them
 * @param truth the label of each
 */
@SuppressWarnings("ArrayRecordComponent") // lives while a head is fitted, never compared
record ContrastedEncoder(
    PretrainedEncoder pretrained,
    Contrast contrast,
    int seed,
    TrainingListener listener,
    int[][] ids,
    int[] truth) {

  /**
   * @param pretrained knows all word pieces
   * @param ids as it numbers them
   */
  static ContrastedEncoder of(
      PretrainedEncoder pretrained,
      Contrast contrast,
      int seed,
      TrainingListener listener,
      int[][] ids,
      int[] truth) {
    UsedPieces used = UsedPieces.of(ids);
    return new ContrastedEncoder(
        used.of(pretrained), contrast, seed, listener, used.renumbered(ids), truth);
  }

  /** The weights as they are before. */
  Map<String, float[]> untaught() {
    return pretrained.weights();
  }

  /**
   * All weights of the encoder, by path.
   *
   * @param seen the texts to learn from
   */
  Map<String, float[]> taught(int[] seen) {
    LikePairs pairs =
        LikePairs.of(
            IntStream.of(seen).mapToObj(text -> ids[text]).toArray(int[][]::new),
            IntStream.of(seen).map(text -> truth[text]).toArray(),
            contrast.pairs(seen.length),
            seed);
    LikenessObjective objective =
        new LikenessObjective(
            pretrained.encoder().withDropout(contrast.dropout()).withUnpadded(true),
            contrast.fixedBlocks(),
            pretrained.weights());
    Map<String, float[]> weights = new HashMap<>(pretrained.weights());
    weights.putAll(
        new Trainer(contrast.plan(seed), listener, System::nanoTime)
            .train(objective, pairs, pairs.first(contrast.batch()))
            .weights());
    return weights;
  }

  /**
   * {@code [text][width]}: the mean-pooled vectors of all texts, each of Euclidean length 1.
   *
   * @param weights of the encoder, by path
   */
  double[][] vectors(Map<String, float[]> weights) {
    try (EncoderSession session =
        new EncoderSession(pretrained.encoder().withUnpadded(true), weights)) {
      float[][] encoded = session.encodeAll(ids);
      double[][] directions = new double[encoded.length][];
      for (int i = 0; i < encoded.length; i++) {
        directions[i] = direction(encoded[i]);
      }
      return directions;
    }
  }

  private static double[] direction(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    double[] direction = new double[vector.length];
    for (int d = 0; d < vector.length; d++) {
      direction[d] = vector[d] / Math.sqrt(squares);
    }
    return direction;
  }
}
