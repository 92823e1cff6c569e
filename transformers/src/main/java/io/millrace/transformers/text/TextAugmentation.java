package io.millrace.transformers.text;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Further texts made of given ones: stretches of them, with words hidden.
 *
 * @param copies made of each text
 * @see <a href="https://arxiv.org/abs/1903.12136">Distilling Task-Specific Knowledge from BERT</a>
 */
record TextAugmentation(int copies, int seed) {

  private static final double HIDDEN = 0.1;
  private static final double CUT = 0.25;
  private static final int SHORTEST = 3; // word pieces of a stretch

  /** The texts themselves, then their copies. */
  TextExamples of(TextExamples texts, int mask) {
    int count = texts.count();
    Random random = new Random(seed);
    int[][] ids = Arrays.copyOf(texts.ids(), count * (copies + 1));
    for (int i = count; i < ids.length; i++) {
      ids[i] = hidden(cut(texts.ids()[i % count], random), mask, random);
    }
    int[] sources = IntStream.range(0, ids.length).map(i -> i % count).toArray();
    return new TextExamples(ids, texts.truth().of(sources), texts.tokenBudget());
  }

  /** A stretch between [CLS] and [SEP], sometimes the whole. */
  private static int[] cut(int[] text, Random random) {
    int inner = text.length - 2;
    if (inner <= SHORTEST || random.nextDouble() >= CUT) {
      return text.clone();
    }
    int length = SHORTEST + random.nextInt(inner - SHORTEST);
    int from = 1 + random.nextInt(inner - length + 1);
    int[] stretch = new int[length + 2];
    stretch[0] = text[0];
    System.arraycopy(text, from, stretch, 1, length);
    stretch[length + 1] = text[text.length - 1];
    return stretch;
  }

  private static int[] hidden(int[] text, int mask, Random random) {
    for (int i = 1; i < text.length - 1; i++) {
      text[i] = random.nextDouble() < HIDDEN ? mask : text[i];
    }
    return text;
  }
}
