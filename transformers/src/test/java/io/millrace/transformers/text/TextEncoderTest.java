package io.millrace.transformers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TextEncoderTest {

  private static final TextEncoder.Size SIZE = new TextEncoder.Size(50, 16, 8, 2, 2, 12);
  private static final TextEncoder TINY = TextEncoder.bert(SIZE, 2, 1e-12f, 0);
  private static final Map<String, float[]> WEIGHTS = RandomEncoders.bert(SIZE, 7);
  private static final Offset<Float> EXACT = within(1e-5f);

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
    int[] ids = {1, 17, 42, 3, 3, 49};

    float[] found = encoder.encode(new int[][] {ids})[0];

    assertClose(found, new BertOracle(SIZE, 1e-12, WEIGHTS).meanPooled(ids));
  }

  @Test
  void paddingDoesNotChangeWhatAShortTextMeans() {
    int[] text = {5, 6, 7};
    int[] longText = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

    float[] padded = encoder.encode(new int[][] {text, longText})[0];

    assertThat(padded).containsExactly(encoder.encode(new int[][] {text})[0], EXACT);
  }

  @Test
  void aBatchOfManyIsAsManyBatchesOfOne() {
    int[][] texts = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {10, 11, 12}, {13, 14, 15}};

    float[][] together = encoder.encode(texts);

    for (int i = 0; i < texts.length; i++) {
      assertThat(together[i]).containsExactly(encoder.encode(new int[][] {texts[i]})[0], EXACT);
    }
  }

  @Test
  void withoutPaddingItComputesTheSame() {
    int[][] texts = {{5, 6, 7}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, {49}, {8, 8, 8, 8, 8}};

    try (EncoderSession unpadded = new EncoderSession(TINY.withUnpadded(true), WEIGHTS)) {
      float[][] found = unpadded.encode(texts);

      float[][] padded = encoder.encode(texts);
      for (int i = 0; i < texts.length; i++) {
        assertThat(found[i]).containsExactly(padded[i], EXACT);
      }
    }
  }

  @Test
  void theOrderOfWordsMatters() {
    float[] forward = encoder.encode(new int[][] {{1, 2, 3, 4}})[0];

    float[] backward = encoder.encode(new int[][] {{4, 3, 2, 1}})[0];

    assertThat(backward).isNotEqualTo(forward);
  }

  @Test
  void aMissingWeightIsNamed() {
    Map<String, float[]> incomplete = new HashMap<>(WEIGHTS);
    incomplete.remove("block1/mixer/key/bias");

    assertThatThrownBy(() -> new EncoderSession(TINY, incomplete).close())
        .hasMessageContaining("block1/mixer/key/bias");
  }

  private static void assertClose(float[] found, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) found[i]).isCloseTo(expected[i], within(1e-5));
    }
  }
}
