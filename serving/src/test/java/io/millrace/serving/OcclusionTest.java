package io.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** On a network whose probability is the sum of its units, and a clock that each run moves on. */
class OcclusionTest {

  private static final Duration RUN = Duration.ofMillis(10);

  private final List<List<Occlusion.Stretch>> runs = new ArrayList<>();
  private double[] units = new double[64];
  private long now;

  @Test
  void aLongerTimeGivesFinerStretchesThatAlwaysCoverTheWhole() {
    units = new Random(3).doubles(64).toArray();
    int coarser = 0;
    for (int allowed = 1; allowed <= 30; allowed++) {
      Occlusion occlusion = occlusion(1, 8);

      boolean complete = occlusion.weigh(64, time(RUN.multipliedBy(allowed)));

      List<Occlusion.Weighed> weighed = occlusion.weighed();
      assertThat(weighed.size()).isGreaterThanOrEqualTo(coarser);
      assertCoversAll(weighed);
      for (Occlusion.Weighed each : weighed) {
        assertThat(each.weight()).isEqualTo(sum(each.stretch()), within());
      }
      coarser = weighed.size();
      assertThat(complete).isEqualTo(weighed.size() == 64);
    }
    assertThat(coarser).isEqualTo(64);
  }

  @Test
  void ofStretchesOfOneLengthTheHeaviestIsHalvedFirst() {
    units[50] = -5;
    Occlusion occlusion = occlusion(1, 8);

    occlusion.weigh(64, time(RUN.multipliedBy(2)));

    assertThat(runs.get(1))
        .startsWith(new Occlusion.Stretch(48, 52), new Occlusion.Stretch(52, 56));
  }

  @Test
  void aRunThatWouldNotFitIsNotBegun() {
    occlusion(1, 8).weigh(64, time(RUN.multipliedBy(2).minusNanos(1)));

    assertThat(runs).hasSize(1);
  }

  @Test
  void noRunIsLargerThanItsRows() {
    for (int rows : new int[] {2, 3, 8, 32}) {
      runs.clear();

      assertThat(occlusion(1, rows).weigh(61, time(Duration.ofHours(1)))).isTrue();

      assertThat(runs).allSatisfy(run -> assertThat(run).hasSizeLessThanOrEqualTo(rows));
    }
  }

  @Test
  void whereOneRowRunsAtATimeTheFirstStretchesComeOneByOne() {
    Occlusion occlusion = occlusion(1, 1);

    assertThat(occlusion.weigh(64, time(RUN.multipliedBy(3)))).isFalse();

    assertThat(occlusion.weighed())
        .extracting(Occlusion.Weighed::stretch)
        .containsExactly(
            new Occlusion.Stretch(0, 8),
            new Occlusion.Stretch(8, 16),
            new Occlusion.Stretch(16, 24));
  }

  @Test
  void stretchesAreNotHalvedBeyondTheFinest() {
    Occlusion occlusion = occlusion(4, 8);

    assertThat(occlusion.weigh(64, time(Duration.ofHours(1)))).isTrue();

    assertThat(occlusion.weighed()).hasSize(16);
  }

  private Occlusion occlusion(int finest, int rows) {
    return new Occlusion(
        IntStream.range(0, units.length).mapToDouble(unit -> units[unit]).sum(),
        finest,
        rows,
        hidden -> {
          runs.add(List.copyOf(hidden));
          now += RUN.toNanos();
          double all = IntStream.range(0, units.length).mapToDouble(unit -> units[unit]).sum();
          return hidden.stream().mapToDouble(each -> all - sum(each)).toArray();
        });
  }

  private TimeBudget time(Duration budget) {
    return new TimeBudget(budget, () -> now);
  }

  private double sum(Occlusion.Stretch stretch) {
    return IntStream.range(stretch.from(), stretch.to()).mapToDouble(unit -> units[unit]).sum();
  }

  private static void assertCoversAll(List<Occlusion.Weighed> weighed) {
    int end = 0;
    for (Occlusion.Weighed each : weighed) {
      assertThat(each.stretch().from()).isEqualTo(end);
      end = each.stretch().to();
    }
    assertThat(end).isEqualTo(64);
  }

  private static Offset<Double> within() {
    return Offset.offset(1e-9);
  }
}
