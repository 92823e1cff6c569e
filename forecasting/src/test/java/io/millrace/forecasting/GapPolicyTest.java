package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GapPolicyTest {

  private static final double NO = Double.NaN;

  @Test
  void previousRepeatsTheValueBeforeTheGapButHasNoneBeforeTheFirst() {
    FilledColumn filled = new GapPolicy.Previous(5).fill(new double[] {NO, 1, NO, NO, 4, NO});

    assertThat(filled.values()).containsExactly(NO, 1, 1, 1, 4, 4);
    assertThat(filled.mask()).containsExactly(true, false, true, true, false, true);
  }

  @Test
  void beyondTheLongestRunAGapStaysMissing() {
    FilledColumn filled = new GapPolicy.Previous(2).fill(new double[] {1, NO, NO, NO, 5, NO});

    assertThat(filled.values()).containsExactly(1, 1, 1, NO, 5, 5);
    assertThat(filled.mask()).containsExactly(false, true, true, true, false, true);
  }

  @Test
  void linearDrawsALineBetweenTheNeighboursAndNeedsBoth() {
    FilledColumn filled =
        new GapPolicy.Linear(3).fill(new double[] {NO, 1, NO, NO, NO, NO, 11, NO});

    assertThat(filled.values()).containsExactly(NO, 1, 3, 5, 7, NO, 11, NO);
  }

  @Test
  void seasonalGoesBackAsManySeasonsAsItTakesToMeetAnObservedValue() {
    double[] column = {1, NO, 3, NO, 5, NO, 7, NO};

    FilledColumn filled = new GapPolicy.Seasonal(3, 9).fill(column);

    assertThat(filled.values()).containsExactly(1, NO, 3, 1, 5, 3, 7, 5);
    assertThat(new GapPolicy.Seasonal(3, 9).fill(new double[] {1, 2, 3, NO, 2, 3, NO}).values())
        .containsExactly(1, 2, 3, 1, 2, 3, 1);
  }

  @Test
  void noneOfThemChangesTheColumnItIsGivenOrAValueThatIsThere() {
    double[] column = {1, NO, 3};

    FilledColumn filled = new GapPolicy.Linear(1).fill(column);

    assertThat(column).containsExactly(1, NO, 3);
    assertThat(filled.values()).containsExactly(1, 2, 3);
  }

  @Test
  void withALongestOfNothingNothingIsFilledButAllIsMasked() {
    assertThat(new GapPolicy.Previous(0).fill(new double[] {1, NO}))
        .isEqualTo(new FilledColumn(new double[] {1, NO}, new boolean[] {false, true}));
  }

  @Test
  void aNegativeLengthAndAPeriodOfNothingAreRefused() {
    assertThatThrownBy(() -> new GapPolicy.Previous(-1))
        .hasMessage("longest: must not be negative, is -1");
    assertThatThrownBy(() -> new GapPolicy.Seasonal(0, 3))
        .hasMessage("period: must be at least 1, is 0");
  }
}
