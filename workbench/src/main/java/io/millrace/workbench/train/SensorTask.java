package io.millrace.workbench.train;

import io.millrace.transformers.classification.ClassificationScores;
import io.millrace.transformers.frames.FrameData;
import io.millrace.transformers.frames.FrameFitting;
import io.millrace.transformers.frames.FrameRecipe;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Trains a classifier of sensor frames and says what it is worth.
 *
 * @param data a {@code .ts} file, a file of NDJSON frames or a folder of them
 */
record SensorTask(
    Path data, String name, String version, int seed, SensorOptions options, PrintWriter screen) {

  private static final int MISTAKES = 10; // that are shown

  BundleFolder.Content fit() throws IOException {
    if (!(options.logUnit >= 0)) {
      throw new IllegalArgumentException(
          "--log-unit: expected a number above 0, found " + options.logUnit);
    }
    FrameData frames = FrameData.read(data);
    say("%s: labels %s, frames of %s", data, frames.labels(), frames.shape());
    FrameFitting.Fitted fitted =
        FrameFitting.fit(
            new FrameFitting.Task(
                name, version, frames, options.logUnit, FrameRecipe.standard(), seed),
            new TrainingLines(screen, System::nanoTime));
    say("%s", report(fitted));
    return fitted::write;
  }

  private static String report(FrameFitting.Fitted fitted) {
    StringBuilder report = new StringBuilder();
    line(
        report,
        "%d frames to learn from, %d to validate, %d held out (%s)",
        fitted.split().training().size(),
        fitted.split().validation().size(),
        fitted.split().heldOut().size(),
        fitted.split().rule());
    fitted.scores().forEach((name, scores) -> line(report, "%-20s %s", name, figures(scores)));
    report.append(fitted.heldOut().table());
    List<FrameFitting.Mistake> mistakes = fitted.mistakes();
    line(report, "%d of %d wrong", mistakes.size(), fitted.heldOut().items());
    mistakes.stream()
        .limit(MISTAKES)
        .forEach(
            wrong ->
                line(
                    report,
                    "  %s: %s, answered %s with probability %.3f",
                    wrong.origin(),
                    wrong.truth(),
                    wrong.answer(),
                    wrong.probability()));
    return report.toString();
  }

  private static String figures(ClassificationScores scores) {
    return String.format(
        Locale.ROOT, "accuracy %.4f, macro-F1 %.4f", scores.accuracy(), scores.macroF1());
  }

  private static void line(StringBuilder report, String format, Object... values) {
    report.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
  }

  private void say(String format, Object... values) {
    screen.println(String.format(Locale.ROOT, format, values));
    screen.flush();
  }
}
