package io.millrace.workbench.train;

import io.millrace.forecasting.RollingOrigin;
import io.millrace.forecasting.Split;
import io.millrace.transformers.series.ForecastRecipe;
import io.millrace.transformers.series.ForecastTraining;
import io.millrace.transformers.training.DivergedException;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.workbench.csv.InputOptions;
import io.millrace.workbench.csv.InvalidSeriesException;
import io.millrace.workbench.csv.SeriesCsv;
import io.millrace.workbench.csv.SeriesFile;
import io.millrace.workbench.proof.Circumstances;
import io.millrace.workbench.report.Fact;
import io.millrace.workbench.report.HeldOut;
import io.millrace.workbench.report.HeldOutRow;
import io.millrace.workbench.report.Report;
import io.millrace.workbench.report.ReportWriter;
import io.millrace.workbench.report.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares forecasters on held-out rows of a series. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description = "Trains and tests forecasters on the same rows: a table, a CSV and a report.")
public final class BacktestCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final double VALIDATION = 0.1;
  private static final double TEST = 0.2;

  @Parameters(paramLabel = "DATA", description = "a CSV of numbers, as for train")
  Path data = Path.of("");

  @Option(
      names = "--models",
      split = ",",
      description = "some of ${COMPLETION-CANDIDATES} (default: all)")
  List<BacktestModel> models = List.of(BacktestModel.values());

  @ArgGroup Cut cut = new Cut();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "of backtest.csv and report.html (default: .millrace/backtests/DATA)")
  @Nullable Path out;

  @Mixin InputOptions input = new InputOptions();

  @Mixin WindowOptions window = new WindowOptions();

  @Mixin NetworkOptions network = new NetworkOptions();

  @Spec @Nullable CommandSpec spec;

  /** How test rows are cut off. */
  static final class Cut {

    @Option(
        names = "--folds",
        description = "rolling origin: so many test parts in a row, together the last fifth")
    @Nullable Integer folds;

    @Option(
        names = "--protocol",
        description = "one published split: ${COMPLETION-CANDIDATES} (default: ratio)")
    ForecastRecipe.@Nullable Protocol protocol;

    List<Split> splits(WindowOptions.Plan windows) {
      int rows = windows.table().length();
      if (folds == null) {
        return List.of(published().split(rows, windows.table().step(), windows.lookback()));
      }
      if (folds < 1) {
        throw new IllegalArgumentException("--folds: expected at least 1, found " + folds);
      }
      int test = Math.max(windows.horizon(), (int) (rows * TEST / folds));
      int validation = Math.max(windows.horizon(), (int) (rows * VALIDATION));
      int training = rows - validation - folds * test;
      if (training < windows.lookback() + windows.horizon()) {
        throw new IllegalArgumentException(
            "--folds: %d folds of %d rows leave %d to train on; lookback %d and horizon %d need %d"
                .formatted(
                    folds,
                    test,
                    Math.max(0, training),
                    windows.lookback(),
                    windows.horizon(),
                    windows.lookback() + windows.horizon()));
      }
      return new RollingOrigin(folds, RollingOrigin.Growth.EXPANDING, training, validation, test)
          .folds(rows, windows.lookback());
    }

    private ForecastRecipe.Protocol published() {
      return protocol == null ? ForecastRecipe.Protocol.RATIO : protocol;
    }

    @Override
    public String toString() {
      return folds == null
          ? "protocol " + published()
          : folds + " folds, their training rows growing";
    }
  }

  @Override
  public Integer call() throws IOException {
    try {
      run(command().commandLine().getOut());
      return 0;
    } catch (InvalidSeriesException | IllegalArgumentException | DivergedException e) {
      command().commandLine().getErr().println("millrace: " + e.getMessage());
      return FAILED;
    }
  }

  private void run(PrintWriter screen) throws IOException {
    SeriesFile file = SeriesCsv.read(data, input.toReadOptions());
    TrainCommand.describe(file, screen);
    WindowOptions.Plan windows = window.plan(file);
    Backtest backtest = new Backtest(windows, cut.splits(windows), network);
    screen.printf(
        "%s; lookback %d, horizon %d, season %d; errors in scaled units%n",
        cut, windows.lookback(), windows.horizon(), windows.season());
    BacktestTable table = new BacktestTable(screen);
    ForecastTraining training = new ForecastTraining(TrainingListener.NONE, System::nanoTime);
    Path folder = Files.createDirectories(out == null ? defaultOut() : out);
    List<Backtest.Row> rows = new ArrayList<>();
    Iterator<Backtest.Row> done =
        backtest.rows(models.stream().distinct().toList(), training).iterator();
    while (done.hasNext()) {
      rows.add(done.next());
      table.add(rows.get(rows.size() - 1));
      BacktestTable.write(rows, folder.resolve("backtest.csv")); // what is done is kept
    }
    table.means(rows);
    ReportWriter.write(report(file, windows, rows), folder);
    screen.println("wrote " + folder + " (backtest.csv, report.html)");
    screen.flush();
  }

  private Report report(SeriesFile file, WindowOptions.Plan windows, List<Backtest.Row> rows) {
    List<HeldOutRow> table = new ArrayList<>();
    boolean modelled = rows.stream().anyMatch(row -> !row.model().isControl());
    for (Backtest.Row row : rows) {
      // Where only controls are compared, the first one is what the others stand beside.
      boolean model = modelled ? !row.model().isControl() : row.model() == models.get(0);
      String fold = backtestFold(rows, row);
      table.add(HeldOutRows.row(row.scored(), model ? Role.MODEL : Role.CONTROL, fold));
    }
    List<Double> levels = windows.levels();
    double target = levels.isEmpty() ? Double.NaN : levels.get(levels.size() - 1) - levels.get(0);
    long windowsForecast =
        rows.stream()
            .filter(row -> row.model() == rows.get(0).model())
            .mapToLong(Backtest.Row::testWindows)
            .sum();
    return new Report(
        "Backtest of " + file.file().getFileName(),
        List.of(
            Fact.of("data", file.facts().description()),
            Fact.of("test rows", cut),
            Fact.of("lookback, horizon", windows.lookback() + ", " + windows.horizon()),
            Fact.of("season", windows.season() + " steps"),
            Fact.of("machine", Circumstances.thisMachine()),
            Fact.verbatim("made by", RecipeFile.of(command(), data).oneLine())),
        List.of(),
        new HeldOut("scaled units", windowsForecast, target, table),
        null,
        null,
        null);
  }

  private static String backtestFold(List<Backtest.Row> rows, Backtest.Row row) {
    return rows.stream().allMatch(each -> each.fold() == 1) ? "" : "fold " + row.fold();
  }

  private Path defaultOut() {
    return Path.of(System.getProperty("millrace.repository", ""), ".millrace", "backtests")
        .resolve(data.getFileName().toString());
  }

  private CommandSpec command() {
    if (spec == null) {
      throw new IllegalStateException("picocli gives the command its spec");
    }
    return spec;
  }
}
