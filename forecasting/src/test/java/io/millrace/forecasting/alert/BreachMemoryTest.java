package io.millrace.forecasting.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.Limit;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreachMemoryTest {

  private static final Limit LIMIT = Limit.above(10);

  private BreachMemory memory = BreachMemory.of(LIMIT, 3);
  private long slot = 0;

  @Test
  void whatWasStatedIsLearnedFromWhenItsLastStepHasPassed() {
    observe(1);
    memory = memory.issued(0.5);
    observe(1);
    observe(1);
    assertThat(memory.calibrated(0.5)).isCloseTo(0.5, within(1e-9));

    observe(1);

    assertThat(memory.calibrated(0.5)).isLessThan(0.5);
    assertThat(memory.open()).isEmpty();
  }

  @Test
  void aBreachIsLearnedFromNoSoonerThanItsAbsence() {
    observe(1);
    memory = memory.issued(0.5);
    observe(11);
    observe(1);
    assertThat(memory.calibrated(0.5)).isCloseTo(0.5, within(1e-9));

    observe(1);

    assertThat(memory.calibrated(0.5)).isGreaterThan(0.5);
  }

  @Test
  void theStepAtWhichItIsStatedIsNotOfItsWindow() {
    observe(10); // at the limit, not beyond
    memory = memory.issued(0.5);

    for (int i = 0; i < 3; i++) {
      observe(1);
    }

    assertThat(memory.calibrated(0.5)).isLessThan(0.5);
  }

  @Test
  void beyondTheLimitNothingIsRememberedAndWhatIsStatedStands() {
    for (int i = 0; i < 10; i++) {
      observe(1);
      memory = memory.issued(0.5);
    }
    observe(11);

    BreachMemory after = memory.issued(0.9);

    assertThat(after).isEqualTo(memory);
    assertThat(after.inside()).isFalse();
    assertThat(after.calibrated(0.9)).isEqualTo(0.9);
  }

  @Test
  void aStepLeftOutDropsWhatWaits() {
    observe(1);
    memory = memory.issued(0.5);
    slot += 1;

    observe(11);

    assertThat(memory.open()).isEmpty();
    assertThat(memory.calibration()).isEqualTo(EventCalibration.INITIAL);
  }

  @Test
  void stepsNumberedAnewDropWhatWaits() {
    slot = 1000;
    observe(1);
    memory = memory.issued(0.5);
    slot = 3;

    observe(11);

    assertThat(memory.open()).isEmpty();
    assertThat(memory.last()).isEqualTo(3);
  }

  @Test
  void aMissingReadingIsNoBreachAndNothingIsStatedAtIt() {
    observe(1);
    memory = memory.issued(0.5);
    memory = memory.met(slot++, OptionalDouble.empty()).issued(0.5);
    assertThat(memory.open()).hasSize(1);

    observe(1);
    observe(1);

    assertThat(memory.calibrated(0.5)).isLessThan(0.5);
  }

  @Test
  void ofAnotherLimitOrLeadTimeNothingIsKnown() {
    for (int i = 0; i < 20; i++) {
      observe(1);
      memory = memory.issued(0.5);
    }

    assertThat(memory.about(LIMIT, 3)).isSameAs(memory);
    assertThat(memory.about(LIMIT, 4).calibrated(0.5)).isCloseTo(0.5, within(1e-9));
    assertThat(memory.about(Limit.above(11), 3).open()).isEmpty();
    assertThat(memory.about(Limit.below(10), 3).calibration()).isEqualTo(EventCalibration.INITIAL);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 24, 32, 33, 96, 720})
  void itIsTheSameAfterItsBytesAndTheyAreBounded(int leads) {
    memory = BreachMemory.of(LIMIT, leads);
    SplittableRandom random = new SplittableRandom(leads);
    for (int i = 0; i < 3 * leads + 50; i++) {
      observe(random.nextInt(20) == 0 ? 11 : random.nextDouble());
      memory = memory.issued(random.nextDouble());

      byte[] bytes = memory.toBytes();

      assertThat(BreachMemory.fromBytes(bytes)).isEqualTo(memory);
      assertThat(bytes).hasSizeLessThanOrEqualTo(266);
    }
  }

  @Test
  void anUnknownVersionIsNamed() {
    byte[] bytes = memory.toBytes();
    bytes[0] = 9;

    assertThatThrownBy(() -> BreachMemory.fromBytes(bytes))
        .hasMessage("breach memory: state version 9 is not known");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 32768})
  void leadsThatNoWindowHasAreRefused(int leads) {
    assertThatThrownBy(() -> BreachMemory.of(LIMIT, leads))
        .hasMessage("leads: must be between 1 and 32767, is " + leads);
  }

  private void observe(double value) {
    memory = memory.met(slot++, OptionalDouble.of(value));
  }
}
