package io.millrace.workbench.train;

import io.millrace.transformers.InvalidSafetensorsException;
import io.millrace.transformers.frames.InvalidFramesException;
import io.millrace.transformers.imports.InvalidImportException;
import io.millrace.transformers.series.ForecastRecipe;
import io.millrace.transformers.series.TrainedForecast;
import io.millrace.transformers.text.InvalidLinesException;
import io.millrace.transformers.training.DivergedException;
import io.millrace.transformers.training.InvalidCheckpointException;
import io.millrace.workbench.csv.InputOptions;
import io.millrace.workbench.csv.InvalidSeriesException;
import io.millrace.workbench.csv.SeriesCsv;
import io.millrace.workbench.csv.SeriesFile;
import io.millrace.workbench.text.InvalidTextsException;
import io.millrace.workbench.text.LabelsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** From data to a model bundle, with a table of what it is worth. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Trains a forecaster or a classifier and writes a model bundle.")
public final class TrainCommand implements Callable<Integer> {

  private static final int FAILED = 1;

  @Parameters(
      paramLabel = "DATA",
      description =
          "a CSV with a time column; labelled texts, or a labels.yaml of a few examples a label"
              + " (text); a .ts file, NDJSON frames or a folder of them (sensor)")
  Path data = Path.of("");

  @Mixin BundleOptions bundle = new BundleOptions();

  @Mixin InputOptions input = new InputOptions();

  @Option(
      names = "--task",
      description = "${COMPLETION-CANDIDATES} (default: FORECAST; of a .yaml file TEXT)")
  @Nullable TrainTask task;

  @Option(names = "--forecaster", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  ForecasterKind forecaster = ForecasterKind.ITRANSFORMER;

  @Option(
      names = "--protocol",
      description = "split of the rows: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  ForecastRecipe.Protocol protocol = ForecastRecipe.Protocol.RATIO;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "ISO-8601",
      description = "a run that was stopped goes on from its last checkpoint (${DEFAULT-VALUE})")
  Duration checkpointEvery = Duration.ofSeconds(15);

  @Mixin SensorOptions sensor = new SensorOptions();

  @Mixin WindowOptions window = new WindowOptions();

  @Mixin TextOptions text = new TextOptions();

  @Mixin NetworkOptions network = new NetworkOptions();

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter screen = spec.commandLine().getOut();
    try {
      run(screen);
      return 0;
    } catch (InvalidSeriesException
        | InvalidLinesException
        | InvalidTextsException
        | InvalidFramesException
        | InvalidImportException
        | InvalidSafetensorsException
        | IllegalArgumentException
        | InvalidCheckpointException
        | DivergedException e) {
      spec.commandLine().getErr().println("millrace: " + e.getMessage());
      return FAILED;
    }
  }

  private void run(PrintWriter screen) throws IOException {
    switch (task()) {
      case FORECAST -> trainForecaster(screen);
      case TEXT -> trainTexts(screen);
      case SENSOR -> trainClassifier(screen, this::fitSensor);
    }
  }

  private TrainTask task() {
    if (task != null) {
      return task;
    }
    return LabelsFile.isOne(data) ? TrainTask.TEXT : TrainTask.FORECAST;
  }

  private void trainTexts(PrintWriter screen) throws IOException {
    BundleFolder folder = bundle.folder();
    TextTask.Saving saving = () -> ForecastTask.checkpoint(folder, checkpointEvery);
    trainClassifier(
        screen,
        task -> {
          TextTask texts = new TextTask(task, text, network, saving, TypedCommand.of(spec));
          return text.labelSeparator() == null ? texts.fit() : new MultiLabelTask(texts).fit();
        });
  }

  private void trainClassifier(PrintWriter screen, ClassifierTask.Fit fit) throws IOException {
    String version = bundle.version();
    ClassifierTask.Made made =
        fit.of(new ClassifierTask(data, bundle.name(), version, network.seed, screen));
    for (Map.Entry<String, BundleFolder.Content> each : made.bundles().entrySet()) {
      Path written = bundle.folder(each.getKey()).write(version, each.getValue());
      screen.println("wrote " + written);
      screen.println("to serve it: ./millrace release " + bundle.reference(each.getKey(), written));
    }
    screen.flush();
  }

  private ClassifierTask.Made fitSensor(ClassifierTask task) throws IOException {
    return new SensorTask(
            task.data(),
            task.name(),
            task.version(),
            task.seed(),
            sensor,
            RecipeFile.of(spec, data).only(SensorOptions.ALL),
            task.screen())
        .fit();
  }

  private void trainForecaster(PrintWriter screen) throws IOException {
    SeriesFile file = SeriesCsv.read(data, input.toReadOptions());
    describe(file, screen);
    BundleFolder folder = bundle.folder();
    String version = bundle.version();
    ForecastTask forecast = ForecastTask.of(file, this, folder, spec);
    TrainedForecast trained = train(forecast);
    Path written =
        folder.write(
            version, directory -> forecast.write(directory, bundle.name(), version, trained));
    forecast.checkpoint().discard();
    screen.println("wrote " + written + " (model.json, report.html, recipe.args)");
    screen.flush();
  }

  /** What diverged is not worth going on from: the advice is to change the recipe. */
  private static TrainedForecast train(ForecastTask forecast) throws IOException {
    try {
      return forecast.train();
    } catch (DivergedException e) {
      forecast.checkpoint().discard();
      throw e;
    }
  }

  static void describe(SeriesFile file, PrintWriter screen) {
    screen.println(file.file() + ": " + file.facts().description());
    file.facts().warnings().forEach(warning -> screen.println("warning: " + warning));
    screen.flush();
  }
}
