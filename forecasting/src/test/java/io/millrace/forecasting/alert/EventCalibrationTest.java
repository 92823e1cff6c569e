package io.millrace.forecasting.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCalibrationTest {

  private final SplittableRandom random = new SplittableRandom(5);

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.1, 0.5, 0.97})
  void beforeAnyOutcomeWhatIsStatedIsBelieved(double stated) {
    assertThat(EventCalibration.INITIAL.of(stated)).isCloseTo(stated, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.3, 0.5, 0.7, 0.9})
  void ofASamplerThatSaysTooMuchItLearnsHowOftenTheEventComes(double stated) {
    EventCalibration calibration = taught(EventCalibration.INITIAL, -0.8, 0.5);

    assertThat(calibration.of(stated)).isCloseTo(shareOf(stated, -0.8, 0.5), within(0.08));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.3, 0.5, 0.7, 0.9})
  void anHonestSamplerIsLeftNearlyAlone(double stated) {
    EventCalibration calibration = taught(EventCalibration.INITIAL, 0, 1);

    assertThat(calibration.of(stated)).isCloseTo(stated, within(0.08));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.5, 0.7})
  void aProcessThatChangesIsFollowed(double stated) {
    EventCalibration before = taught(EventCalibration.INITIAL, 1, 1);

    EventCalibration after = taught(before, -1, 1);

    assertThat(after.of(stated)).isCloseTo(shareOf(stated, -1, 1), within(0.1));
  }

  @Test
  void whateverCameTheMoreProbableStaysTheMoreProbable() {
    EventCalibration calibration = EventCalibration.INITIAL;
    for (int i = 0; i < 2000; i++) { // the sampler is wrong the whole way round
      double stated = random.nextDouble();
      calibration = calibration.with(stated, random.nextDouble() > stated, 1, 1);
    }

    double last = 0;
    for (double stated = 0.001; stated < 1; stated += 0.001) {
      double now = calibration.of(stated);
      assertThat(now).isGreaterThan(last).isLessThan(1);
      last = now;
    }
  }

  @Test
  void certaintiesThatFailDoNotBreakIt() {
    EventCalibration calibration = EventCalibration.INITIAL;
    for (int i = 0; i < 1000; i++) {
      calibration = calibration.with(i % 2, i % 2 == 0, 1, 1);
    }

    assertThat(calibration.of(1)).isBetween(0.2, 0.8);
    assertThat(calibration.of(0)).isBetween(0.2, 0.8);
  }

  @Test
  void ofWindowsThatOverlapEachMovesItLess() {
    double alone = EventCalibration.INITIAL.with(0.5, true, 1, 1).of(0.5);
    double oneOfMany = EventCalibration.INITIAL.with(0.5, true, 24, 1).of(0.5);

    assertThat(oneOfMany).isGreaterThan(0.5).isLessThan(alone);
  }

  /** 3,000 outcomes of a sampler whose log odds ought to be {@code offset + slope × stated}. */
  private EventCalibration taught(EventCalibration from, double offset, double slope) {
    EventCalibration calibration = from;
    for (int i = 0; i < 3000; i++) {
      double stated = 0.02 + 0.96 * random.nextDouble();
      boolean happened = random.nextDouble() < shareOf(stated, offset, slope);
      calibration = calibration.with(stated, happened, 1, 1);
    }
    return calibration;
  }

  private static double shareOf(double stated, double offset, double slope) {
    double odds = Math.exp(offset) * Math.pow(stated / (1 - stated), slope);
    return odds / (1 + odds);
  }
}
