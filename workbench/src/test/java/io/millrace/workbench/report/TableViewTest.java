package io.millrace.workbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableViewTest {

  private static final double NAN = Double.NaN;

  @Test
  void whatNobodyMeasuredHasNoColumnAndWhatOneDidNotIsADash() {
    TableView view =
        view(
            HeldOutRow.model("iTransformer", scores(0.4)).with(new IntervalScores(0.1234, NAN)),
            HeldOutRow.control("last value", scores(0.5)));

    assertThat(view.columns()).containsExactly("MSE", "pinball");
    assertThat(texts(view, 0)).containsExactly("0.4000", "0.1234");
    assertThat(texts(view, 1)).containsExactly("0.5000", "–");
  }

  @Test
  void theBestOfAColumnIsMarkedAndSoIsWhatPrintsTheSame() {
    TableView view =
        view(
            HeldOutRow.model("iTransformer", scores(0.40001)),
            HeldOutRow.control("last value", scores(0.5)),
            HeldOutRow.control("DLinear", scores(0.40003)));

    assertThat(best(view, 0)).containsExactly(true, false, true);
  }

  @Test
  void theBestCoverageIsTheNearestToTheTarget() {
    TableView view =
        view(
            HeldOutRow.model("iTransformer", scores(NAN)).with(new IntervalScores(NAN, 0.79)),
            HeldOutRow.control("seasonal-naive", scores(NAN)).with(new IntervalScores(NAN, 0.95)));

    assertThat(best(view, 0)).containsExactly(true, false);
  }

  @Test
  void aPublishedNumberIsShownWithItsSourceAndCompetesWithNobody() {
    TableView view =
        view(
            HeldOutRow.model("iTransformer", scores(0.4))
                .with(new Published(0.386, 0.405, "its authors' table 1")),
            HeldOutRow.control("last value", scores(0.5)));

    assertThat(view.columns()).containsExactly("MSE", "published MSE", "published MAE");
    assertThat(best(view, 1)).containsExactly(false, false);
    assertThat(view.caption()).endsWith("Published by iTransformer: its authors' table 1.");
  }

  @Test
  void foldsStandUnderTheirMean() {
    TableView view =
        view(
            HeldOutRow.model("iTransformer", scores(0.2)).in("spring"),
            HeldOutRow.model("iTransformer", scores(0.4)).in("autumn"));

    assertThat(view.folds())
        .extracting(TableView.Fold::title)
        .containsExactly("mean of 2 folds", "spring", "autumn");
    assertThat(texts(view, 0)).containsExactly("0.3000");
  }

  private static TableView view(HeldOutRow... rows) {
    HeldOut table = new HeldOut("scaled units", 100, 0.8, List.of(rows));
    return TableView.of(table, new Palette(table));
  }

  private static PointScores scores(double mse) {
    return new PointScores(mse, NAN, NAN, NAN, NAN);
  }

  private static List<String> texts(TableView view, int row) {
    return view.folds().get(0).rows().get(row).cells().stream().map(TableView.Cell::text).toList();
  }

  private static List<Boolean> best(TableView view, int column) {
    return view.folds().get(0).rows().stream().map(row -> row.cells().get(column).best()).toList();
  }
}
