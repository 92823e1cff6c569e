package io.millrace.workbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.workbench.report.RightLabels.Label;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RightLabelsTest {

  private final RightLabels labels = new RightLabels(15, 100);

  @Test
  void namesThatHaveRoomStayWhereTheirLinesEnd() {
    assertThat(apart(10, 50, 90)).containsExactly(10.0, 50.0, 90.0);
  }

  @Test
  void namesThatWouldLieOnEachOtherMoveApartInTheOrderOfTheirLines() {
    assertThat(apart(52, 50, 51)).containsExactly(50.0, 65.0, 80.0);
  }

  @Test
  void noneFallsBelowThePlot() {
    assertThat(apart(95, 99, 98)).containsExactly(70.0, 85.0, 100.0);
  }

  private List<Double> apart(double... y) {
    List<Label> given =
        Arrays.stream(y).mapToObj(each -> new Label(each, "name", Ink.TEXT)).toList();
    return labels.apart(given).stream().map(Label::y).toList();
  }
}
