package io.millrace.benchmarks.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The row of coverage in short: one process, one seed. */
class CalibrationTest {

  private static final double[] LEVELS = {0.05, 0.5, 0.95};

  @Test
  void everyBucketOfLeadsHoldsNineOfTenBeforeAndAfterTheVarianceDoubles() {
    SyntheticCalibration run =
        new SyntheticCalibration(KnownProcess.HEAVY_TAILED, 0.5, 5000, 20261124);

    List<IntervalAccount> halves = run.halves();

    for (IntervalAccount half : halves) {
      assertThat(half.hasWidth()).isTrue();
      for (int bucket = 0; bucket < half.buckets(); bucket++) {
        assertThat(half.coverageAtEnd(bucket)).isBetween(CalibrationRow.LEAST, CalibrationRow.MOST);
        assertThat(half.coverage(bucket)).isBetween(CalibrationRow.LEAST, CalibrationRow.MOST);
        assertThat(half.pinballRatio(bucket)).isLessThanOrEqualTo(CalibrationRow.DEAREST);
      }
    }
  }

  @Test
  void theTrueIntervalOfAProcessHoldsWhatItSays() {
    for (KnownProcess process : KnownProcess.values()) {
      KnownSeries series = process.draw(20_000, 12, LEVELS, 3);
      for (int lead : new int[] {1, 12}) {
        int inside = 0;
        for (int step = 0; step < 19_980; step++) {
          double actual = series.values()[step + lead];
          double[] quantiles = series.quantiles(step, lead);
          inside += quantiles[0] <= actual && actual <= quantiles[2] ? 1 : 0;
        }
        double share = inside / 19_980.0;
        assertThat(share).as(process + " at lead " + lead).isCloseTo(0.9, within(0.015));
      }
    }
  }

  @Test
  void theBootstrapErrorOfIndependentStepsIsTheBinomialOne() {
    IntervalAccount account = new IntervalAccount(0, 4000, new int[] {1}, LEVELS);
    Random random = new Random(1);
    double[] interval = {-1.645, 0, 1.645};
    for (int step = 0; step < 4000; step++) {
      account.add(step, 1, random.nextGaussian(), interval, interval, 1);
    }

    double error = account.coverageError(0, 10);

    assertThat(error).isCloseTo(Math.sqrt(0.9 * 0.1 / 4000), within(0.0012));
    assertThat(account.pinballRatio()).isEqualTo(1);
  }
}
