package io.millrace.workbench.train;

import io.millrace.transformers.frames.FrameData;
import io.millrace.transformers.frames.FrameFitting;
import io.millrace.transformers.frames.FrameRecipe;
import io.millrace.workbench.report.AnswersReportWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Trains a classifier of sensor frames and says what it is worth.
 *
 * @param data a {@code .ts} file, a file of NDJSON frames or a folder of them
 */
record SensorTask(
    Path data,
    String name,
    String version,
    int seed,
    SensorOptions options,
    RecipeFile command,
    PrintWriter screen) {

  ClassifierTask.Made fit() throws IOException {
    if (!(options.logUnit >= 0)) {
      throw new IllegalArgumentException(
          "--log-unit: expected a number above 0, found " + options.logUnit);
    }
    if (options.steps < 1) {
      throw new IllegalArgumentException("--steps: expected at least 1, found " + options.steps);
    }
    FrameData frames = FrameData.read(data);
    say(data + ": labels " + frames.labels() + ", frames of " + frames.shape());
    FrameFitting.Fitted fitted =
        FrameFitting.fit(
            new FrameFitting.Task(
                name,
                version,
                frames,
                options.logUnit,
                unlabelled(frames),
                FrameRecipe.standard(options.locate, options.steps),
                seed),
            new TrainingLines(screen, System::nanoTime));
    SensorReport report = new SensorReport(name + " " + version, fitted, command.oneLine());
    report.lines().forEach(this::say);
    return ClassifierTask.Made.of(
        name,
        directory -> {
          fitted.write(directory, Map.of("command", command.oneLine()));
          command.write(directory);
          AnswersReportWriter.write(report.page(), directory);
        });
  }

  private List<double[][]> unlabelled(FrameData data) throws IOException {
    List<double[][]> unlabelled = new ArrayList<>();
    for (Path file : options.pretrain) {
      unlabelled.addAll(FrameData.readUnlabelled(file, data.shape()));
    }
    return unlabelled;
  }

  private void say(String line) {
    screen.println(line);
    screen.flush();
  }
}
