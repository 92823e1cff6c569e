package io.millrace.inference.batch;

import io.millrace.serving.FrameClassifier;
import io.millrace.serving.ModelUnavailableException;
import io.millrace.serving.TinyBundles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collections;

/** What a model throws that is closed. */
final class Unavailable {

  private Unavailable() {}

  static ModelUnavailableException exception() {
    try {
      FrameClassifier closed =
          FrameClassifier.load(
              TinyBundles.frames(Files.createTempDirectory("bundles"), "contention", "1"));
      closed.close();
      closed.classify(Collections.nCopies(1, new double[2][4]));
      throw new IllegalStateException("A closed model answered.");
    } catch (ModelUnavailableException e) {
      return e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
