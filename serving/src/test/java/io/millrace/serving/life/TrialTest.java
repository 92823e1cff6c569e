package io.millrace.serving.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.serving.GoldenMismatchException;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.Servable;
import io.millrace.serving.ShapeTime;
import io.millrace.serving.TextClassifier;
import io.millrace.serving.TinyBundles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTest {

  @TempDir Path root;

  @Test
  void aSoundVersionPassesAndSaysHowLongEachShapeTook() {
    try (TextClassifier candidate = TextClassifier.load(TinyBundles.text(root, "triage", "1"))) {
      List<ShapeTime> times = new Trial(3).pass(candidate, Optional.empty());

      assertThat(times).extracting(ShapeTime::shape).isEqualTo(candidate.shapes());
    }
  }

  @Test
  void aVersionThatFailsItsOwnExamplesDoesNot() throws Exception {
    ModelBundle bundle = TinyBundles.text(root, "triage", "1");
    Files.writeString(
        bundle.directory().resolve("golden.json"),
        """
        {"tolerance":0.001,"examples":[{"text":"fire","label":"calm"}]}""");
    try (TextClassifier candidate = TextClassifier.load(bundle)) {
      assertThatThrownBy(() -> new Trial(3).pass(candidate, Optional.empty()))
          .isInstanceOf(GoldenMismatchException.class)
          .hasMessageContaining("calm")
          .hasMessageContaining("alarm");
    }
  }

  @Test
  void aVersionToBeginWithMustAnswerItsOwnExamplesToo() throws Exception {
    ModelBundle bundle = TinyBundles.text(root, "triage", "1");
    Files.writeString(
        bundle.directory().resolve("golden.json"),
        """
        {"tolerance":0.001,"examples":[{"text":"fire","label":"calm"}]}""");
    try (TextClassifier candidate = TextClassifier.load(bundle)) {
      assertThatThrownBy(() -> new Trial(3).passToBegin(candidate))
          .isInstanceOf(GoldenMismatchException.class);
    }
  }

  @Test
  void aVersionLikeTheOneInServicePasses() {
    try (TextClassifier serving = TextClassifier.load(TinyBundles.text(root, "triage", "1"));
        TextClassifier candidate = TextClassifier.load(TinyBundles.text(root, "triage", "2"))) {
      assertThat(new Trial(20).pass(candidate, Optional.of(serving)))
          .extracting(ShapeTime::shape)
          .isEqualTo(candidate.shapes());
    }
  }

  @Test
  void aServingVersionThatIsColdDoesNotExcuseASlowOne() {
    assertThatThrownBy(() -> new Trial(3).pass(timed("2", 40), Optional.of(timed("1", 90, 10))))
        .isInstanceOf(TooSlowException.class)
        .hasMessageContaining("4.0 times");
  }

  @Test
  void aCandidateIsNotSlowForOneSlowMoment() {
    assertThat(new Trial(3).pass(timed("2", 10, 90, 20), Optional.of(timed("1", 10)))).isNotEmpty();
  }

  @Test
  void whatServesAndRunsNoMoreIsNotTheCandidatesFault() {
    TextClassifier broken = TextClassifier.load(TinyBundles.text(root, "triage", "1"));
    broken.close();
    assertThat(new Trial(3).pass(timed("2", 40), Optional.of(broken))).isNotEmpty();
  }

  @Test
  void aRefusalSaysHowSlowItIs() {
    ModelBundle slow = TinyBundles.text(root, "triage", "2");

    assertThat(new TooSlowException(slow, 4.25, 3, TinyBundles.text(root, "triage", "1")))
        .hasMessage(
            "model triage 2 takes 4.3 times as long as triage 1, which serves;"
                + " allowed is 3.0 times");
  }

  @Test
  void theFactorIsTheMedianOfTheShapesThatBothHave() {
    List<ShapeTime> own = List.of(time("1x16", 2), time("2x16", 40), time("4x16", 6));
    List<ShapeTime> others = List.of(time("1x16", 1), time("2x16", 1), time("4x16", 2));

    assertThat(Trial.factor(own, others)).hasValue(3);
    assertThat(Trial.factor(own, List.of(time("1x32", 1)))).isEmpty();
  }

  /** Runs no network; says that its runs took these times, and from then on the last of them. */
  private Servable timed(String version, long... millis) {
    ModelBundle bundle = TinyBundles.text(root, "triage", version);
    return new Servable() {
      private int runs;

      @Override
      public ModelBundle bundle() {
        return bundle;
      }

      @Override
      public List<ShapeTime> warmUp() {
        return List.of(time("1x16", millis[Math.min(runs++, millis.length - 1)]));
      }

      @Override
      public void prove() {}

      @Override
      public long nativeBytes() {
        return 0;
      }

      @Override
      public void close() {}
    };
  }

  private static ShapeTime time(String shape, long millis) {
    return new ShapeTime(shape, 1, Duration.ofMillis(millis));
  }
}
