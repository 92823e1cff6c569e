package io.millrace.transformers.training;

import io.millrace.transformers.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where a run is saved, so that one that was stopped at any moment goes on from there and ends with
 * the same weights.
 *
 * <p>The file stays when training ends: whoever trains still has to do something with the weights,
 * and a run that is stopped meanwhile need not train again. Once that is done, {@link #discard} it.
 *
 * @param file is replaced as a whole; its folder must exist
 * @param every this long at most between two savings, besides one at the end of each epoch
 */
public record Checkpointing(Path file, Duration every) {

  private static final Duration USUAL = Duration.ofSeconds(15);

  public Checkpointing {
    if (every.isNegative()) {
      throw new IllegalArgumentException("checkpoints can't be " + every + " apart");
    }
  }

  /** Every 15 seconds. */
  public static Checkpointing in(Path file) {
    return new Checkpointing(file, USUAL);
  }

  /** Deletes what was saved, if anything was. */
  public void discard() throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(SafetensorsWriter.beside(file));
  }
}
