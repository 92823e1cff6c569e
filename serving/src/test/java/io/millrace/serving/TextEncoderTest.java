package io.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextEncoderTest {

  @TempDir Path root;

  @Test
  void itAnswersWithVectorsAloneWithoutBeingAskedForThem() {
    try (TextClassifier encoder = encoder()) {
      List<Classification> answers =
          encoder.classify(List.of("fire fire", "fine", "fire fire")).answers();

      assertThat(answers)
          .containsExactly(
              Classification.ofVector(new float[] {0, 4}),
              Classification.ofVector(new float[] {1, 0}),
              Classification.ofVector(new float[] {0, 4}));
      assertThat(answers.get(0).hasLabels()).isFalse();
      assertThat(answers.get(0).scores()).isEmpty();
    }
  }

  @Test
  void itRunsOnEveryShapeAndSharesAnswersThroughTheCache() {
    ServingOptions caching = ServingOptions.defaults().withCacheBytes(1_000_000);
    try (TextClassifier encoder =
        TextClassifier.loadAny(TinyBundles.encoder(root, "encoder", "1"), caching)) {
      assertThat(encoder.warmUp()).hasSameSizeAs(encoder.shapes());
      encoder.classify(List.of("fire"));

      Classified again = encoder.classify(List.of("fire"));

      assertThat(again.work().cached()).isEqualTo(1);
      assertThat(again.answers().get(0).embedding()).containsExactly(0, 2);
    }
  }

  @Test
  void itHasNoLabelThatCouldBeExplained() {
    try (TextClassifier encoder = encoder()) {
      Classification answer = encoder.classify(List.of("fire")).answers().get(0);
      String reason =
          "model encoder 1: a model for text-embedding gives no label that could be explained";

      assertThatThrownBy(() -> encoder.explain("fire", answer, Duration.ofSeconds(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(reason);
      assertThatThrownBy(() -> encoder.explain("fire", answer, "alarm", Duration.ofSeconds(1)))
          .hasMessage(reason);
    }
  }

  @Test
  void aVectorThatIsNoNumberIsAnErrorThatNamesTheModel() {
    try (TextClassifier encoder = encoder()) {
      assertThatThrownBy(() -> encoder.classify(List.of("nothing")))
          .isInstanceOf(ModelOutputException.class)
          .hasMessage("model encoder 1: output embedding holds NaN in row 0");
    }
  }

  @Test
  void whoeverNeedsLabelsIsNotGivenAnEncoder() {
    ModelBundle encoder = TinyBundles.encoder(root, "encoder", "1");
    ModelBundle frames = TinyBundles.frames(root, "contention", "1");

    assertThatThrownBy(() -> TextClassifier.load(encoder))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageEndingWith("expected task text-classification, found text-embedding");
    assertThatThrownBy(() -> TextClassifier.loadAny(frames, ServingOptions.defaults()))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageEndingWith(
            "expected task text-classification or text-embedding, found frame-classification");
  }

  @Test
  void itProvesItsGoldenVectors() throws Exception {
    ModelBundle bundle = TinyBundles.encoder(root, "encoder", "1");
    golden(bundle, "[0.001,1.999]");
    try (TextClassifier encoder = TextClassifier.loadAny(bundle, ServingOptions.defaults())) {
      encoder.prove();

      golden(bundle, "[0,2.1]"); // the same direction, another length
      assertThatThrownBy(encoder::prove)
          .isInstanceOf(GoldenMismatchException.class)
          .hasMessage(
              "model encoder 1: golden example 0 (\"fire\"): expected a vector within 0.01 of its"
                  + " length, found one 0.04762 of it away");
      golden(bundle, "[0,2,0]");
      assertThatThrownBy(encoder::prove)
          .hasMessageEndingWith("expected a vector of 3 numbers, found 2");
    }
  }

  @Test
  void vectorsAreNearByTheirDirectionWhateverTheirLength() {
    Classification up = Classification.ofVector(new float[] {0, 2});

    assertThat(up.cosine(vector(0, 0.5f))).isEqualTo(1);
    assertThat(up.cosine(vector(3, 3))).isCloseTo(Math.sqrt(0.5), within(1e-12));
    assertThat(up.cosine(vector(0, -1))).isEqualTo(-1);
    assertThat(up.cosine(vector(0, 0))).isZero();
    assertThat(up.cosine(vector(0, 2, 0))).isZero();
  }

  @Test
  void anAnswerWithoutALabelIsAVectorAndNothingElse() {
    TreeMap<String, Double> scores = new TreeMap<>();
    assertThatThrownBy(() -> Classification.ofVector(new float[0]))
        .hasMessage("embedding: expected a vector, found nothing");
    scores.put("calm", 1.0);
    assertThatThrownBy(() -> new Classification("", List.of(), scores, new float[1]))
        .hasMessage("label: expected one of the scored labels, found nothing");
  }

  private TextClassifier encoder() {
    return TextClassifier.loadAny(
        TinyBundles.encoder(root, "encoder", "1"), ServingOptions.defaults());
  }

  private static Classification vector(float... numbers) {
    return Classification.ofVector(numbers);
  }

  private static void golden(ModelBundle bundle, String vector) throws Exception {
    Files.writeString(
        bundle.golden(),
        "{\"tolerance\":0.01,\"examples\":[{\"text\":\"fire\",\"embedding\":%s}]}"
            .formatted(vector));
  }
}
