package io.millrace.workbench.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every classifier's training starts from.
 *
 * @param data labelled texts or frames
 */
record ClassifierTask(Path data, String name, String version, int seed, PrintWriter screen) {

  /** Fits one kind of classifier, and says what it is worth. */
  interface Fit {
    Made of(ClassifierTask task) throws IOException;
  }

  /**
   * What comes of it.
   *
   * @param bundles by the name of the model, the one that was asked for first
   */
  record Made(Map<String, BundleFolder.Content> bundles) {

    Made {
      bundles = Collections.unmodifiableMap(new LinkedHashMap<>(bundles));
    }

    static Made of(String name, BundleFolder.Content bundle) {
      return new Made(Map.of(name, bundle));
    }
  }
}
