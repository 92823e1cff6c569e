package io.millrace.transformers.text;

import io.millrace.transformers.training.Batch;
import io.millrace.transformers.training.Examples;
import io.millrace.transformers.training.Parts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Texts of mixed lengths: neighbours in a random order that are alike in length share a batch, as
 * many as a budget of tokens takes.
 *
 * @param ids of each text
 * @param truth of each text
 * @param tokenBudget tokens of a batch at most, padding included; one text may exceed it
 */
@SuppressWarnings("ArrayRecordComponent") // lives while a model is trained, never compared
public record TextExamples(int[][] ids, Truth truth, int tokenBudget) implements Examples {

  public static final String IDS = "input_ids";
  public static final String MASK = "attention_mask";
  public static final String TRUTH = "truth";

  /** Among so many batches' worth of texts those of like length are looked for. */
  private static final int NEIGHBOURS = 16;

  /**
   * Reads texts.
   *
   * @param tokenBudget tokens of a batch at most
   */
  static TextExamples of(
      PretrainedEncoder encoder, List<LabelledText> texts, Truth truth, int tokenBudget) {
    try (TextPieces pieces = encoder.pieces()) {
      return new TextExamples(
          pieces.ids(texts.stream().map(LabelledText::text).toList()), truth, tokenBudget);
    }
  }

  @Override
  public int count() {
    return ids.length;
  }

  @Override
  public Parts parts(int[] order, int size) {
    List<int[]> parts = new ArrayList<>();
    int stretch = size * NEIGHBOURS;
    for (int from = 0; from < order.length; from += stretch) {
      cut(Arrays.copyOfRange(order, from, Math.min(order.length, from + stretch)), size, parts);
    }
    Collections.shuffle(parts, new Random(Arrays.hashCode(order)));
    return new Parts(parts);
  }

  private void cut(int[] stretch, int size, List<int[]> parts) {
    int[] byLength =
        Arrays.stream(stretch)
            .boxed()
            .sorted(Comparator.comparingInt(example -> ids[example].length))
            .mapToInt(Integer::intValue)
            .toArray();
    int from = 0;
    for (int to = 1; to <= byLength.length; to++) {
      boolean full =
          to == byLength.length
              || to - from == size
              || (to - from + 1) * ids[byLength[to]].length > tokenBudget;
      if (full) {
        parts.add(Arrays.copyOfRange(byLength, from, to));
        from = to;
      }
    }
  }

  @Override
  public Batch batch(int[] examples) {
    return batch(
        Arrays.stream(examples).mapToObj(i -> ids[i]).toArray(int[][]::new), truth.of(examples));
  }

  static Batch batch(int[][] ids, Truth truth) {
    PaddedTokens padded = PaddedTokens.of(ids);
    return new Batch(
        ids.length,
        Map.of(
            IDS, Batch.ints(padded.ids(), ids.length, padded.length()),
            MASK, Batch.ints(padded.mask(), ids.length, padded.length()),
            TRUTH, truth.tensor()));
  }
}
