package io.millrace.releases;

import io.millrace.serving.ModelBundle;
import io.millrace.serving.Task;
import java.util.Set;
import java.util.function.Function;

/**
 * Models of texts, of the test's making.
 *
 * @param load makes one of a bundle
 */
record FakeLoader(Function<ModelBundle, FakeModel> load) implements Loader<FakeModel> {

  @Override
  public Set<Task> tasks() {
    return Set.of(Task.TEXT_CLASSIFICATION);
  }

  @Override
  public FakeModel load(ModelBundle bundle) {
    return load.apply(bundle);
  }
}
