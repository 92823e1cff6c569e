package io.millrace.transformers.text;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The mean-pooled MiniLM vector of each line, scaled to length 1. */
final class TextVectors {

  /** Lines encoded together; they differ little in length. */
  private static final int BATCH = 32;

  private TextVectors() {}

  /**
   * @return [line][width]
   */
  static double[][] of(List<LogLine> lines) throws IOException {
    double[][] vectors = new double[lines.size()][];
    try (TextPieces tokenizer = new TextPieces(MiniLm.tokenizer(), MiniLm.MAXIMUM_TOKENS);
        EncoderSession encoder = new EncoderSession(MiniLm.ENCODER, MiniLm.weights())) {
      int[][] ids = lines.stream().map(line -> tokenizer.ids(line.message())).toArray(int[][]::new);
      for (int from = 0; from < ids.length; from += BATCH) {
        int to = Math.min(ids.length, from + BATCH);
        float[][] encoded = encoder.encode(Arrays.copyOfRange(ids, from, to));
        for (int i = from; i < to; i++) {
          vectors[i] = direction(encoded[i - from]);
        }
      }
    }
    return vectors;
  }

  static double[] direction(float[] vector) {
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
