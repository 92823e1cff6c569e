package io.millrace.benchmarks.text;

import io.millrace.transformers.text.TextPieces;
import io.millrace.transformers.training.Batch;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.Examples;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Planted texts as a network reads them.
 *
 * @param ids of each
 * @param truth of each, by label: 1 = it holds the label's phrase
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record TokenizedTexts(int[][] ids, float[][] truth) implements Examples {

  static final String IDS = "input_ids";
  static final String MASK = "attention_mask";
  static final String TRUTH = "truth";

  static TokenizedTexts of(
      List<Phrase> phrases, List<PlantedTexts.Planted> texts, TextPieces tokenizer) {
    int[][] ids = new int[texts.size()][];
    float[][] truth = new float[ids.length][phrases.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = tokenizer.ids(texts.get(i).text());
      for (int label = 0; label < truth[i].length; label++) {
        truth[i][label] = texts.get(i).phrases().contains(phrases.get(label)) ? 1 : 0;
      }
    }
    return new TokenizedTexts(ids, truth);
  }

  static List<BatchInput> inputs(int labels) {
    return List.of(
        BatchInput.ints(IDS, -1), BatchInput.ints(MASK, -1), BatchInput.floats(TRUTH, labels));
  }

  @Override
  public int count() {
    return ids.length;
  }

  @Override
  public Batch batch(int[] examples) {
    int size = examples.length;
    int length = Arrays.stream(examples).map(i -> ids[i].length).max().orElse(0);
    int labels = truth[0].length;
    int[] padded = new int[size * length];
    int[] mask = new int[size * length];
    float[] labelled = new float[size * labels];
    for (int row = 0; row < size; row++) {
      int[] text = ids[examples[row]];
      System.arraycopy(text, 0, padded, row * length, text.length);
      Arrays.fill(mask, row * length, row * length + text.length, 1);
      System.arraycopy(truth[examples[row]], 0, labelled, row * labels, labels);
    }
    return new Batch(
        size,
        Map.of(
            IDS, Batch.ints(padded, size, length),
            MASK, Batch.ints(mask, size, length),
            TRUTH, Batch.floats(labelled, size, labels)));
  }

  /**
   * These, and each once more with some of its words left out and its labels kept: where a word of
   * a phrase may be missing, a label can't rest on one word alone.
   *
   * @param share of the words that are left out
   */
  TokenizedTexts withThinnedCopies(double share, long seed) {
    int[][] both = Arrays.copyOf(ids, 2 * ids.length);
    float[][] labels = Arrays.copyOf(truth, 2 * ids.length);
    Random random = new Random(seed);
    for (int i = 0; i < ids.length; i++) {
      both[ids.length + i] = thinned(ids[i], share, random);
      labels[ids.length + i] = truth[i];
    }
    return new TokenizedTexts(both, labels);
  }

  /** Its first and last tokens, which are no words, stay. */
  private static int[] thinned(int[] text, double share, Random random) {
    return IntStream.range(0, text.length)
        .filter(t -> t == 0 || t == text.length - 1 || random.nextDouble() >= share)
        .map(t -> text[t])
        .toArray();
  }

  /** Texts that hold each label, by label. */
  List<Integer> positives() {
    Integer[] positives = new Integer[truth[0].length];
    for (int label = 0; label < positives.length; label++) {
      int at = label;
      positives[label] = (int) Arrays.stream(truth).filter(row -> row[at] == 1).count();
    }
    return List.of(positives);
  }
}
