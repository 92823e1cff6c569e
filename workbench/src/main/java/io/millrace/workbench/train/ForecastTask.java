package io.millrace.workbench.train;

import io.millrace.transformers.series.Candidate;
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

  static ForecastTask of(
      SeriesFile file,
      WindowOptions.Plan windows,
      ForecastRecipe.Protocol protocol,
      NetworkOptions network,
      ForecasterKind kind,
      Checkpointing checkpoint,
      RecipeFile command,
      PrintWriter screen) {
    int training =
        protocol
            .split(windows.table().length(), windows.table().step(), windows.lookback())
            .training()
            .size();
    int examples = Math.max(0, training - windows.lookback() - windows.horizon() + 1);
    Candidate candidate = network.candidate(kind, windows, examples);
    ForecastRecipe recipe =
        new ForecastRecipe(
            candidate, windows.covariates(), protocol, windows.season(), windows.levels());
    return new ForecastTask(file, windows, recipe, checkpoint, command, screen);
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
        new ForecastTraining(lines, System::nanoTime).train(windows.table(), recipe, checkpoint);
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
