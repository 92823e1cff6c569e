package io.millrace.transformers.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassificationScoresTest {

  @Test
  void f1IsTheHarmonicMeanOfPrecisionAndRecall() {
    List<String> truth = List.of("a", "a", "a", "b", "b");
    List<String> answers = List.of("a", "a", "b", "b", "a");

    ClassificationScores scores = ClassificationScores.of(truth, answers);

    assertThat(scores.f1().get("a")).isCloseTo(2.0 * 2 / (3 + 3), within(1e-12));
    assertThat(scores.f1().get("b")).isCloseTo(2.0 * 1 / (2 + 2), within(1e-12));
    assertThat(scores.macroF1()).isCloseTo((2.0 / 3 + 0.5) / 2, within(1e-12));
  }

  @Test
  void unknownIsNeverRightAndNeverALabelOfTheMean() {
    ClassificationScores scores =
        ClassificationScores.of(List.of("a", "a", "b", "b"), List.of("a", "unknown", "b", "b"));

    assertThat(scores.unknown()).isEqualTo(0.25);
    assertThat(scores.rightWhenAnswered()).isEqualTo(1);
    assertThat(scores.f1()).containsOnlyKeys("a", "b");
    assertThat(scores.f1().get("a")).isCloseTo(2.0 / 3, within(1e-12));
  }

  @Test
  void whoAnswersNothingButUnknownScoresNothing() {
    ClassificationScores scores =
        ClassificationScores.of(List.of("a", "b"), List.of("unknown", "unknown"));

    assertThat(scores.macroF1()).isZero();
    assertThat(scores.rightWhenAnswered()).isZero();
  }

  @Test
  void asManyAnswersAsLabelsAreNeeded() {
    assertThatThrownBy(() -> ClassificationScores.of(List.of("a"), List.of()))
        .hasMessageContaining("1 labels and 0 answers");
  }

  @Test
  void theMajorityIsTheMostFrequentAndThenTheFirstByName() {
    assertThat(Majority.of(List.of("b", "a", "b"))).isEqualTo("b");
    assertThat(Majority.of(List.of("b", "a"))).isEqualTo("a");
  }
}
