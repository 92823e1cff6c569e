package io.millrace.inference.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void aModelOfUnknownSpeedMayTakeAll() {
    assertThat(new Pace(Duration.ofSeconds(1), () -> Duration.ZERO).allowed())
        .isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void whatWasExpectedCountsUntilSomethingWasMeasured() {
    Pace pace = new Pace(Duration.ofSeconds(1), () -> Duration.ofMillis(100));

    assertThat(pace.allowed()).isEqualTo(10);
    pace.took(10, Duration.ofSeconds(4));
    assertThat(pace.allowed()).isEqualTo(4); // half of 400 ms and half of 100 ms a record
  }

  @Test
  void theFirstRecordsOfAFastModelAreFewSoThatTheirAnswersComeSoon() {
    Pace pace = new Pace(Duration.ofSeconds(1), () -> Duration.ofMillis(1));

    assertThat(pace.allowed()).isEqualTo(16);
    pace.took(16, Duration.ofMillis(16));
    assertThat(pace.allowed()).isEqualTo(1_000);
  }

  @Test
  void aRecordThatTakesLongerThanIsAllowedIsHandledAlone() {
    Pace pace = new Pace(Duration.ofSeconds(1), () -> Duration.ofSeconds(3));

    assertThat(pace.allowed()).isEqualTo(1);
  }

  @Test
  void aModelThatTakesAsLongForOneAsForManyIsGivenManyAgain() {
    Pace pace = new Pace(Duration.ofMillis(7_500), () -> Duration.ofSeconds(3));

    for (int batch = 0; batch < 12; batch++) {
      pace.took(Math.min(32, pace.allowed()), Duration.ofSeconds(3));
    }

    assertThat(pace.allowed()).isGreaterThanOrEqualTo(32);
  }
}
