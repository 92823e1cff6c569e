package io.millrace.workbench.train;

import io.millrace.transformers.text.TextFitting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Fits a classifier on labelled data and says what it is worth.
 *
 * @param data labelled lines
 */
record ClassifierTask(Path data, String name, String version, int seed, PrintWriter screen) {

  /** Fits one kind of classifier. */
  interface Fit {
    BundleFolder.Content of(ClassifierTask task) throws IOException;
  }

  /**
   * MiniLM with a head fitted on {@code data}. {@code heldout.tsv} beside it, if there is one, and
   * {@code keyword-rules.tsv} in the folder above are what the head is measured on and against.
   *
   * @param complete whether the bundle holds the encoder, ready to be served
   */
  BundleFolder.Content text(boolean complete) throws IOException {
    Path lines = data.toAbsolutePath();
    Path heldOut = lines.resolveSibling("heldout.tsv");
    Path rules = lines.resolveSibling("..").normalize().resolve("keyword-rules.tsv");
    TextFitting.Fitted fitted =
        TextFitting.fit(name, version, new TextFitting.Lines(data, existing(heldOut), rules, seed));
    say(fitted.report());
    return complete ? fitted::writeComplete : fitted::write;
  }

  private void say(String report) {
    screen.println(report);
    screen.flush();
  }

  private static @Nullable Path existing(Path file) {
    return Files.isRegularFile(file) ? file : null;
  }
}
