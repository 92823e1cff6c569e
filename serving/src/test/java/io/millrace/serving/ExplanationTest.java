package io.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationTest {

  private static final Duration AMPLE = Duration.ofMinutes(1);

  private final NativeLedger ledger = NativeLedger.ofThisProcess();

  @TempDir Path root;

  @Test
  void theDecisiveWordWeighsMostAndIsShownWhereItStands() {
    Explanation explanation = explain("All is 😀 but FIRE, fine", AMPLE);

    assertThat(explanation.label()).isEqualTo("alarm");
    assertThat(explanation.complete()).isTrue();
    assertThat(explanation.parts())
        .extracting(Explanation.Part::text)
        .containsExactly("All", "is", "😀", "but", "FIRE", ",", "fine");
    Explanation.Part decisive = heaviest(explanation);
    assertThat(decisive.text()).isEqualTo("FIRE");
    assertThat(decisive.start()).isEqualTo("All is 😀 but ".length());
    assertThat(decisive.end()).isEqualTo("All is 😀 but FIRE".length());
    assertThat(explanation.parts().get(6).weight()).isNegative();
  }

  @Test
  void aWeightIsTheFallOfTheProbabilityWithoutTheWord() {
    Explanation explanation = explain("fire fine", AMPLE);

    double with = 1 / (1 + Math.exp(1 - 2));
    double withoutFire = 1 / (1 + Math.exp(1.1)); // an unknown word votes 0.1 for calm
    double withoutFine = 1 / (1 + Math.exp(0.1 - 2));
    assertThat(explanation.parts().get(0).weight()).isCloseTo(with - withoutFire, within(1e-6));
    assertThat(explanation.parts().get(1).weight()).isCloseTo(with - withoutFine, within(1e-6));
  }

  @Test
  void theFilesOfABundleMayBeGoneWhileItServes() throws Exception {
    try (TextClassifier classifier = TextClassifier.load(TinyBundles.text(root, "triage", "1"))) {
      Files.delete(classifier.bundle().tokenizer());
      Classification answer = classifier.classify(List.of("fine fire")).answers().get(0);

      assertThat(heaviest(classifier.explain("fine fire", answer, AMPLE)).text()).isEqualTo("fire");
    }
  }

  @Test
  void oneOfManyWordsIsFound() {
    String text = "fine ".repeat(17) + "fire fire ".repeat(5) + "unheard fire " + "fine ".repeat(3);

    Explanation explanation = explain(text, AMPLE);

    assertThat(explanation.complete()).isTrue();
    assertThat(explanation.parts()).hasSize(32);
    assertThat(explanation.parts())
        .filteredOn(part -> part.weight() > 0.01)
        .extracting(Explanation.Part::text)
        .containsOnly("fire")
        .hasSize(11);
  }

  @Test
  void aBudgetOfNoTimeGivesAnIncompleteExplanationWithoutParts() {
    for (Duration none : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
      Explanation explanation = explain("fire fine", none);

      assertThat(explanation).isEqualTo(new Explanation("alarm", List.of(), false));
    }
  }

  @Test
  void anUnknownAnswerIsExplainedByItsLikeliestLabel() {
    ModelManifest strict =
        ModelManifest.textClassification("triage", "1", TinyBundles.TEXT_LABELS, 64)
            .withUnknownBelow(0.99);
    try (Classifier<String> classifier = TextClassifier.load(TinyBundles.text(root, strict))) {
      Classification answer = classifier.classify(List.of("fire")).answers().get(0);

      Explanation explanation = classifier.explain("fire", answer, AMPLE);

      assertThat(answer.label()).isEqualTo("unknown");
      assertThat(explanation.label()).isEqualTo("alarm");
      assertThat(heaviest(explanation).weight()).isPositive();
    }
  }

  @Test
  void aTextThatIsCutIsExplainedAsFarAsItIsRead() {
    Explanation explanation = explain("fire fire " + "fine ".repeat(2) + "x ".repeat(100), AMPLE);

    assertThat(explanation.parts()).hasSize(62);
    assertThat(explanation.parts().get(61).end()).isEqualTo(10 + 10 + 2 * 58 - 1);
  }

  @Test
  void anEmptyTextHasNoParts() {
    Explanation explanation = explain("", AMPLE);

    assertThat(explanation.parts()).isEmpty();
    assertThat(explanation.complete()).isTrue();
  }

  @Test
  void anAnswerOfAnotherModelIsRefused() {
    try (Classifier<String> classifier =
        TextClassifier.load(TinyBundles.text(root, "triage", "1"))) {
      Classification other = new Classification("idle", new TreeMap<>());

      assertThatThrownBy(() -> classifier.explain("fire", other, AMPLE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("answer: expected a score of one of the labels [calm, alarm]");
    }
  }

  @Test
  void theDecisiveStretchOfAFrameWeighsMost() {
    double[][] frame = new double[2][100]; // idle, but for a burst of y
    Arrays.fill(frame[1], 40, 44, 25);
    ModelManifest hundred =
        ModelManifest.frameClassification(
            "contention", "1", TinyBundles.FRAME_LABELS, List.of("x", "y"), 100);
    try (Classifier<double[][]> classifier =
        FrameClassifier.load(TinyBundles.frames(root, hundred))) {
      Classification answer =
          classifier.classify(Collections.singletonList(frame)).answers().get(0);

      Explanation explanation = classifier.explain(frame, answer, AMPLE);

      assertThat(explanation.label()).isEqualTo("busy");
      assertThat(explanation.complete()).isTrue();
      assertThat(heaviest(explanation).start()).isBetween(38, 43);
      assertThat(heaviest(explanation).text()).isEmpty();
      assertThat(explanation.parts())
          .allSatisfy(part -> assertThat(part.end() - part.start()).isBetween(1, 4));
      assertThat(explanation.parts().get(0).start()).isZero();
      assertThat(explanation.parts().get(explanation.parts().size() - 1).end()).isEqualTo(100);
      assertThat(classifier.explain(frame, answer, Duration.ZERO))
          .isEqualTo(new Explanation("busy", List.of(), false));
      assertThat(frame[1][41]).isEqualTo(25);
    }
  }

  @Test
  void explainingLeavesNothingNativeBehind() {
    long before = ledger.liveBytes();

    explain("fire fine fire", AMPLE);

    assertThat(ledger.liveBytes()).isEqualTo(before);
    assertThat(ledger.openTensors()).isZero();
  }

  @Test
  void theMaskIsTakenBeforeTheUnknownTokenAndThatBeforePadding() throws Exception {
    String mask = "{\"id\":103,\"content\":\"[MASK]\"}";
    String padding = "{\"id\":7,\"content\":\"<pad>\"}";
    String named = "{\"unk_token\":\"[UNK]\",\"vocab\":{\"[UNK]\":5}}";
    String numbered = "{\"unk_id\":3,\"vocab\":[[\"a\",-1.5]]}";

    assertThat(hidden("[%s,%s]".formatted(padding, mask), named)).isEqualTo(103);
    assertThat(hidden("[%s]".formatted(padding), named)).isEqualTo(5);
    assertThat(hidden("[%s]".formatted(padding), numbered)).isEqualTo(3);
    assertThat(hidden("[%s]".formatted(padding), "{\"unk_token\":null,\"vocab\":{}}")).isEqualTo(7);
    assertThat(hidden("[]", "{\"unk_id\":null}")).isEqualTo(HiddenToken.LEFT_OUT);
  }

  @Test
  void withoutSuchATokenWhatIsHiddenIsLeftOut() {
    SpannedText text =
        new SpannedText(
            "a b",
            new int[] {2, 11, 12, 3},
            List.of(new SpannedText.Unit(1, 0, 1), new SpannedText.Unit(2, 2, 3)));
    HiddenToken none = new HiddenToken(HiddenToken.LEFT_OUT);

    assertThat(text.without(new Occlusion.Stretch(0, 1), none)).containsExactly(2, 12, 3);
    assertThat(text.without(new Occlusion.Stretch(0, 1), new HiddenToken(9)))
        .containsExactly(2, 9, 12, 3);
  }

  private int hidden(String added, String model) throws Exception {
    Path file = root.resolve("tokenizer.json");
    Files.writeString(file, "{\"added_tokens\":%s,\"model\":%s}".formatted(added, model));
    return HiddenToken.of(file).id();
  }

  private Explanation explain(String text, Duration budget) {
    try (Classifier<String> classifier =
        TextClassifier.load(TinyBundles.text(root, "triage", "1"))) {
      Classification answer = classifier.classify(List.of(text)).answers().get(0);
      return classifier.explain(text, answer, budget);
    }
  }

  private static Explanation.Part heaviest(Explanation explanation) {
    return explanation.parts().stream()
        .max(Comparator.comparing(Explanation.Part::weight))
        .orElseThrow();
  }
}
