package io.millrace.inference.batch;

import io.millrace.releases.ModelMissingException;
import io.millrace.serving.life.Lease;
import java.util.List;

/**
 * The models in service.
 *
 * @param <E> what they score
 */
public interface Models<E> {

  /**
   * The version of a model that serves now; it stays open while the lease is held.
   *
   * @throws ModelMissingException if there is none
   */
  Lease<? extends Scorer<E>> lease(String name);

  /** Those of which a version serves now; empty where models are only asked for by name. */
  default List<String> serving() {
    return List.of();
  }
}
