package io.millrace.workbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final double NAN = Double.NaN;

  @Test
  void whatIsBeatenAndWhatIsNotStandInOneSentence() {
    HeldOut table =
        table(
            HeldOutRow.model("iTransformer", scores(0.4, 0.4)),
            HeldOutRow.control("last value", scores(1.25, 0.8)),
            HeldOutRow.control("seasonal-naive", scores(0.5, 0.5)),
            HeldOutRow.control("DLinear", scores(0.38, 0.38)));

    assertThat(sentences(table))
        .containsExactly(
            "iTransformer beats last value by 68 % and seasonal-naive by 20 % (MSE);"
                + " it does not beat DLinear (5 % worse).");
  }

  @Test
  void lessThanAPerCentEitherWayIsLevel() {
    HeldOut table =
        table(
            HeldOutRow.model("iTransformer", scores(0.3131, NAN)),
            HeldOutRow.control("DLinear", scores(0.3154, NAN)));

    assertThat(sentences(table))
        .containsExactly("iTransformer is level with DLinear (within 1 %) (MSE).");
  }

  @Test
  void anotherMetricThatJudgesOtherwiseIsHeardToo() {
    HeldOut table =
        table(
            HeldOutRow.model("iTransformer", scores(0.3, 0.174)),
            HeldOutRow.control("last value", scores(0.5, 0.168)));

    assertThat(sentences(table))
        .containsExactly(
            "iTransformer beats last value by 40 % (MSE).",
            "Measured by MAE it comes out differently:"
                + " iTransformer does not beat last value (4 % worse) (MAE).");
  }

  @Test
  void withoutControlsNothingIsClaimed() {
    assertThat(sentences(table(HeldOutRow.model("iTransformer", scores(0.3, 0.3)))))
        .containsExactly(
            "iTransformer was compared with no control: whether it is any good is not known.");
  }

  @Test
  void foldsAreComparedByTheirMeans() {
    HeldOut table =
        table(
            HeldOutRow.model("iTransformer", scores(0.2, NAN)).in("spring"),
            HeldOutRow.control("last value", scores(1, NAN)).in("spring"),
            HeldOutRow.model("iTransformer", scores(1.2, NAN)).in("autumn"),
            HeldOutRow.control("last value", scores(1, NAN)).in("autumn"));

    assertThat(sentences(table)).containsExactly("iTransformer beats last value by 30 % (MSE).");
  }

  @Test
  void theIntervalIsJudgedByWhatItHeld() {
    HeldOut table =
        table(
            HeldOutRow.model("iTransformer", scores(0.4, 0.4))
                .with(new IntervalScores(0.1, 0.7854)),
            HeldOutRow.control("last value", scores(0.8, 0.8)));

    assertThat(sentences(table)).contains("Its 80 % interval held 78.5 % of the actuals.");
  }

  private static HeldOut table(HeldOutRow... rows) {
    return new HeldOut("scaled units", 100, 0.8, List.of(rows));
  }

  private static PointScores scores(double mse, double mae) {
    return new PointScores(mse, mae, NAN, NAN, NAN);
  }

  private static List<String> sentences(HeldOut table) {
    return new Verdict(table)
        .sentences().stream().map(each -> each.replace('\u00a0', ' ')).toList();
  }
}
