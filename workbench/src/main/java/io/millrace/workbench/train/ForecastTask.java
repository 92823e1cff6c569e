package io.millrace.workbench.train;

import io.millrace.forecasting.RowRange;
import io.millrace.forecasting.SeriesTable;
import io.millrace.forecasting.Windows;
import io.millrace.transformers.series.ForecastBundle;
import io.millrace.transformers.series.ForecastRecipe;
import io.millrace.transformers.series.ForecastTraining;
import io.millrace.transformers.series.TrainedForecast;
import io.millrace.transformers.training.Checkpointing;
import io.millrace.workbench.csv.SeriesFile;
import io.millrace.workbench.report.ReportWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Trains a forecaster on a series and says what it is worth.
 *
 * @param checkpoint where it is saved while it trains
 */
record ForecastTask(
    SeriesFile file,
    WindowOptions.Plan windows,
    ForecastRecipe recipe,
    Checkpointing checkpoint,
    RecipeFile command,
    PrintWriter screen) {

  /**
   * @param spec of the command whose options these are; they are settled before the recipe is taken
   */
  static ForecastTask of(
      SeriesFile file, TrainCommand options, BundleFolder folder, CommandSpec spec)
      throws IOException {
    WindowOptions.Plan windows = options.window.plan(file);
    if (windows.hidden() != null && !options.forecaster.readsMask()) {
      throw new IllegalArgumentException(
          "--mask: %s does not read one; --forecaster=itransformer does"
              .formatted(options.forecaster));
    }
    int examples = examples(windows, options.protocol);
    options.network.settle(options.forecaster, examples);
    ForecastRecipe recipe =
        new ForecastRecipe(
            options.network.candidate(options.forecaster, windows, examples),
            windows.covariates(),
            options.protocol,
            windows.season(),
            windows.levels(),
            windows.hidden());
    return new ForecastTask(
        file,
        windows,
        recipe,
        checkpoint(folder, options.checkpointEvery),
        RecipeFile.of(spec, options.data),
        spec.commandLine().getOut());
  }

  private static int examples(WindowOptions.Plan windows, ForecastRecipe.Protocol protocol) {
    SeriesTable table = windows.table();
    RowRange training = protocol.split(table.length(), table.step(), windows.lookback()).training();
    return new Windows(training, windows.lookback(), windows.horizon()).count();
  }

  /** Where a run of this name is saved: beside the bundles it will become. */
  static Checkpointing checkpoint(BundleFolder folder, Duration every) throws IOException {
    Path saved = Files.createDirectories(folder.root().resolve(folder.name()));
    return new Checkpointing(saved.resolve(".training.safetensors"), every);
  }

  TrainedForecast train() {
    say(
        "lookback %d, horizon %d, season %d, missing values: %s",
        windows.lookback(), windows.horizon(), windows.season(), command.value("gaps"));
    TrainingLines lines = new TrainingLines(screen, System::nanoTime);
    TrainedForecast trained =
        new ForecastTraining(lines, System::nanoTime)
            .train(windows.table(), windows.observed(), recipe, checkpoint);
    ScoreTable scores = new ScoreTable(trained, trained.data().variates(), screen);
    scores.print();
    scores.printRatios();
    screen.println();
    return trained;
  }

  /** Bundle, recipe and report in one folder. */
  void write(Path directory, String name, String version, TrainedForecast trained)
      throws IOException {
    Provenance provenance = new Provenance(file, trained, command);
    ForecastBundle.write(directory, name, version, windows.table(), trained, provenance.facts());
    command.write(directory);
    ReportWriter.write(
        new ForecastReport(name + " " + version, trained, windows.table(), provenance.shown())
            .report(),
        directory);
  }

  private void say(String format, Object... values) {
    screen.println(format.formatted(values));
    screen.flush();
  }
}
