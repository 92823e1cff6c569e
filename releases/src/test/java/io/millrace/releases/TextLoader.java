package io.millrace.releases;

import io.millrace.serving.ModelBundle;
import io.millrace.serving.Task;
import io.millrace.serving.TextClassifier;
import java.util.Set;

/** Real networks. */
record TextLoader() implements Loader<TextClassifier> {

  @Override
  public Set<Task> tasks() {
    return Set.of(Task.TEXT_CLASSIFICATION);
  }

  @Override
  public TextClassifier load(ModelBundle bundle) {
    return TextClassifier.load(bundle);
  }
}
