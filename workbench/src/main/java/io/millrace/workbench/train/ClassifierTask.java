package io.millrace.workbench.train;

import io.millrace.host.SleepFrames;
import io.millrace.transformers.frames.FrameFitting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * Fits a classifier on labelled data and says what it is worth.
 *
 * @param data a folder of recordings
 */
record ClassifierTask(Path data, String name, String version, int seed, PrintWriter screen) {

  private static final int SAMPLES = 100; // a frame
  private static final int EPOCHS = 60;

  /** Fits one kind of classifier. */
  interface Fit {
    BundleFolder.Content of(ClassifierTask task) throws IOException;
  }

  BundleFolder.Content frames() throws IOException {
    FrameFitting.Fitted fitted =
        FrameFitting.fit(
            new FrameFitting.Task(name, version, data, SleepFrames.CHANNELS, SAMPLES, EPOCHS, seed),
            new TrainingLines(screen, System::nanoTime));
    say(fitted.report());
    return fitted::write;
  }

  private void say(String report) {
    screen.println(report);
    screen.flush();
  }
}
