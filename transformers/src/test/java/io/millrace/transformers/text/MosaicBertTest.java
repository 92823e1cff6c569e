package io.millrace.transformers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Scope;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** What ALiBi, GEGLU and the lack of padding must keep. */
class MosaicBertTest {

  private static final TextEncoder.Size SIZE = new TextEncoder.Size(50, 16, 8, 2, 2, 12);
  private static final TextEncoder TINY = TextEncoder.mosaic(SIZE, 1e-12f, 0);
  private static final Map<String, float[]> WEIGHTS = RandomEncoders.mosaic(SIZE, 8);
  private static final Offset<Float> EXACT = within(1e-5f);
  private static final int[] TEXT = {1, 17, 42, 3, 3, 49};

  private static EncoderSession encoder;

  @BeforeAll
  static void build() {
    encoder = new EncoderSession(TINY, WEIGHTS);
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  @Test
  void itComputesWhatPlainLoopsCompute() {
    float[] found = encoder.encode(new int[][] {TEXT})[0];

    assertPlain(found, TEXT);
  }

  @Test
  void aTextLongerThanAnyPositionIsReadAsPlainLoopsReadIt() {
    int[] longText = IntStream.range(0, 4 * SIZE.positions()).map(t -> t * 7 % 50).toArray();

    float[] found = encoder.encode(new int[][] {longText})[0];

    assertPlain(found, longText);
  }

  @Test
  void anEncoderWithPositionVectorsDoesNotReadSuchATextAtAll() {
    int[] longText = new int[SIZE.positions() + 1];
    try (EncoderSession bert =
        new EncoderSession(TextEncoder.bert(SIZE, 2, 1e-12f, 0), RandomEncoders.bert(SIZE, 8))) {
      assertThatThrownBy(() -> bert.encode(new int[][] {longText}))
          .hasMessageContaining("indices[16] = 16 is not in [0, 16)");
    }
  }

  @Test
  void withPaddingItComputesWhatItDoesWithout() {
    int[][] texts = {{5, 6, 7}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, {49}, {8, 8, 8, 8, 8}};
    try (EncoderSession padded = new EncoderSession(TINY.withUnpadded(false), WEIGHTS)) {
      float[][] found = padded.encode(texts);

      float[][] unpadded = encoder.encode(texts);
      for (int i = 0; i < texts.length; i++) {
        assertThat(found[i]).containsExactly(unpadded[i], EXACT);
      }
    }
  }

  @Test
  void paddingAtTheEndChangesNoLogitAndNoTokenWeight() {
    for (boolean unpadded : new boolean[] {true, false}) {
      EncoderClassifier classifier =
          new EncoderClassifier(TINY.withUnpadded(unpadded), new LabelWiseAttention(3, 4), true);

      float[][] padded = outputs(classifier, Arrays.copyOf(TEXT, 40), TEXT.length);

      float[][] alone = outputs(classifier, TEXT, TEXT.length);
      assertThat(padded[0]).containsExactly(alone[0], EXACT);
      for (int label = 0; label < 3; label++) {
        float[] row = Arrays.copyOfRange(padded[1], label * 40, (label + 1) * 40);
        assertThat(Arrays.copyOf(row, TEXT.length))
            .containsExactly(
                Arrays.copyOfRange(alone[1], label * TEXT.length, (label + 1) * TEXT.length),
                EXACT);
        assertThat(Arrays.copyOfRange(row, TEXT.length, 40)).containsOnly(0);
      }
    }
  }

  @Test
  void theOrderOfWordsMattersThoughThereAreNoPositionVectors() {
    float[] forward = encoder.encode(new int[][] {{1, 2, 3, 4}})[0];

    float[] other = encoder.encode(new int[][] {{1, 3, 2, 4}})[0];

    assertThat(other).isNotEqualTo(forward);
  }

  /** Logits and token weights of one text. */
  private static float[][] outputs(EncoderClassifier classifier, int[] ids, int real) {
    int[][] mask = new int[1][ids.length];
    Arrays.fill(mask[0], 0, real, 1);
    try (GraphHarness harness = new GraphHarness()) {
      Scope at = Scope.serving(harness.tf, new RandomWeights(3));
      TextHead.Output output =
          classifier.apply(at, harness.tf.constant(new int[][] {ids}), harness.tf.constant(mask));
      Operand<TFloat32> weights = output.tokenWeights();
      return new float[][] {harness.run(output.logits()), harness.run(weights)};
    }
  }

  private static void assertPlain(float[] found, int[] ids) {
    double[] plain = BertOracle.mosaic(SIZE, 1e-12, WEIGHTS).meanPooled(ids);
    for (int i = 0; i < plain.length; i++) {
      assertThat((double) found[i]).isCloseTo(plain[i], within(1e-5));
    }
  }
}
