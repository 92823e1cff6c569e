package io.millrace.transformers.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MultiLabelScoresTest {

  private static final List<String> LABELS = List.of("disk", "fire", "never");

  private final MultiLabelScores scores =
      MultiLabelScores.of(
          LABELS,
          List.of(List.of("fire"), List.of("fire", "disk"), List.of(), List.of("fire")),
          List.of(List.of("fire"), List.of("disk", "fire"), List.of("disk"), List.of()));

  @Test
  void eachLabelIsCountedByItself() {
    assertThat(scores.labels().get(0)).isEqualTo(new MultiLabelScores.Label("disk", 1, 2, 1));
    assertThat(scores.labels().get(1)).isEqualTo(new MultiLabelScores.Label("fire", 3, 2, 2));
    assertThat(scores.labels().get(0).precision()).isEqualTo(0.5);
    assertThat(scores.labels().get(1).recall()).isCloseTo(2.0 / 3, within(1e-12));
  }

  @Test
  void aLabelThatNeitherHoldsNorWasGivenHasNoFigureAndCountsForNone() {
    assertThat(scores.labels().get(2).f1()).isNaN();
    assertThat(scores.macroF1()).isCloseTo((2.0 / 3 + 4.0 / 5) / 2, within(1e-12));
    assertThat(scores.microF1()).isCloseTo(6.0 / 8, within(1e-12));
  }

  @Test
  void theOrderOfLabelsDoesNotMatterForATextThatIsRightAsAWhole() {
    assertThat(scores.exact()).isEqualTo(0.5);
  }

  @Test
  void answersThatAreNotOneATextAreRefused() {
    assertThatThrownBy(() -> MultiLabelScores.of(LABELS, List.of(List.of()), List.of()))
        .hasMessageContaining("1 truths and 0 answers");
  }
}
