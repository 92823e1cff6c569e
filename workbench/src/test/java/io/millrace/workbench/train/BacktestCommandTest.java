package io.millrace.workbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BacktestCommandTest {

  @TempDir Path folder;

  private final StringWriter screen = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void everyFoldTestsEveryModelOnTheSameRows() throws IOException {
    int exit = backtest("--models=dlinear,last-value,seasonal-naive", "--folds=2", "--epochs=1");

    assertThat(errors.toString()).isEmpty();
    assertThat(exit).isZero();
    List<String> csv = Files.readAllLines(folder.resolve("out").resolve("backtest.csv"));
    assertThat(csv).hasSize(1 + 2 * 3);
    assertThat(csv.get(0)).startsWith("fold,model,windows,mse,mae,mase,rel_mae,smape,pinball");
    // 240 rows: two test parts of 24 each, forecast from every row on that leaves a whole horizon.
    assertThat(csv)
        .filteredOn(line -> line.startsWith("1,"))
        .allMatch(line -> line.contains(",21,"));
    assertThat(csv)
        .filteredOn(line -> line.startsWith("2,"))
        .allMatch(line -> line.contains(",21,"));
    assertThat(screen.toString()).contains("mean dlinear", "mean seasonal-naive");
    assertThat(folder.resolve("out").resolve("report.html")).isNotEmptyFile();
  }

  @Test
  void theReportNamesACommandThatIsAccepted() throws IOException {
    backtest("--models=last-value", "--folds=2");

    String report = Files.readString(folder.resolve("out").resolve("report.html"));
    assertThat(report).contains("--folds=2").doesNotContain("--protocol");
  }

  @Test
  void seasonalNaiveIsItsOwnMeasure() throws IOException {
    backtest("--models=seasonal-naive", "--protocol=ratio");

    String row = Files.readAllLines(folder.resolve("out").resolve("backtest.csv")).get(1);
    assertThat(row.split(",")[6]).isEqualTo("1.0");
  }

  @Test
  void tooManyFoldsAreRefusedWithWhatTheyNeed() throws IOException {
    int exit = backtest("--models=last-value", "--folds=52");

    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString())
        .contains(
            "--folds: 52 folds of 4 rows leave 8 to train on; lookback 12 and horizon 4 need 16");
  }

  private int backtest(String... more) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add(Tides.csv(folder, 240).toString());
    arguments.addAll(List.of("--lookback=12", "--horizon=4", "--out=" + folder.resolve("out")));
    arguments.addAll(List.of(more));
    return new CommandLine(new BacktestCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(screen, true))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments.toArray(String[]::new));
  }
}
