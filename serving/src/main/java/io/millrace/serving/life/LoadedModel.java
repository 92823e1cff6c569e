package io.millrace.serving.life;

import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One version of a model from when it is warm to its end. Thread-safe.
 *
 * @param <M> the model
 */
public final class LoadedModel<M extends AutoCloseable> {

  /** Gone once it is closed: who looks at what became of it must not keep its memory. */
  private volatile @Nullable M model;

  private final Executor closer;
  private volatile ModelState state;
  private int leases;

  /**
   * @param warm where it stands
   * @param closer closes it, once it is drained: that may take a while, and those who use models
   *     should not have to wait for it
   */
  public LoadedModel(M model, ModelState.Warm warm, Executor closer) {
    this.model = model;
    this.state = warm;
    this.closer = closer;
  }

  /**
   * It may be closed at any time unless a lease is held.
   *
   * @throws IllegalStateException if it is
   */
  public M model() {
    M open = model;
    if (open == null) {
      throw new IllegalStateException("a model that is closed cannot be used");
    }
    return open;
  }

  public ModelState state() {
    return state;
  }

  /**
   * @throws IllegalStateException if it is not warm
   */
  synchronized void serve(Instant now) {
    if (!(state instanceof ModelState.Warm warm)) {
      throw new IllegalStateException("a model that is " + state.word() + " cannot begin to serve");
    }
    state = warm.serving(now);
  }

  synchronized Lease<M> lease() {
    leases++;
    return new Lease<>(this);
  }

  synchronized void giveBack() {
    leases--;
    closeOnceDrained();
  }

  /** Takes it out of service; it is closed when its last lease is. */
  synchronized void drain() {
    if (state instanceof ModelState.Serving serving) {
      state = serving.draining();
      closeOnceDrained();
    }
  }

  private void closeOnceDrained() {
    if (leases == 0 && state instanceof ModelState.Draining draining) {
      try {
        closer.execute(() -> close(draining));
      } catch (RejectedExecutionException e) {
        close(draining); // The process stops, and so did the closer.
      }
    }
  }

  private void close(ModelState.Draining draining) {
    try {
      model().close();
    } catch (Exception e) {
      throw new IllegalStateException("a drained model did not close", e);
    } finally {
      model = null;
      state = draining.closed();
    }
  }
}
