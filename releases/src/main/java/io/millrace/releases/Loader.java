package io.millrace.releases;

import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.Servable;
import io.millrace.serving.Task;

/**
 * Loads versions of models of one task.
 *
 * @param <M> what they are loaded as
 */
public interface Loader<M extends Servable> {

  Task task();

  /**
   * @throws InvalidBundleException naming what of the bundle is wrong
   */
  M load(ModelBundle bundle);
}
