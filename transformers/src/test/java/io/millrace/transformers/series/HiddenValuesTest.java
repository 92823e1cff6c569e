package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.forecasting.GapPolicy;
import io.millrace.forecasting.RowRange;
import io.millrace.forecasting.Windows;
import io.millrace.transformers.training.Batch;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HiddenValuesTest {

  private static final int LOOKBACK = 24;
  private static final int VARIATES = 2;

  private final HiddenValues previous = new HiddenValues(0.2, 1, new GapPolicy.Previous(LOOKBACK));
  private final float[] values = Columns.random(3, 1, LOOKBACK, VARIATES).values();
  private final MaskedWindow window = new MaskedWindow(values, new float[values.length], VARIATES);

  @Test
  void whatIsNotHiddenStaysAndWhatIsHiddenRepeatsTheValueBefore() {
    for (int index = 0; index < 100; index++) {
      MaskedWindow hidden = previous.hide(index, window);

      for (int at = 0; at < values.length; at++) {
        boolean told = hidden.mask()[at] == 1;
        float expected = told ? hidden.values()[at - VARIATES] : values[at];
        assertThat(hidden.values()[at]).isEqualTo(expected);
      }
    }
  }

  @Test
  void onAverageItIsTheShareThatWasAskedForAndWindowsDiffer() {
    MaskedWindow longer = new MaskedWindow(new float[96], new float[96], 1);
    double sum = 0;
    double most = 0;
    for (int index = 0; index < 5000; index++) {
      double share = share(previous.hide(index, longer).mask());
      sum += share;
      most = Math.max(most, share);
    }

    assertThat(sum / 5000).isCloseTo(0.2, within(0.03));
    assertThat(most).isGreaterThan(0.4);
  }

  @Test
  void theSameWindowHidesTheSameInEveryEpochAndAnotherSeedHidesOthers() {
    HiddenValues other = new HiddenValues(0.2, 2, previous.policy());

    MaskedWindow once = previous.hide(7, window);

    assertThat(share(once.mask())).isPositive();
    assertThat(previous.hide(7, window).mask()).containsExactly(once.mask());
    assertThat(other.hide(7, window).mask()).isNotEqualTo(once.mask());
    assertThat(previous.hide(8, window).mask()).isNotEqualTo(once.mask());
  }

  @Test
  void aLineThatWouldEndBeyondTheWindowIsNotDrawn() {
    HiddenValues linear = new HiddenValues(0.4, 1, new GapPolicy.Linear(LOOKBACK));
    int ends = 0;
    for (int index = 0; index < 100; index++) {
      MaskedWindow hidden = linear.hide(index, window);
      int last = values.length - VARIATES;
      if (hidden.mask()[last] == 1) {
        ends++;
        assertThat(hidden.values()[last]).isEqualTo(hidden.values()[last - VARIATES]);
      }
    }
    assertThat(ends).isPositive();
  }

  @Test
  void aBatchTellsWhatTheDataLackedAndWhatWasHidden() {
    boolean[] lacking = new boolean[60 * VARIATES];
    lacking[5 * VARIATES] = true;
    ScaledSeries series =
        new ScaledSeries(
            Columns.random(4, 1, 60, VARIATES).values(),
            VARIATES,
            lacking,
            new float[0],
            0,
            new float[0],
            0);
    Windows windows = new Windows(new RowRange(0, 60), LOOKBACK, 4);

    float[] lacked = mask(new WindowExamples(series, windows, true, null), 2);
    float[] hidden = mask(new WindowExamples(series, windows, true, previous), 2);

    assertThat(lacked[3 * VARIATES]).isEqualTo(1);
    assertThat(share(lacked)).isEqualTo(1.0 / lacked.length);
    assertThat(hidden[3 * VARIATES]).isEqualTo(1);
    assertThat(share(hidden)).isGreaterThan(share(lacked));
  }

  @Test
  void hidingMoreThanIsSeenOrWithoutSayingSoIsRefused() {
    assertThatThrownBy(() -> new HiddenValues(0.5, 1, previous.policy()))
        .hasMessage("share of hidden values: expected above 0, up to 0.4, found 0.5");
    assertThatThrownBy(
            () ->
                new WindowExamples(
                    new ScaledSeries(values, VARIATES),
                    new Windows(new RowRange(0, LOOKBACK), 4, 4),
                    false,
                    previous))
        .hasMessage("what is hidden must be told by a mask");
  }

  private static float[] mask(WindowExamples examples, int window) {
    try (Batch batch = examples.batch(new int[] {0, window})) {
      float[] masks = Batch.floats(batch.tensor(InputShape.MASK));
      return Arrays.copyOfRange(masks, masks.length / 2, masks.length);
    }
  }

  private static double share(float[] mask) {
    double sum = 0;
    for (float each : mask) {
      sum += each;
    }
    return sum / mask.length;
  }
}
