package io.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldenExamplesTest {

  private static final String TEXTS =
      """
      {"tolerance":0.001,"examples":[
        {"text":"fire","label":"alarm","scores":{"alarm":0.8808}},
        {"text":"fine","label":"calm"}]}
      """;

  @TempDir Path root;

  @Test
  void aModelThatAnswersItsExamplesPasses() throws Exception {
    ModelBundle bundle = TinyBundles.text(root, "triage", "1");
    Files.writeString(bundle.golden(), TEXTS);
    try (Classifier<String> classifier = TextClassifier.load(bundle)) {
      GoldenExamples golden = GoldenExamples.read(bundle).orElseThrow();

      assertThatCode(() -> golden.check(classifier)).doesNotThrowAnyException();
    }
  }

  @Test
  void anotherLabelIsNamedWithItsExample() throws Exception {
    assertMismatch(
        TEXTS.replace("fine", "fine fire"),
        "model triage 1: golden example 1 (\"fine fire\"): expected label calm, found alarm {");
  }

  @Test
  void aScoreBeyondTheToleranceIsNamedWithItsExample() throws Exception {
    assertMismatch(
        TEXTS.replace("0.8808", "0.8791"),
        "model triage 1: golden example 0 (\"fire\"):"
            + " expected score of alarm 0.8791 ± 0.001, found 0.880797");
  }

  @Test
  void ofManyLabelsAllThatHoldMayBeDemanded() {
    ModelManifest many =
        ModelManifest.textClassification("topics", "1", TinyBundles.TEXT_LABELS, 64)
            .withManyLabels();
    GoldenExample both = GoldenExample.text("fire fine", "alarm", Map.of());
    try (Classifier<String> classifier = TextClassifier.load(TinyBundles.text(root, many))) {
      GoldenExample right = both.withLabels(List.of("calm", "alarm"));
      assertThatCode(() -> GoldenExamples.of(0, List.of(right)).check(classifier))
          .doesNotThrowAnyException();

      GoldenExample wrong = both.withLabels(List.of("alarm"));
      assertThatThrownBy(() -> GoldenExamples.of(0, List.of(wrong)).check(classifier))
          .isInstanceOf(GoldenMismatchException.class)
          .hasMessageContaining("expected labels [alarm], found [alarm, calm] {");
    }
  }

  @Test
  void framesAreExamplesToo() throws Exception {
    ModelBundle bundle = TinyBundles.frames(root, "contention", "1");
    Files.writeString(
        bundle.golden(),
        """
        {"tolerance":0.001,"examples":[
          {"channels":{"y":[0,0,0,0],"x":[1,1,1,1]},"label":"idle","scores":{"idle":0.7311}},
          {"channels":{"y":[1,1,1,1],"x":[0,0,0,0]},"label":"idle"}]}
        """);
    GoldenExamples golden = GoldenExamples.read(bundle).orElseThrow();
    try (Classifier<double[][]> classifier = FrameClassifier.load(bundle)) {
      assertThatThrownBy(() -> golden.check(classifier))
          .isInstanceOf(GoldenMismatchException.class)
          .hasMessageStartingWith(
              "model contention 1: golden example 1 (a frame): expected label idle, found busy");
    }
  }

  @Test
  void aBundleMayHaveNone() {
    assertThat(GoldenExamples.read(TinyBundles.text(root, "triage", "1"))).isEmpty();
  }

  @Test
  void whatIsWrittenReadsBackEqual() {
    ModelBundle texts = TinyBundles.text(root, "triage", "1");
    ModelBundle frames = TinyBundles.frames(root, "contention", "1");
    GoldenExamples ofTexts =
        GoldenExamples.of(
            0.01,
            List.of(
                GoldenExample.text("", "unknown", Map.of()),
                GoldenExample.text("fire \"é\"", "alarm", Map.of("alarm", 0.9, "calm", 0.1))));
    GoldenExamples ofFrames =
        GoldenExamples.of(
            0,
            List.of(
                GoldenExample.frame(
                    new double[][] {{1, 2, 3, 4}, {0.5, 0, 0, 1e-9}},
                    List.of("x", "y"),
                    "busy",
                    Map.of())));

    ofTexts.write(texts.golden());
    ofFrames.write(frames.golden());

    assertThat(GoldenExamples.read(texts)).contains(ofTexts);
    assertThat(GoldenExamples.read(frames)).contains(ofFrames);
    assertThat(texts.golden()).content().doesNotContain("channels", "null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"tolerance\":0.001, | `` | tolerance: Missing required creator property 'tol",
        "0.001 | -1 | tolerance: expected a probability from 0 to 1, found -1.0",
        "\"tolerance\" | \"tolerence\" | tolerence: not a field of golden examples",
        "\"text\":\"fine\" | \"txt\":\"fine\" | examples[1].txt: not a field of golden examples",
        "\"text\":\"fine\", | `` | examples[1].text: expected either a text or channels, found nei",
        "\"text\":\"fine\" | \"channels\":{\"x\":[1]} | examples[1].text: expected a text, found no",
        "\"calm\" | \"clam\" | examples[1].label: expected one of [calm, alarm], found clam",
        "{\"alarm\": | {\"alarn\": | examples[0].scores: expected some of [calm, alarm], found [ala",
        "0.8808 | 1.8808 | examples[0].scores.alarm: expected a probability from 0 to 1, found 1.8",
        "0.8808 | \"much\" | examples[0].scores.alarm: ",
      })
  void aWrongFieldIsRefusedByFileAndName(String right, String wrong, String problem)
      throws Exception {
    ModelBundle bundle = TinyBundles.text(root, "triage", "1");
    assertThat(TEXTS).contains(right.strip());
    Files.writeString(bundle.golden(), TEXTS.replace(right.strip(), wrong.strip()));

    assertThatThrownBy(() -> GoldenExamples.read(bundle))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageStartingWith(bundle.golden() + ": " + problem.strip());
  }

  @Test
  void vectorsReadBackEqualAndWithoutALabel() {
    ModelBundle encoder = TinyBundles.encoder(root, "encoder", "1");
    GoldenExamples vectors =
        GoldenExamples.of(
            0.01, List.of(GoldenExample.vector("fire", new float[] {0.1f, -2, 1e-20f})));

    vectors.write(encoder.golden());

    assertThat(GoldenExamples.read(encoder)).contains(vectors);
    assertThat(encoder.golden()).content().doesNotContain("label", "scores");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"label\":\"alarm\" | embedding: expected a vector, found nothing",
        "\"label\":\"alarm\",\"embedding\":[1] | label: expected none beside an embedding, found al",
        "\"labels\":[\"alarm\"],\"embedding\":[1] | labels: expected none beside an embedding",
        "\"scores\":{\"a\":1},\"embedding\":[1] | scores: expected none beside an embedding",
        "\"embedding\":[0,0] | embedding: expected a number but 0, found [0.0, 0.0]",
        "\"embedding\":[] | label: expected a label, found nothing",
      })
  void ofAnEncoderAVectorIsDemandedAndNothingElse(String answer, String problem) throws Exception {
    ModelBundle encoder = TinyBundles.encoder(root, "encoder", "1");
    Files.writeString(
        encoder.golden(),
        "{\"tolerance\":0,\"examples\":[{\"text\":\"fire\",%s}]}".formatted(answer.strip()));

    assertThatThrownBy(() -> GoldenExamples.read(encoder))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageStartingWith(encoder.golden() + ": examples[0]." + problem.strip());
  }

  @Test
  void ofAClassifierNoVectorIsDemanded() throws Exception {
    ModelBundle bundle = TinyBundles.text(root, "triage", "1");
    Files.writeString(
        bundle.golden(), "{\"tolerance\":0,\"examples\":[{\"text\":\"a\",\"embedding\":[1]}]}");

    assertThatThrownBy(() -> GoldenExamples.read(bundle))
        .hasMessageEndingWith("examples[0].label: expected one of [calm, alarm], found nothing");
  }

  @Test
  void aFrameThatTheModelDoesNotReadIsRefusedByName() throws Exception {
    ModelBundle bundle = TinyBundles.frames(root, "contention", "1");
    for (String[] wrong :
        new String[][] {
          {"{\"x\":[0,0,0,0]}", "expected channels [x, y], found [x]"},
          {"{\"x\":[0,0,0,0],\"y\":[0]}", "expected 4 samples a channel, found 1 samples"},
        }) {
      Files.writeString(
          bundle.golden(),
          "{\"tolerance\":0,\"examples\":[{\"channels\":%s,\"label\":\"busy\"}]}"
              .formatted(wrong[0]));

      assertThatThrownBy(() -> GoldenExamples.read(bundle))
          .isInstanceOf(InvalidBundleException.class)
          .hasMessage(bundle.golden() + ": examples[0].channels: " + wrong[1]);
    }
  }

  @Test
  void noExamplesAreNone() throws Exception {
    for (String none : Arrays.asList("{\"tolerance\":0}", "{\"tolerance\":0,\"examples\":[]}")) {
      ModelBundle bundle = TinyBundles.text(root, "triage", "1");
      Files.writeString(bundle.golden(), none);

      assertThatThrownBy(() -> GoldenExamples.read(bundle))
          .isInstanceOf(InvalidBundleException.class)
          .hasMessageEndingWith("examples: expected at least one, found none");
    }
  }

  private void assertMismatch(String examples, String problem) throws Exception {
    ModelBundle bundle = TinyBundles.text(root, "triage", "1");
    Files.writeString(bundle.golden(), examples);
    GoldenExamples golden = GoldenExamples.read(bundle).orElseThrow();
    try (Classifier<String> classifier = TextClassifier.load(bundle)) {
      assertThatThrownBy(() -> golden.check(classifier))
          .isInstanceOf(GoldenMismatchException.class)
          .hasMessageStartingWith(problem);
    }
  }
}
