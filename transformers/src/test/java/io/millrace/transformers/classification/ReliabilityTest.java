package io.millrace.transformers.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReliabilityTest {

  private static final double[][] PROBABILITIES = {
    {0.95, 0.05}, {0.1, 0.9}, {0.6, 0.4}, {0.6, 0.4}
  };

  @Test
  void answersOfLikeProbabilityShareABin() {
    Reliability reliability = Reliability.of(PROBABILITIES, new int[] {0, 1, 0, 1});

    assertThat(reliability.bins()).extracting(Reliability.Bin::count).containsExactly(2, 2);
    assertThat(reliability.bins().get(0).accuracy()).isEqualTo(0.5);
    assertThat(reliability.bins().get(1).accuracy()).isEqualTo(1);
  }

  @Test
  void theErrorIsTheMeanDistanceOfWhatIsSaidFromWhatIsRight() {
    Reliability reliability = Reliability.of(PROBABILITIES, new int[] {0, 1, 0, 1});

    assertThat(reliability.error()).isCloseTo(0.5 * 0.1 + 0.5 * 0.075, within(1e-12));
  }

  @Test
  void certaintyFallsIntoTheLastBin() {
    Reliability reliability = Reliability.of(new double[][] {{1, 0}}, new int[] {0});

    assertThat(reliability.error()).isZero();
  }

  @Test
  void aHigherThresholdAnswersFewerAndHereMoreRightly() {
    AnswerCurve curve = AnswerCurve.of(PROBABILITIES, new int[] {0, 1, 0, 1});

    assertThat(curve.points().get(0)).isEqualTo(new AnswerCurve.Point(0, 1, 0.75));
    assertThat(curve.points().get(70)).isEqualTo(new AnswerCurve.Point(0.7, 0.5, 1));
    assertThat(curve.points().get(99).right()).isNaN();
  }
}
