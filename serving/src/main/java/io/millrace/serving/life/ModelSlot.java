package io.millrace.serving.life;

import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The place in which one version of a model after another serves. A swap takes no longer than a
 * lock: whoever has a lease goes on with the version that it has, and the next lease is of the new
 * one. Thread-safe.
 *
 * @param <M> the model
 */
public final class ModelSlot<M extends AutoCloseable> implements AutoCloseable {

  private final Clock clock;
  private @Nullable LoadedModel<M> serving;

  public ModelSlot(Clock clock) {
    this.clock = clock;
  }

  /** Empty before the first version serves and after the slot is closed. */
  public synchronized Optional<Lease<M>> lease() {
    return serving().map(LoadedModel::lease);
  }

  public synchronized Optional<LoadedModel<M>> serving() {
    return Optional.ofNullable(serving);
  }

  /**
   * Puts a warm model into service; the one before it drains.
   *
   * @throws IllegalStateException if it is not warm
   */
  public synchronized void swap(LoadedModel<M> next) {
    LoadedModel<M> last = serving;
    next.serve(clock.instant());
    serving = next;
    if (last != null) {
      last.drain();
    }
  }

  /** The last version drains. */
  @Override
  public synchronized void close() {
    LoadedModel<M> last = serving;
    serving = null;
    if (last != null) {
      last.drain();
    }
  }
}
