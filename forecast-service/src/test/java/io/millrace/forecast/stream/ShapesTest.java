package io.millrace.forecast.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapesTest {

  @ParameterizedTest
  @CsvSource({
    "1,1", "2,1", "3,1", "4,8", "8,8", "9,8", "31,8", "32,64", "64,64", "65,64", "500,64"
  })
  void aShapeThatIsFilledUnlessHalfOfTheNextIs(int waiting, int shape) {
    assertThat(new Shapes(List.of(1, 8, 64)).of(waiting)).isEqualTo(shape);
  }

  @Test
  void whatMustBeRunAtOnceTakesTheSmallestShapeThatHoldsIt() {
    assertThat(new Shapes(List.of(1, 8, 64)).holding(2)).isEqualTo(8);
  }

  @Test
  void oneShapeAloneTakesWhateverWaits() {
    assertThat(new Shapes(List.of(64)).of(1)).isEqualTo(64);
  }

  @Test
  void shapesThatDoNotRiseAreRefused() {
    assertThatThrownBy(() -> new Shapes(List.of(8, 8))).hasMessageContaining("[8, 8]");
    assertThatThrownBy(() -> new Shapes(List.of())).hasMessageContaining("at least one");
  }
}
