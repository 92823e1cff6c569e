package io.millrace.benchmarks.text;

import io.millrace.transformers.text.LabelledText;
import io.millrace.transformers.text.TextPieces;
import io.millrace.workbench.proof.Bench;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Film reviews, questions and short messages, joined to texts of every length from 1 to {@link
 * #LONGEST} word pieces, each length equally often.
 */
final class RealTexts {

  static final int LONGEST = 200;

  private static final int SPECIAL = 2; // [CLS] and [SEP]

  private final List<String> sentences;
  private final Random random;

  /**
   * @throws io.millrace.workbench.proof.MissingDataException if the data is not there
   */
  RealTexts(Bench bench, long seed) {
    this.random = new Random(seed);
    this.sentences = new ArrayList<>();
    for (BenchmarkTexts source : List.of(BenchmarkTexts.SST2, BenchmarkTexts.TREC)) {
      source.split(bench).test().stream().map(LabelledText::text).forEach(sentences::add);
    }
    for (String line : BenchmarkTexts.lines(bench.file("text/sms.tsv"))) {
      sentences.add(line.substring(line.indexOf('\t') + 1));
    }
  }

  /** The ids of each text, special tokens included, in random order. */
  int[][] ids(TextPieces pieces, int count) {
    return ids(pieces, count, LONGEST);
  }

  /** The same, up to another length. */
  int[][] ids(TextPieces pieces, int count, int longest) {
    List<int[]> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(cut(pieces, 1 + (int) ((long) i * longest / count)));
    }
    Collections.shuffle(texts, random);
    return texts.toArray(int[][]::new);
  }

  private int[] cut(TextPieces pieces, int length) {
    StringBuilder text = new StringBuilder(sentence());
    int[] ids = pieces.ids(text.toString());
    while (ids.length < length + SPECIAL) {
      ids = pieces.ids(text.append(' ').append(sentence()).toString());
    }
    int[] kept = new int[length + SPECIAL];
    System.arraycopy(ids, 0, kept, 0, kept.length - 1);
    kept[kept.length - 1] = ids[ids.length - 1];
    return kept;
  }

  private String sentence() {
    return sentences.get(random.nextInt(sentences.size()));
  }
}
