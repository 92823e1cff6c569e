package io.millrace.forecasting.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExtremesTest {

  @Test
  void whatWouldBeTheThirdLargestOfManyIsAsProbableAsItsRank() {
    Extremes extremes = upTo(199);

    double probability = extremes.tailProbability(197.5, Extremes.NONE);

    assertThat(probability).isCloseTo(3 / 200.0, within(1e-12)); // 198 and 199 are larger
  }

  @Test
  void beyondTheLargestTheTailGoesOnWithTheMeanExcess() {
    Extremes extremes = upTo(199); // 190 .. 199 are kept: they exceed 190 by 5 in the mean of nine

    double probability = extremes.tailProbability(209, Extremes.NONE);

    assertThat(probability).isCloseTo(Math.exp(-10 / 5.0) / 200, within(1e-12));
    assertThat(extremes.size(probability, Extremes.NONE)).isCloseTo(209, within(1e-9));
  }

  @Test
  void whatIsNotAmongTheLargestSaysNothing() {
    assertThat(upTo(199).tailProbability(150, Extremes.NONE)).isEqualTo(1);
  }

  @Test
  void theLargestAreForgottenInTime() {
    Extremes extremes = Extremes.NONE.with(1000);
    for (int i = 0; i < Extremes.LOOKBACK; i++) {
      extremes = extremes.with(1 + i % 7);
    }

    double probability = extremes.tailProbability(100, Extremes.NONE);

    assertThat(probability).isLessThan(1e-9);
  }

  @Test
  void fewReadingsAreNoGroundsForAnything() {
    Extremes extremes = upTo(Extremes.WARM_UP - 1);

    assertThat(extremes.isWarm()).isFalse();
    assertThat(extremes.tailProbability(1e9, Extremes.NONE)).isEqualTo(1);
  }

  @Test
  void aSideWithoutDeviationsIsMeasuredByTheOther() {
    Extremes none = Extremes.NONE;
    for (int i = 0; i < 200; i++) {
      none = none.with(-1);
    }
    Extremes other = upTo(199);

    double probability = none.tailProbability(5, other);

    assertThat(probability).isCloseTo(Math.exp(-1) / 201, within(1e-12));
  }

  @Test
  void ofExponentialDeviationsTheTailIsWhatItSays() {
    SplittableRandom random = new SplittableRandom(11);
    Extremes extremes = Extremes.NONE;
    int points = 200_000;
    int beyond = 0;
    for (int i = 0; i < points; i++) {
      double size = -Math.log(1 - random.nextDouble());
      beyond += extremes.tailProbability(size, Extremes.NONE) < 1e-3 ? 1 : 0;
      extremes = extremes.with(size);
    }

    assertThat((double) beyond / points).isCloseTo(1e-3, within(3e-4));
  }

  @Test
  void itsBytesGiveItBack() {
    Extremes extremes = upTo(300);
    ByteBuffer bytes = ByteBuffer.allocate(Extremes.MOST_BYTES);

    extremes.write(bytes);

    assertThat(Extremes.read(bytes.flip())).isEqualTo(extremes);
  }

  /** 1, 2, .. */
  private static Extremes upTo(int last) {
    Extremes extremes = Extremes.NONE;
    for (int i = 1; i <= last; i++) {
      extremes = extremes.with(i);
    }
    return extremes;
  }
}
