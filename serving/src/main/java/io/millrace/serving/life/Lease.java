package io.millrace.serving.life;

/**
 * The use of a model that stays open until the lease is closed, whatever takes over meanwhile.
 *
 * @param <M> the model
 */
public final class Lease<M extends AutoCloseable> implements AutoCloseable {

  private final LoadedModel<M> lent;
  private boolean open = true;

  Lease(LoadedModel<M> lent) {
    this.lent = lent;
  }

  public M model() {
    return lent.model();
  }

  /** Ends the use; again has no effect. */
  @Override
  public void close() {
    if (open) {
      open = false;
      lent.giveBack();
    }
  }
}
