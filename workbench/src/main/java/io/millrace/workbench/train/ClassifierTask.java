package io.millrace.workbench.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * What every classifier's training starts from.
 *
 * @param data labelled texts or frames
 */
record ClassifierTask(Path data, String name, String version, int seed, PrintWriter screen) {

  /** Fits one kind of classifier, and says what it is worth. */
  interface Fit {
    BundleFolder.Content of(ClassifierTask task) throws IOException;
  }
}
