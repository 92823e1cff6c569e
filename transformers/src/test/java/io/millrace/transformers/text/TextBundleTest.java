package io.millrace.transformers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.serving.Classification;
import io.millrace.serving.Explanation;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.ServingOptions;
import io.millrace.serving.TextClassifier;
import io.millrace.serving.TextEmbedder;
import io.millrace.transformers.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small encoder that reads MiniLM's word pieces, in bundles that are served. */
class TextBundleTest {

  private static final List<String> LABELS = List.of("calm", "alarm");
  private static final String TEXT = "the printer is on fire";
  private static final int INNER = 3;
  private static final TextEncoder.Size SIZE =
      new TextEncoder.Size(MiniLm.SIZE.vocabulary(), 0, 8, 1, 2, 12);
  private static final TextEncoder ENCODER = TextEncoder.mosaic(SIZE, 1e-12f, 0);
  private static final TextHead LABEL_WISE = new LabelWiseAttention(2, INNER);
  private static final TextHead POOLED =
      new PooledHead(Pooling.mean(), PooledHead.Before.NOTHING, 2, 0);

  private final Map<String, float[]> weights = RandomEncoders.mosaic(SIZE, 4);

  @TempDir Path folder;

  @Test
  void labelWiseWeightsAreTheExplanationOfAServedModel() throws IOException {
    weights.putAll(labelWise());
    write(LABEL_WISE, true, false);
    try (TextClassifier classifier = TextClassifier.load(ModelBundle.read(folder))) {
      Classification answer = classifier.classify(List.of(TEXT)).answers().get(0);

      Explanation explanation = classifier.explain(TEXT, answer, "alarm", Duration.ofSeconds(10));

      assertThat(explanation.parts())
          .extracting(Explanation.Part::text)
          .containsExactly("the", "printer", "is", "on", "fire");
      double[] plain = plainCounts(1);
      for (int i = 0; i < explanation.parts().size(); i++) {
        // [CLS] comes first
        assertThat(explanation.parts().get(i).weight()).isCloseTo(plain[i + 1], within(1e-5));
      }
    }
  }

  @Test
  void theVectorThatLabelsAreReadFromIsServedIfThatIsAskedFor() throws IOException {
    weights.putAll(linear());
    write(POOLED, false, true);
    ServingOptions options = ServingOptions.defaults().withEmbeddings(true);
    try (TextClassifier classifier = TextClassifier.load(ModelBundle.read(folder), options)) {
      float[] vector = classifier.classify(List.of(TEXT)).answers().get(0).embedding();

      double[] plain = BertOracle.mosaic(SIZE, 1e-12, weights).meanPooled(ids());
      for (int d = 0; d < plain.length; d++) {
        assertThat((double) vector[d]).isCloseTo(plain[d], within(1e-5));
      }
    }
  }

  @Test
  void aHeadWithoutOneVectorHasNoEmbedding() {
    weights.putAll(labelWise());

    assertThatThrownBy(() -> write(LABEL_WISE, true, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no one vector stands for a text in the head LabelWiseAttention");
  }

  @Test
  void anEncoderAloneIsServedForItsVectors() throws IOException {
    TextBundle.write(
        folder,
        ModelManifest.textEmbedding("vectors", "1", 64),
        new EncoderEmbedder(ENCODER, Pooling.mean(), true),
        weights,
        MiniLm.tokenizer());
    try (TextEmbedder embedder =
        TextEmbedder.load(ModelBundle.read(folder), ServingOptions.defaults())) {
      List<float[]> vectors = embedder.embed(List.of("a longer text of other words", TEXT));

      double[] plain = BertOracle.mosaic(SIZE, 1e-12, weights).meanPooled(ids());
      double length = Math.sqrt(Arrays.stream(plain).map(v -> v * v).sum());
      for (int d = 0; d < plain.length; d++) {
        assertThat((double) vectors.get(1)[d]).isCloseTo(plain[d] / length, within(1e-5));
      }
    }
  }

  @Test
  void anEncoderAloneIsNoClassifier() throws IOException {
    TextBundle.write(
        folder,
        ModelManifest.textEmbedding("vectors", "1", 64),
        new EncoderEmbedder(ENCODER, Pooling.mean(), true),
        weights,
        MiniLm.tokenizer());

    assertThatThrownBy(() -> TextClassifier.load(ModelBundle.read(folder)))
        .hasMessageEndingWith("expected task text-classification, found text-embedding");
  }

  private void write(TextHead head, boolean many, boolean embedding) throws IOException {
    ModelManifest manifest = ModelManifest.textClassification("triage", "1", LABELS, 64);
    TextBundle.write(
        folder,
        many ? manifest.withManyLabels() : manifest,
        new EncoderClassifier(ENCODER, head, many),
        weights,
        1,
        MiniLm.tokenizer(),
        embedding);
  }

  private double[] plainCounts(int label) throws IOException {
    double[][] tokens = BertOracle.mosaic(SIZE, 1e-12, weights).encode(ids());
    Map<String, double[]> head = new HashMap<>();
    head.put("hidden", widened("head/attention/hidden"));
    head.put("query", widened("head/attention/query"));
    return new PlainTextHeads(head).counts("", tokens, label, INNER);
  }

  private double[] widened(String path) {
    return Samples.widen(weights.get(path));
  }

  private static int[] ids() throws IOException {
    try (TextPieces tokenizer = MiniLm.pretrained().pieces()) {
      return tokenizer.ids(TEXT);
    }
  }

  private static Map<String, float[]> labelWise() {
    Map<String, float[]> drawn = new HashMap<>();
    drawn.put("head/attention/hidden", normal(8 * INNER, 1));
    drawn.put("head/attention/query", normal(2 * INNER, 2));
    drawn.put("head/kernel", normal(2 * 8, 3));
    drawn.put("head/bias", normal(2, 4));
    return drawn;
  }

  private static Map<String, float[]> linear() {
    return Map.of("head/kernel", normal(8 * 2, 3), "head/bias", normal(2, 4));
  }

  private static float[] normal(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
