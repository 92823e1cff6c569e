package io.millrace.workbench.train;

import io.millrace.workbench.csv.SeriesFile;
import io.millrace.workbench.proof.Circumstances;
import io.millrace.workbench.report.Fact;
import io.millrace.workbench.report.HeldOut;
import io.millrace.workbench.report.HeldOutRow;
import io.millrace.workbench.report.Report;
import io.millrace.workbench.report.Role;
import java.util.List;

/**
 * What {@code report.html} shows of a backtest.
 *
 * @param folds how the test rows were cut off
 * @param command that makes it again
 */
record BacktestReport(
    SeriesFile file,
    WindowOptions.Plan windows,
    FoldOptions folds,
    List<Backtest.Row> rows,
    String command) {

  Report report() {
    List<Double> levels = windows.levels();
    double target = levels.size() < 2 ? Double.NaN : levels.get(levels.size() - 1) - levels.get(0);
    return new Report(
        "Backtest of " + file.file().getFileName(),
        facts(),
        List.of(),
        new HeldOut("scaled units", testWindows(), target, table()),
        null,
        null,
        null);
  }

  private List<Fact> facts() {
    return List.of(
        Fact.of("data", file.facts().description()),
        Fact.of("test rows", folds),
        Fact.of("lookback, horizon", windows.lookback() + ", " + windows.horizon()),
        Fact.of("season", windows.season() + " steps"),
        Fact.of("machine", Circumstances.thisMachine()),
        Fact.verbatim("made by", command));
  }

  private List<HeldOutRow> table() {
    boolean severalFolds = rows.stream().anyMatch(row -> row.fold() > 1);
    return rows.stream()
        .map(
            row ->
                HeldOutRows.row(row.scored(), role(row), severalFolds ? "fold " + row.fold() : ""))
        .toList();
  }

  /** Where only controls are compared, the first one is what the others stand beside. */
  private Role role(Backtest.Row row) {
    boolean modelled = rows.stream().anyMatch(each -> !each.control());
    boolean model = modelled ? !row.control() : row.model().equals(rows.get(0).model());
    return model ? Role.MODEL : Role.CONTROL;
  }

  private long testWindows() {
    return rows.stream()
        .filter(row -> row.model().equals(rows.get(0).model()))
        .mapToLong(Backtest.Row::testWindows)
        .sum();
  }
}
