package io.millrace.ingest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Whether what was sent is being acknowledged. Once nothing has been for a while, or the last word
 * was a failure, new senders are told so at once instead of waiting for the same failure; as soon
 * as nothing is under way any more, the next one tries anew.
 *
 * <p>Thread-safe.
 */
final class Flow {

  private final LongSupplier nanos;
  private final long patience; // nanoseconds
  private final AtomicLong underWay = new AtomicLong();
  private volatile long progress; // when the last acknowledgement came, or the wait began
  private volatile boolean failing;

  /**
   * @param nanos a clock that never goes back
   * @param patience without an acknowledgement
   */
  Flow(LongSupplier nanos, Duration patience) {
    this.nanos = nanos;
    this.patience = patience.toNanos();
  }

  void sent() {
    if (underWay.getAndIncrement() == 0) {
      progress = nanos.getAsLong();
    }
  }

  void acknowledged() {
    progress = nanos.getAsLong();
    failing = false;
    underWay.decrementAndGet();
  }

  void failed() {
    failing = true;
    underWay.decrementAndGet();
  }

  /** Records without an answer yet. */
  long underWay() {
    return underWay.get();
  }

  /** Empty while records are acknowledged. */
  Optional<String> stall() {
    if (underWay.get() == 0) {
      return Optional.empty();
    }
    if (failing) {
      return Optional.of("Kafka has refused or not answered the last events");
    }
    long waited = nanos.getAsLong() - progress;
    return waited > patience
        ? Optional.of(
            "Kafka has acknowledged nothing for " + Duration.ofNanos(waited).toSeconds() + " s")
        : Optional.empty();
  }
}
