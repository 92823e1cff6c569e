package io.millrace.transformers.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.transformers.training.Batch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tensorflow.types.TInt32;

class LikePairsTest {

  /** Each text is one word piece: its own number. */
  private static final int[][] IDS =
      IntStream.range(0, 7).mapToObj(i -> new int[] {i}).toArray(int[][]::new);

  private static final int[] LABELS = {0, 1, 0, 1, 0, 1, 2};

  private final LikePairs pairs = LikePairs.of(IDS, LABELS, 70, 3);

  @Test
  void aPairIsTwoDifferentTextsOfOneLabel() {
    for (int pair = 0; pair < pairs.count(); pair++) {
      int[] texts = texts(pair);

      assertThat(LABELS[texts[1]]).isEqualTo(LABELS[texts[0]]);
      if (LABELS[texts[0]] != 2) {
        assertThat(texts[1]).isNotEqualTo(texts[0]);
      }
    }
  }

  @Test
  void theOnlyTextOfItsLabelIsPairedWithItself() {
    assertThat(texts(6)).containsExactly(6, 6);
  }

  @Test
  void everyTextIsTheFirstOfAsManyPairs() {
    int[] counts = new int[IDS.length];
    for (int pair = 0; pair < pairs.count(); pair++) {
      counts[texts(pair)[0]]++;
    }

    assertThat(counts).containsOnly(10);
  }

  private int[] texts(int pair) {
    try (Batch batch = pairs.batch(new int[] {pair})) {
      TInt32 ids = (TInt32) batch.tensor(TextExamples.IDS);
      return new int[] {ids.getInt(0, 0), ids.getInt(1, 0)};
    }
  }
}
