package io.millrace.transformers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.serving.ModelBundle;
import io.millrace.transformers.text.HeadFitting.Recipe;
import io.millrace.transformers.text.HeadFitting.Teaching;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadFittingTest {

  private static final List<String> COLOURS = TinyPretrained.WORDS.subList(0, 5);
  private static final List<String> NUMBERS = TinyPretrained.WORDS.subList(5, 10);
  private static final List<String> FILLING = TinyPretrained.WORDS.subList(10, 16);
  private static final PretrainedEncoder PRETRAINED = TinyPretrained.encoder(5);
  private static final Contrast QUICK = new Contrast(3e-3f, 1, 2, 160, 8, 0);

  @TempDir Path folder;

  @Test
  void someExamplesAreEnoughForWordsThatTellTheLabels() {
    FittedHead fitted = fitted(Teaching.NEVER, examples(30, 1));

    assertThat(fitted.tuned().accuracy(examples(40, 2))).isGreaterThan(0.85);
    assertThat(fitted.tuned().labels()).containsExactly("colour", "number");
    assertThat(fitted.tried()).isEmpty();
  }

  @Test
  void teachingTheEncoderChangesItsLaterBlocksOnly() {
    Map<String, float[]> weights = fitted(Teaching.ALWAYS, examples(8, 1)).tuned().weights();

    for (Map.Entry<String, float[]> before : PRETRAINED.weights().entrySet()) {
      boolean same = Arrays.equals(before.getValue(), weights.get(before.getKey()));
      assertThat(same).as(before.getKey()).isEqualTo(!before.getKey().startsWith("block1/"));
    }
  }

  @Test
  void whatCrossValidationPrefersIsTaken() {
    FittedHead fitted = fitted(Teaching.IF_BETTER, examples(8, 1));

    double plain = fitted.tried().get(0).loss();
    double taught = fitted.tried().get(1).loss();
    boolean changed =
        !Arrays.equals(
            fitted.tuned().weights().get("block1/mixer/query/kernel"),
            PRETRAINED.weights().get("block1/mixer/query/kernel"));
    assertThat(changed).isEqualTo(taught < plain);
  }

  @Test
  void labelsThatMeanNothingAreAnsweredNoBetterThanByChance() {
    List<LabelledText> examples = new ArrayList<>();
    List<LabelledText> told = examples(12, 3);
    for (int i = 0; i < told.size(); i++) {
      examples.add(new LabelledText(told.get(i).text(), i % 4 < 2 ? "heads" : "tails"));
    }

    FittedHead fitted = fitted(Teaching.ALWAYS, examples);

    assertThat(fitted.tried().get(1).accuracy()).isLessThan(0.75); // the encoder saw no fold
  }

  @Test
  void theSameSeedGivesTheSameHead() {
    FittedHead first = fitted(Teaching.ALWAYS, examples(6, 1));

    FittedHead second = fitted(Teaching.ALWAYS, examples(6, 1));

    assertThat(second.head().kernel()).containsExactly(first.head().kernel());
  }

  @Test
  void theBundleAnswersAsTheFittedHeadDoes() throws IOException {
    FittedHead fitted = fitted(Teaching.NEVER, examples(10, 1));

    fitted.tuned().write(folder, "few", "1", Map.of(), Map.of());

    assertThat(ModelBundle.read(folder).manifest().unknownBelow())
        .isEqualTo(fitted.tuned().confidence().unknownBelow());
  }

  @Test
  void oneLabelAloneIsNothingToTellApart() {
    List<LabelledText> texts =
        List.of(new LabelledText("red", "colour"), new LabelledText("blue", "colour"));

    assertThatThrownBy(() -> fitted(Teaching.NEVER, texts))
        .hasMessage("expected texts of 2 labels or more, found [colour]");
  }

  private static FittedHead fitted(Teaching teaching, List<LabelledText> texts) {
    return new HeadFitting(PRETRAINED, new Recipe(teaching, QUICK, 1), said -> {}).fit(texts);
  }

  /** So many of each label, no two alike. */
  private static List<LabelledText> examples(int each, long seed) {
    Random random = new Random(seed);
    List<LabelledText> texts = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      texts.add(new LabelledText(sentence(COLOURS, random), "colour"));
      texts.add(new LabelledText(sentence(NUMBERS, random), "number"));
    }
    return TextSplit.distinct(texts);
  }

  private static String sentence(List<String> telling, Random random) {
    return one(FILLING, random)
        + " "
        + one(FILLING, random)
        + " "
        + one(telling, random)
        + " "
        + one(telling, random);
  }

  private static String one(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }
}
