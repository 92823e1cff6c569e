package io.millrace.workbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PickTest {

  @Test
  void windowsAreChosenByTheirErrorAlone() {
    assertThat(Pick.among(new double[] {3, 1, 5, 2, 4}))
        .isEqualTo(Map.of(Pick.BEST, 1, Pick.MEDIAN, 0, Pick.WORST, 2));
  }

  @Test
  void ofEqualWindowsTheEarlierIsTheBetterOne() {
    assertThat(Pick.among(new double[] {7, 7, 7, 7}))
        .isEqualTo(Map.of(Pick.BEST, 0, Pick.MEDIAN, 1, Pick.WORST, 3));
  }

  @Test
  void anErrorThatIsNoNumberCannotBeRanked() {
    assertThatThrownBy(() -> Pick.among(new double[] {1, Double.NaN}))
        .hasMessage("errors: expected a number for each window, found NaN");
  }
}
