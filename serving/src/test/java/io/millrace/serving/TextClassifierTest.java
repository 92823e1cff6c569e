package io.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextClassifierTest {

  @TempDir Path root;

  @Test
  void theLabelOfMoreVotesWins() {
    try (TextClassifier classifier = TextClassifier.load(TinyBundles.text(root, "triage", "1"))) {
      List<Classification> answers =
          classifier.classify(List.of("All is fine", "Fire fine")).answers();

      assertThat(answers).extracting(Classification::label).containsExactly("calm", "alarm");
      assertThat(answers.get(1).scores().get("alarm"))
          .isCloseTo(Math.exp(2) / (Math.exp(2) + Math.exp(1)), within(1e-6));
    }
  }

  @Test
  void aTextScoresTheSameAloneAndInAnyCompany() {
    Random random = new Random(7);
    List<String> texts = IntStream.range(0, 300).mapToObj(i -> text(random)).toList();
    try (TextClassifier classifier = TextClassifier.load(TinyBundles.text(root, "triage", "1"))) {
      List<Classification> together = classifier.classify(texts).answers();

      for (int i = 0; i < texts.size(); i++) {
        Classification alone = classifier.classify(List.of(texts.get(i))).answers().get(0);
        assertThat(together.get(i).scores().get("alarm"))
            .isCloseTo(alone.scores().get("alarm"), within(1e-6));
      }
    }
  }

  @Test
  void answersComeInTheOrderOfTheTextsWhateverTheirLengths() {
    Random random = new Random(11);
    try (TextClassifier classifier =
        TextClassifier.load(
            TinyBundles.text(root, "triage", "1"), ServingOptions.defaults().withTokenBudget(64))) {
      for (int round = 0; round < 20; round++) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(200); i++) {
          texts.add(text(random));
        }
        Collections.shuffle(texts, random);

        List<Classification> answers = classifier.classify(texts).answers();

        assertThat(answers).hasSameSizeAs(texts);
        for (int i = 0; i < texts.size(); i++) {
          assertThat(answers.get(i).scores().get("alarm"))
              .as(texts.get(i))
              .isCloseTo(expectedAlarm(texts.get(i)), within(1e-5));
        }
      }
    }
  }

  @Test
  void theWorkOfACallIsCounted() {
    List<String> texts = List.of("fine", "fire fire", "fine", "fine ".repeat(100));
    try (TextClassifier classifier = TextClassifier.load(TinyBundles.text(root, "triage", "1"))) {
      Work work = classifier.classify(texts).work();

      assertThat(work.inputs()).isEqualTo(4);
      assertThat(work.computed()).isEqualTo(3);
      assertThat(work.cached()).isZero();
      assertThat(work.truncated()).isEqualTo(1);
      assertThat(work.tokens()).isEqualTo(3 + 4 + 64);
      assertThat(work.paddedTokens()).isEqualTo(4 * 64);
      assertThat(work.preparing()).isPositive();
      assertThat(work.running()).isPositive();
      assertThat(work.plus(work).tokens()).isEqualTo(2 * work.tokens());
      assertThat(work.plus(Work.none())).isEqualTo(work);
    }
  }

  @Test
  void aClosedModelSaysThatItIsNotTheInputsFault() {
    TextClassifier classifier = TextClassifier.load(TinyBundles.text(root, "triage", "1"));
    classifier.close();
    classifier.close();

    assertThatThrownBy(() -> classifier.classify(List.of("fine")))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageStartingWith("model triage 1 cannot run now: ");
  }

  @Test
  void aTextBeyondTheMaximumLosesItsLastTokensOnly() {
    try (TextClassifier classifier = TextClassifier.load(TinyBundles.text(root, "triage", "1"))) {
      // 64 tokens hold [CLS], 62 words and [SEP].
      String cut = "fire ".repeat(2) + "fine ".repeat(60) + "fire ".repeat(100);

      Classification answer = classifier.classify(List.of(cut)).answers().get(0);

      assertThat(answer.label()).isEqualTo("calm");
    }
  }

  @Test
  void anUnsureAnswerIsUnknown() {
    ModelManifest unsure =
        ModelManifest.textClassification("triage", "1", TinyBundles.TEXT_LABELS, 64)
            .withUnknownBelow(0.7);
    try (TextClassifier classifier = TextClassifier.load(TinyBundles.text(root, unsure))) {
      List<Classification> answers = classifier.classify(List.of("", "fire")).answers();

      assertThat(answers).extracting(Classification::label).containsExactly("unknown", "alarm");
    }
  }

  @Test
  void ofManyLabelsAllThatReachTheirThresholdsHoldLikeliestFirst() {
    ModelManifest many =
        ModelManifest.textClassification("topics", "1", TinyBundles.TEXT_LABELS, 64)
            .withManyLabels()
            .withThresholds(Map.of("alarm", 0.9));
    try (TextClassifier classifier = TextClassifier.load(TinyBundles.text(root, many))) {
      List<Classification> answers =
          classifier.classify(List.of("fine", "fire", "fire fire", "fire fire fine")).answers();

      // No votes are a probability of 0.5, the threshold of calm.
      assertThat(answers)
          .extracting(Classification::labels)
          .containsExactly(
              List.of("calm"), List.of("calm"), List.of("alarm", "calm"), List.of("alarm", "calm"));
      assertThat(answers)
          .extracting(Classification::label)
          .containsExactly("calm", "calm", "alarm", "alarm");
      assertThat(answers.get(1).scores().get("alarm")).isCloseTo(0.8808, within(1e-4));
    }
  }

  @Test
  void whereNoneOfManyLabelsHoldsTheAnswerIsUnknown() {
    ModelManifest many =
        ModelManifest.textClassification("topics", "1", TinyBundles.TEXT_LABELS, 64)
            .withManyLabels()
            .withThresholds(Map.of("calm", 0.6, "alarm", 0.6));
    try (TextClassifier classifier = TextClassifier.load(TinyBundles.text(root, many))) {
      Classification none = classifier.classify(List.of("")).answers().get(0);

      assertThat(none.label()).isEqualTo("unknown");
      assertThat(none.labels()).isEmpty();
    }
  }

  @Test
  void theWinningLabelMustReachItsOwnThresholdIfItHasOne() {
    ModelManifest strict =
        ModelManifest.textClassification("triage", "1", TinyBundles.TEXT_LABELS, 64)
            .withUnknownBelow(0.7)
            .withThresholds(Map.of("alarm", 0.9));
    try (TextClassifier classifier = TextClassifier.load(TinyBundles.text(root, strict))) {
      List<Classification> answers =
          classifier.classify(List.of("fire", "fire fire", "fine", "")).answers();

      assertThat(answers)
          .extracting(Classification::label)
          .containsExactly("unknown", "alarm", "calm", "unknown");
      assertThat(answers)
          .extracting(Classification::labels)
          .containsExactly(List.of(), List.of("alarm"), List.of("calm"), List.of());
    }
  }

  @Test
  void everyTextHasItsOwnEmbeddingWhereTheyAreAskedFor() {
    Random random = new Random(13);
    List<String> texts = IntStream.range(0, 50).mapToObj(i -> text(random)).toList();
    try (TextClassifier classifier =
        TextClassifier.load(
            TinyBundles.text(root, "triage", "1"),
            ServingOptions.defaults().withEmbeddings(true))) {
      List<Classification> answers = classifier.classify(texts).answers();

      for (int i = 0; i < texts.size(); i++) {
        float[] embedding = answers.get(i).embedding(); // votes for calm and for alarm
        assertThat(embedding).hasSize(2);
        assertThat(1 / (1 + Math.exp(embedding[0] - embedding[1])))
            .isCloseTo(expectedAlarm(texts.get(i)), within(1e-5));
      }
    }
  }

  @Test
  void thereIsNoEmbeddingUnlessItIsAskedFor() {
    try (TextClassifier classifier = TextClassifier.load(TinyBundles.text(root, "triage", "1"))) {
      assertThat(classifier.classify(List.of("fire")).answers().get(0).embedding()).isEmpty();
    }
  }

  @Test
  void emojiNullCharactersAndAHundredThousandCharactersAreTexts() {
    List<String> odd = List.of("🔥 \uD83D\uDE00 fire", "fire \u0000 fire", "é".repeat(100_000));
    try (TextClassifier classifier = TextClassifier.load(TinyBundles.text(root, "triage", "1"))) {
      List<Classification> answers = classifier.classify(odd).answers();

      assertThat(answers)
          .extracting(Classification::label)
          .containsExactly("alarm", "alarm", "calm");
    }
  }

  @Test
  void halfASurrogatePairIsRefused() {
    try (TextClassifier classifier = TextClassifier.load(TinyBundles.text(root, "triage", "1"))) {
      assertThatThrownBy(() -> classifier.classify(List.of("fine", "bad \uD83D end")))
          .isInstanceOf(UntokenizableTextException.class)
          .hasMessage(
              "model triage 1: the tokenizer refuses the text: half a surrogate pair at character 4");
    }
  }

  @Test
  void anAnswerThatIsNoNumberIsAnErrorThatNamesTheModel() {
    try (TextClassifier classifier = TextClassifier.load(TinyBundles.text(root, "triage", "1"))) {
      assertThatThrownBy(() -> classifier.classify(List.of("nothing")))
          .isInstanceOf(ModelOutputException.class)
          .hasMessage("model triage 1: output probabilities holds NaN in row 0");
    }
  }

  @Test
  void theWeightsAreReckonedFromTheirFiles() throws Exception {
    ModelBundle bundle = TinyBundles.text(root, "triage", "1");
    Files.createDirectories(bundle.savedModel().resolve("variables"));
    Files.write(
        bundle.savedModel().resolve("variables/variables.data-00000-of-00001"), new byte[77]);
    long graph = Files.size(bundle.savedModel().resolve("saved_model.pb"));

    assertThat(SavedWeights.bytes(bundle.savedModel())).isEqualTo(graph + 77);
  }

  @Test
  void noTextsGiveNoAnswers() {
    try (TextClassifier classifier = TextClassifier.load(TinyBundles.text(root, "triage", "1"))) {
      assertThat(classifier.classify(List.of()).answers()).isEmpty();
    }
  }

  @Test
  void closingFreesWhatLoadingTook() {
    ModelBundle bundle = TinyBundles.text(root, "triage", "1");
    loadUseAndClose(bundle);
    long before = Pointer.totalBytes();

    for (int i = 0; i < 10; i++) {
      loadUseAndClose(bundle);
    }

    assertThat(Pointer.totalBytes()).isEqualTo(before);
  }

  @Test
  void aTokenizerThatIsNoneIsRefusedByName() throws Exception {
    ModelBundle bundle = TinyBundles.text(root, "triage", "1");
    Files.writeString(bundle.tokenizer(), "{\"version\":\"1.0\"}");

    assertThatThrownBy(() -> TextClassifier.load(bundle))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("tokenizer.json: not a tokenizer that loads");
  }

  private static void loadUseAndClose(ModelBundle bundle) {
    try (TextClassifier classifier = TextClassifier.load(bundle)) {
      classifier.classify(List.of("fine", "fire fire fire"));
    }
  }

  private static String text(Random random) {
    List<String> words = List.of("fine", "fire", "unheard");
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append(words.get(random.nextInt(words.size()))).append(' ');
    }
    return text.toString();
  }

  /** In double precision, by counting words. */
  private static double expectedAlarm(String text) {
    double calm = 0;
    double alarm = 0;
    for (String word : text.split(" ", -1)) {
      calm += word.equals("fine") ? 1 : word.equals("unheard") ? 0.1 : 0;
      alarm += word.equals("fire") ? 2 : 0;
    }
    return 1 / (1 + Math.exp(calm - alarm));
  }
}
