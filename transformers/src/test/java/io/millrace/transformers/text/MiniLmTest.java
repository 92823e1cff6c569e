package io.millrace.transformers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The published encoder against two oracles: plain loops in double precision, and what ONNX Runtime
 * 1.22.0 computed once from the same file, kept in {@code minilm-reference.json}.
 */
class MiniLmTest {

  private static Map<String, float[]> weights;
  private static EncoderSession encoder;
  private static List<Reference> references;

  @BeforeAll
  static void load() throws IOException {
    weights = MiniLm.weights();
    encoder = new EncoderSession(MiniLm.ENCODER, weights);
    references = references();
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  @Test
  void itComputesWhatPlainLoopsCompute() {
    BertOracle oracle = new BertOracle(MiniLm.SIZE, 1e-12, weights);
    for (Reference reference : references) {
      float[] found = encoder.encode(new int[][] {reference.ids})[0];

      assertThat(relativeError(found, oracle.meanPooled(reference.ids))).isLessThan(2e-5);
    }
  }

  @Test
  void itComputesWhatOnnxRuntimeComputed() {
    for (Reference reference : references) {
      float[] found = encoder.encode(new int[][] {reference.ids})[0];

      assertThat(relativeError(found, reference.meanPooled)).isLessThan(2e-5);
    }
  }

  @Test
  void paddedInABatchTheyMeanTheSame() {
    int[][] ids = references.stream().map(Reference::ids).toArray(int[][]::new);

    float[][] found = encoder.encode(ids);

    for (int i = 0; i < ids.length; i++) {
      assertThat(relativeError(found[i], references.get(i).meanPooled)).isLessThan(2e-5);
    }
  }

  @Test
  void theLengthOfAVectorIsThatOfAWidth() {
    assertThat(encoder.encode(new int[][] {{101, 102}})[0]).hasSize(384);
  }

  @Test
  void errorFunctionOfTheOracleIsRight() {
    assertThat(BertOracle.erf(0.5)).isCloseTo(0.5204998778130465, within(1e-15));
    assertThat(BertOracle.erf(-3.5)).isCloseTo(-0.9999992569016276, within(1e-14));
  }

  /** Euclidean distance over the expected vector's length. */
  private static double relativeError(float[] found, double[] expected) {
    double error = 0;
    double size = 0;
    for (int i = 0; i < expected.length; i++) {
      error += (found[i] - expected[i]) * (found[i] - expected[i]);
      size += expected[i] * expected[i];
    }
    return Math.sqrt(error / size);
  }

  private static List<Reference> references() throws IOException {
    try (InputStream in = MiniLmTest.class.getResourceAsStream("/minilm-reference.json")) {
      List<Reference> found = new ArrayList<>();
      for (JsonNode node : new ObjectMapper().readTree(in)) {
        found.add(new Reference(ints(node.get("ids")), doubles(node.get("meanPooled"))));
      }
      return found;
    }
  }

  private static int[] ints(JsonNode array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).intValue();
    }
    return values;
  }

  private static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).doubleValue();
    }
    return values;
  }

  private record Reference(int[] ids, double[] meanPooled) {}
}
