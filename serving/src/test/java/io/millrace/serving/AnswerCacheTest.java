package io.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerCacheTest {

  private static final ServingOptions REMEMBERING =
      ServingOptions.defaults().withCacheBytes(1_000_000);

  @TempDir Path root;

  @Test
  void answersAreTheSameWithAndWithoutACacheAndHitsAreCounted() {
    Random random = new Random(17);
    ModelBundle bundle = TinyBundles.text(root, "triage", "1");
    try (Classifier<String> plain = TextClassifier.load(bundle);
        Classifier<String> remembering = TextClassifier.load(bundle, REMEMBERING)) {
      Work all = Work.none();
      for (int call = 0; call < 50; call++) {
        List<String> texts = texts(random);

        Classified classified = remembering.classify(texts);

        all = all.plus(classified.work());
        assertSameAnswers(classified.answers(), plain.classify(texts).answers());
      }

      assertThat(all.computed()).isEqualTo(25);
      assertThat(all.inputs()).isEqualTo(50 * 40);
      assertThat(all.cached()).isGreaterThan(all.inputs() / 2);
      assertThat(remembering.classify(List.of("fire ", "fire ", "fine ")).work())
          .isEqualTo(Work.answered(3, 3, 0));
    }
  }

  @Test
  void withoutACacheEveryCallComputes() {
    try (Classifier<String> plain = TextClassifier.load(TinyBundles.text(root, "triage", "1"))) {
      plain.classify(List.of("fire"));

      Work again = plain.classify(List.of("fire")).work();

      assertThat(again.computed()).isEqualTo(1);
      assertThat(again.cached()).isZero();
    }
  }

  @Test
  void aTextThatWasCutIsCountedEachTimeItIsAnswered() {
    String cut = "fine ".repeat(100);
    try (Classifier<String> remembering =
        TextClassifier.load(TinyBundles.text(root, "triage", "1"), REMEMBERING)) {
      remembering.classify(List.of(cut));

      assertThat(remembering.classify(List.of(cut, "fine", cut)).work().truncated()).isEqualTo(2);
    }
  }

  @Test
  void anotherVersionNeverAnswersFromIt() {
    ModelManifest swapped =
        ModelManifest.textClassification("triage", "2", List.of("alarm", "calm"), 64);
    try (Classifier<String> one =
            TextClassifier.load(TinyBundles.text(root, "triage", "1"), REMEMBERING);
        Classifier<String> two =
            TextClassifier.load(TinyBundles.text(root, swapped), REMEMBERING)) {
      one.classify(List.of("fire"));

      Classified other = two.classify(List.of("fire"));

      assertThat(other.work().cached()).isZero();
      assertThat(other.answers().get(0).label()).isEqualTo("calm");
      assertThat(one.classify(List.of("fire")).answers().get(0).label()).isEqualTo("alarm");
    }
  }

  @Test
  void aFrameThatItsOwnerChangesIsAnotherFrame() {
    try (Classifier<double[][]> remembering =
        FrameClassifier.load(TinyBundles.frames(root, "contention", "1"), REMEMBERING)) {
      double[][] frame = {{0, 0, 0, 0}, {1, 1, 1, 1}};
      remembering.classify(Collections.singletonList(frame));
      double[][] before = {{0, 0, 0, 0}, {1, 1, 1, 1}};
      frame[1][0] = -9;

      Classified changed = remembering.classify(List.of(frame, before));

      assertThat(changed.work().cached()).isEqualTo(1);
      assertThat(changed.answers())
          .extracting(Classification::label)
          .containsExactly("idle", "busy");
    }
  }

  @Test
  void theBoundIsHeldWhateverIsPutIn() {
    AnswerCache<TextKey> cache = new AnswerCache<>(20_000);
    int held = 0;
    for (int i = 0; i < 2000; i++) {
      cache.put(new TextKey("text " + i + " x".repeat(i % 400)), answer());

      assertThat(cache.bytes()).isLessThanOrEqualTo(20_000);
    }
    for (int i = 0; i < 2000; i++) {
      held += cache.get(new TextKey("text " + i + " x".repeat(i % 400))) == null ? 0 : 1;
    }
    assertThat(held).isPositive();
  }

  @Test
  void whatIsLargerThanTheWholeCacheIsNotRemembered() {
    AnswerCache<TextKey> cache = new AnswerCache<>(1000);
    TextKey large = new TextKey("x".repeat(1000));

    cache.put(large, answer());

    assertThat(cache.get(large)).isNull();
    assertThat(cache.bytes()).isZero();
  }

  @Test
  void anEmbeddingIsRememberedAndNobodyCanChangeIt() {
    try (Classifier<String> remembering =
        TextClassifier.load(
            TinyBundles.text(root, "triage", "1"), REMEMBERING.withEmbeddings(true))) {
      remembering.classify(List.of("fire")).answers().get(0).embedding()[0] = 9;

      Classified again = remembering.classify(List.of("fire"));

      assertThat(again.work().cached()).isEqualTo(1);
      assertThat(again.answers().get(0).embedding()).containsExactly(0, 2);
    }
  }

  @Test
  void aLongTextIsRefusedWhereSuchAreRejected() {
    ServingOptions rejecting = ServingOptions.defaults().withOverLong(OverLong.REJECT);
    try (Classifier<String> classifier =
        TextClassifier.load(TinyBundles.text(root, "triage", "1"), rejecting)) {
      assertThat(classifier.classify(List.of("fine ".repeat(62))).work().truncated()).isZero();
      assertThatThrownBy(() -> classifier.classify(List.of("fire", "fine ".repeat(63))))
          .isInstanceOf(TooLongException.class)
          .hasMessage("model triage 1: the text has 65 tokens, and the model reads at most 64");
    }
  }

  @Test
  void optionsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> ServingOptions.defaults().withTokenBudget(0))
        .hasMessage("tokenBudget: expected at least 1, found 0");
    assertThatThrownBy(() -> ServingOptions.defaults().withCacheBytes(-1))
        .hasMessage("cacheBytes: expected 0 (none) or more, found -1");
  }

  /** 40 of 25 different texts. */
  private static List<String> texts(Random random) {
    return IntStream.range(0, 40)
        .map(i -> random.nextInt(25))
        .mapToObj(i -> "fire ".repeat(i % 5) + "fine ".repeat(i / 5))
        .toList();
  }

  /** The batch an input ran in changes the last bits. */
  private static void assertSameAnswers(List<Classification> some, List<Classification> others) {
    assertThat(some).extracting(Classification::label).isEqualTo(labels(others));
    for (int i = 0; i < some.size(); i++) {
      assertThat(some.get(i).scores().get("alarm"))
          .isCloseTo(others.get(i).scores().get("alarm"), within(1e-6));
    }
  }

  private static List<String> labels(List<Classification> answers) {
    return answers.stream().map(Classification::label).toList();
  }

  private static Answered answer() {
    return new Answered(new Classification("calm", new TreeMap<>()), false);
  }
}
