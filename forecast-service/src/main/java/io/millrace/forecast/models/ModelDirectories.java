package io.millrace.forecast.models;

import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.Task;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The forecast bundles that lie in some folders. */
public final class ModelDirectories implements Supplier<List<ModelBundle>> {

  private static final Logger LOG = Logger.getLogger(ModelDirectories.class);

  private final List<Path> roots;
  private final Set<String> told = new HashSet<>(); // one line for each thing that is wrong

  public ModelDirectories(List<Path> roots) {
    this.roots = List.copyOf(roots);
  }

  /** Looked up anew, oldest version of each name first. */
  @Override
  public synchronized List<ModelBundle> get() {
    return ModelBundle.findAll(roots, this::tell).stream()
        .filter(bundle -> bundle.manifest().task() == Task.FORECAST)
        .toList();
  }

  private void tell(InvalidBundleException refusal) {
    if (told.add(String.valueOf(refusal.getMessage()))) {
      LOG.errorf("a model bundle is passed over: %s", refusal.getMessage());
    }
  }
}
