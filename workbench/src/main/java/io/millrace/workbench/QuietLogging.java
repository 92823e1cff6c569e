package io.millrace.workbench;

import java.util.logging.Level;
import java.util.logging.Logger;

/** The command speaks for itself: libraries are heard only when something is really wrong. */
final class QuietLogging {

  /** Held, or the loggers and their levels could be collected. */
  private static final Logger ROOT = Logger.getLogger("");

  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  private static final Logger CUDA = Logger.getLogger("ai.djl.util.cuda.CudaUtils");

  private QuietLogging() {}

  static void set() {
    ROOT.setLevel(Level.WARNING);
    // It warns of each connection refused while the broker starts.
    KAFKA.setLevel(Level.SEVERE);
    // The tokenizer's library warns of each machine without a GPU.
    CUDA.setLevel(Level.SEVERE);
  }
}
