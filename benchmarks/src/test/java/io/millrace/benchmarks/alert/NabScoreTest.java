package io.millrace.benchmarks.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.benchmarks.alert.NabFile.Labelled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of 100 rows, from the 15th of which is judged, with windows of ten rows. */
class NabScoreTest {

  private static final NabFile FILE = file(100, new Labelled(30, 39), new Labelled(60, 69));

  @Test
  void whoNeverDetectsScoresNothing() {
    NabScore score = NabScore.of(FILE, detected());

    assertThat(score.raw()).isEqualTo(-2);
    assertThat(score.standard()).isZero();
  }

  @Test
  void whoDetectsTheFirstRowOfEachWindowScoresAHundred() {
    NabScore score = NabScore.of(FILE, detected(30, 60));

    assertThat(score.raw()).isEqualTo(2);
    assertThat(score.standard()).isEqualTo(100);
  }

  @Test
  void ofAWindowOnlyTheFirstDetectionCounts() {
    NabScore score = NabScore.of(FILE, detected(35, 36, 39));

    assertThat(score.raw()).isCloseTo(0.8482836 / 0.9866143 - 1, within(1e-6)); // 5 rows to go
  }

  @Test
  void theLastRowOfAWindowIsWorthATenthOfItsWidth() {
    NabScore score = NabScore.of(FILE, detected(39));

    assertThat(score.raw()).isCloseTo(0.2449187 / 0.9866143 - 1, within(1e-6));
  }

  @Test
  void aDetectionBeforeAnyWindowCostsAllOfAFalseOne() {
    NabScore score = NabScore.of(FILE, detected(20, 21));

    assertThat(score.raw()).isCloseTo(-2 - 2 * .11, within(1e-9));
  }

  @Test
  void aDetectionSoonAfterAWindowCostsLess() {
    NabScore soon = NabScore.of(FILE, detected(42));
    NabScore late = NabScore.of(FILE, detected(55));

    assertThat(soon.raw()).isCloseTo(-2 - .11 * .6822618, within(1e-6)); // 3 of 9 rows behind
    assertThat(late.raw()).isCloseTo(-2 - .11 * .9997242, within(1e-6)); // 16 of 9
  }

  @Test
  void aDetectionFarAfterAWindowCostsAllOfAFalseOne() {
    NabScore score = NabScore.of(FILE, detected(98));

    assertThat(score.raw()).isCloseTo(-2 - .11, within(1e-9)); // 29 of 9 rows behind: beyond 3
  }

  @Test
  void theBeginningIsNotJudged() {
    assertThat(FILE.judgedFrom()).isEqualTo(15);
    assertThat(file(9000).judgedFrom()).isEqualTo(750);
    assertThat(NabScore.of(FILE, detected(0, 14)).raw()).isEqualTo(-2);
  }

  @Test
  void scoresOfFilesAddUp() {
    NabScore both = NabScore.of(FILE, detected(30, 60)).plus(NabScore.of(FILE, detected()));

    assertThat(both.standard()).isEqualTo(50);
  }

  private static BitSet detected(int... rows) {
    BitSet detected = new BitSet();
    for (int row : rows) {
      detected.set(row);
    }
    return detected;
  }

  private static NabFile file(int rows, Labelled... windows) {
    List<NabFile.Row> values = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      values.add(new NabFile.Row(Instant.EPOCH.plusSeconds(300L * row), 0));
    }
    return new NabFile("hand-made", values, List.of(windows));
  }
}
