package io.millrace.forecast.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.forecasting.Grid;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CadenceTest {

  private static final Grid SECONDS = new Grid(1000, 0);

  @Test
  void eachThirdStepIsCountedOnTheGrid() {
    assertThat(included(new Cadence.Steps(3), SECONDS, -3, 7)).containsExactly(-3, 0, 3, 6);
  }

  @Test
  void ofASpanItIsTheFirstStep() {
    Cadence everyMinute = new Cadence.Every(Duration.ofMinutes(1));
    assertThat(included(everyMinute, SECONDS, 50, 190)).containsExactly(60, 120, 180);
  }

  @Test
  void aSpanThatIsNoWholeNumberOfStepsStillHasOneForEach() {
    Grid sevenSeconds = new Grid(7000, 3000);
    Cadence everyMinute = new Cadence.Every(Duration.ofMinutes(1));
    assertThat(included(everyMinute, sevenSeconds, 1, 30)).containsExactly(9, 17, 26);
  }

  private static long[] included(Cadence cadence, Grid grid, long from, long to) {
    return LongStream.range(from, to).filter(slot -> cadence.includes(grid, slot)).toArray();
  }
}
