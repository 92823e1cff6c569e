package io.millrace.releases;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keeps native memory from growing until the system ends the process: above the limit nothing more
 * is polled, and no model is loaded that would go above it.
 *
 * @param bytes empty = no limit
 * @param live native bytes that models and tensors take now
 */
public record MemoryLimit(Optional<Long> bytes, LongSupplier live) {

  public static final String KEY = "millrace.memory.native-limit";

  /** Why nothing more should be polled; empty while memory is below the limit. */
  public Optional<String> closed() {
    return above(0)
        ? Optional.of(
            "models and tensors take %d bytes of native memory, %s is %d"
                .formatted(live.getAsLong(), KEY, bytes.orElse(0L)))
        : Optional.empty();
  }

  /**
   * @throws IllegalStateException if so much more would be above the limit
   */
  public void require(long more) {
    if (above(more)) {
      throw new IllegalStateException(
          "it needs %d bytes of native memory beside %d that are taken, %s is %d"
              .formatted(more, live.getAsLong(), KEY, bytes.orElse(0L)));
    }
  }

  private boolean above(long more) {
    return bytes.isPresent() && live.getAsLong() + more > bytes.get();
  }
}
