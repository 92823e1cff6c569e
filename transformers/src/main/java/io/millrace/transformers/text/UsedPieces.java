package io.millrace.transformers.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The word pieces that some texts have: few of all that an encoder knows. Without the others'
 * vectors a network is half as large, and much sooner built; on these texts it computes the same.
 *
 * @param pieces ascending
 */
@SuppressWarnings("ArrayRecordComponent") // lives while a head is fitted, never compared
record UsedPieces(int[] pieces) {

  private static final String WORDS = "embeddings/word";

  static UsedPieces of(int[][] ids) {
    return new UsedPieces(
        Arrays.stream(ids).flatMapToInt(Arrays::stream).distinct().sorted().toArray());
  }

  /** Each word piece by its place among those that are used. */
  int[][] renumbered(int[][] ids) {
    return Arrays.stream(ids)
        .map(text -> Arrays.stream(text).map(id -> Arrays.binarySearch(pieces, id)).toArray())
        .toArray(int[][]::new);
  }

  /** The encoder that knows these only, by the ids of {@link #renumbered}. */
  PretrainedEncoder of(PretrainedEncoder all) {
    TokenEmbedding known = all.encoder().embedding();
    TokenEmbedding few =
        new TokenEmbedding(
            pieces.length, known.positions(), known.segments(), known.width(), known.epsilon());
    Map<String, float[]> weights = new HashMap<>(all.weights());
    weights.computeIfPresent(WORDS, (path, vectors) -> rows(vectors, known.width()));
    return new PretrainedEncoder(
        all.encoder().withEmbedding(few),
        weights,
        all.tokenizer(),
        all.maximumTokens(),
        all.provenance());
  }

  /** Weights of such an encoder, with the vectors of all word pieces of the one it came from. */
  static Map<String, float[]> whole(Map<String, float[]> few, PretrainedEncoder all) {
    Map<String, float[]> weights = new HashMap<>(few);
    weights.computeIfPresent(WORDS, (path, vectors) -> all.weights().get(path));
    return weights;
  }

  private float[] rows(float[] vectors, int width) {
    float[] rows = new float[pieces.length * width];
    for (int i = 0; i < pieces.length; i++) {
      System.arraycopy(vectors, pieces[i] * width, rows, i * width, width);
    }
    return rows;
  }
}
