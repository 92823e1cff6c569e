package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.forecasting.GapFilling.Kind;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GapFillingTest {

  @Test
  void eachKindIsThePolicyOfItsName() {
    Duration hour = Duration.ofHours(1);
    assertThat(GapFilling.previous(4).policy(hour)).isEqualTo(new GapPolicy.Previous(4));
    assertThat(GapFilling.linear(4).policy(hour)).isEqualTo(new GapPolicy.Linear(4));
    assertThat(new GapFilling(Kind.SEASONAL, 4, OptionalInt.of(7)).policy(hour))
        .isEqualTo(new GapPolicy.Seasonal(7, 4));
  }

  @Test
  void aSeasonThatIsNotStatedIsTheOneOfTheStep() {
    assertThat(GapFilling.seasonal(4).policy(Duration.ofHours(1)))
        .isEqualTo(new GapPolicy.Seasonal(24, 4));
    assertThat(GapFilling.seasonal(4).policy(Duration.ofDays(1)))
        .isEqualTo(new GapPolicy.Seasonal(7, 4));
  }

  @Test
  void whatMakesNoSenseIsRefusedNamingTheField() {
    assertThatThrownBy(() -> GapFilling.previous(-1))
        .hasMessage("limit: must not be negative, is -1");
    assertThatThrownBy(() -> new GapFilling(Kind.SEASONAL, 3, OptionalInt.of(0)))
        .hasMessage("season: must be at least 1 step, is 0");
    assertThatThrownBy(() -> new GapFilling(Kind.LINEAR, 3, OptionalInt.of(24)))
        .hasMessage("season: only kind SEASONAL has one, the kind is LINEAR");
  }
}
