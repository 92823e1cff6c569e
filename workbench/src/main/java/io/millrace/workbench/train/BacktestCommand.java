package io.millrace.workbench.train;

import io.millrace.serving.InvalidBundleException;
import io.millrace.transformers.series.ForecastTraining;
import io.millrace.transformers.training.DivergedException;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.workbench.csv.InputOptions;
import io.millrace.workbench.csv.InvalidSeriesException;
import io.millrace.workbench.csv.SeriesCsv;
import io.millrace.workbench.csv.SeriesFile;
import io.millrace.workbench.report.ReportWriter;
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

  @Parameters(paramLabel = "DATA", description = "a CSV of numbers, as for train")
  Path data = Path.of("");

  @Option(
      names = "--models",
      split = ",",
      description =
          "some of ${COMPLETION-CANDIDATES} (default: all; last-value and seasonal-naive beside a"
              + " bundle)")
  @Nullable List<BacktestModel> models;

  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      description = "a bundle that exists, tested as it is served; lookback and so on are its own")
  @Nullable Path bundle;

  @ArgGroup FoldOptions cut = new FoldOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "of backtest.csv and report.html (default: .millrace/backtests/DATA)")
  @Nullable Path out;

  @Mixin InputOptions input = new InputOptions();

  @Mixin WindowOptions window = new WindowOptions();

  @Mixin NetworkOptions network = new NetworkOptions();

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try {
      run(spec.commandLine().getOut());
      return 0;
    } catch (InvalidSeriesException
        | InvalidBundleException
        | IllegalArgumentException
        | DivergedException e) {
      spec.commandLine().getErr().println("millrace: " + e.getMessage());
      return FAILED;
    }
  }

  private void run(PrintWriter screen) throws IOException {
    SeriesFile file = SeriesCsv.read(data, input.toReadOptions());
    TrainCommand.describe(file, screen);
    if (bundle == null) {
      run(file, window.plan(file), null, screen);
      return;
    }
    try (BacktestBundle tested = BacktestBundle.load(bundle)) {
      run(file, tested.plan(window, file), tested, screen);
    }
  }

  private void run(
      SeriesFile file,
      WindowOptions.Plan windows,
      @Nullable BacktestBundle tested,
      PrintWriter screen)
      throws IOException {
    Backtest backtest = new Backtest(windows, cut.splits(windows), network, models(), tested);
    screen.printf(
        "%s; lookback %d, horizon %d, season %d; errors in scaled units%n",
        cut, windows.lookback(), windows.horizon(), windows.season());
    BacktestTable table = new BacktestTable(screen);
    ForecastTraining training = new ForecastTraining(TrainingListener.NONE, System::nanoTime);
    Path folder = Files.createDirectories(out == null ? defaultOut() : out);
    List<Backtest.Row> rows = new ArrayList<>();
    Iterator<Backtest.Row> done = backtest.rows(training).iterator();
    while (done.hasNext()) {
      rows.add(done.next());
      table.add(rows.get(rows.size() - 1));
      BacktestTable.write(rows, folder.resolve("backtest.csv")); // what is done is kept
    }
    table.means(rows);
    String command = RecipeFile.of(spec, data).oneLine();
    ReportWriter.write(new BacktestReport(file, windows, cut, rows, command).report(), folder);
    screen.println("wrote " + folder + " (backtest.csv, report.html)");
    screen.flush();
  }

  private List<BacktestModel> models() {
    if (models != null) {
      return models.stream().distinct().toList();
    }
    return bundle == null
        ? List.of(BacktestModel.values())
        : List.of(BacktestModel.LAST_VALUE, BacktestModel.SEASONAL_NAIVE);
  }

  private Path defaultOut() {
    return Path.of(System.getProperty("millrace.repository", ""), ".millrace", "backtests")
        .resolve(data.getFileName().toString());
  }
}
