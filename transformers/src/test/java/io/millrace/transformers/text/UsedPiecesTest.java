package io.millrace.transformers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class UsedPiecesTest {

  private static final PretrainedEncoder ALL = TinyPretrained.encoder(3);
  private static final int[][] IDS = {{2, 7, 15, 3}, {2, 7, 3}, {2, 19, 4, 4, 3}};

  private final UsedPieces used = UsedPieces.of(IDS);

  @Test
  void withoutTheOtherWordPiecesItComputesTheSame() {
    PretrainedEncoder few = used.of(ALL);

    try (EncoderSession whole = new EncoderSession(ALL.encoder(), ALL.weights());
        EncoderSession small = new EncoderSession(few.encoder(), few.weights())) {
      float[][] expected = whole.encodeAll(IDS);
      float[][] found = small.encodeAll(used.renumbered(IDS));
      for (int i = 0; i < IDS.length; i++) {
        assertThat(found[i]).containsExactly(expected[i], within(1e-6f));
      }
    }
    assertThat(few.encoder().embedding().vocabulary()).isEqualTo(6);
  }

  @Test
  void theVectorsOfAllWordPiecesComeBack() {
    assertThat(UsedPieces.whole(used.of(ALL).weights(), ALL)).isEqualTo(ALL.weights());
  }
}
