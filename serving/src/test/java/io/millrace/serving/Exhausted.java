package io.millrace.serving;

import java.nio.file.Path;
import org.tensorflow.exceptions.TFResourceExhaustedException;

/** What a model throws that is short of memory. */
public final class Exhausted {

  private Exhausted() {}

  /**
   * @param folder in which to write the model's bundle
   */
  public static ModelUnavailableException memory(Path folder) {
    return new ModelUnavailableException(
        TinyBundles.text(folder, "triage", "7"),
        new TFResourceExhaustedException("OOM when allocating tensor"));
  }
}
