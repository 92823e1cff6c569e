package io.millrace.releases;

import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.Servable;
import io.millrace.serving.Task;
import java.util.Set;

/**
 * Loads versions of models of some tasks.
 *
 * @param <M> what they are loaded as
 */
public interface Loader<M extends Servable> {

  Set<Task> tasks();

  /**
   * @throws InvalidBundleException naming what of the bundle is wrong
   */
  M load(ModelBundle bundle);
}
