package io.millrace.forecast.models;

import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The forecast bundles of some folders, the newest version of each name. It is refreshed beside the
 * stream; a swap happens between passes.
 */
public final class ModelShelf implements Forecasters, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ModelShelf.class);

  private final List<Path> roots;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
  private final Set<String> told = new HashSet<>(); // one line for each thing that is wrong
  private Map<String, NetworkForecaster> shelf = new LinkedHashMap<>();

  public ModelShelf(List<Path> roots) {
    this.roots = List.copyOf(roots);
  }

  @Override
  public <R> R during(Function<List<Forecaster>, R> pass) {
    lock.readLock().lock();
    try {
      return pass.apply(List.copyOf(shelf.values()));
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Loads what is new, drops what is gone. One caller at a time. */
  public synchronized void refresh() {
    Map<String, NetworkForecaster> next = new LinkedHashMap<>();
    for (ModelBundle bundle : ModelBundle.newestOfEach(forecastBundles())) {
      NetworkForecaster known = shelf.get(bundle.toString());
      NetworkForecaster forecaster = known == null ? load(bundle) : known;
      if (forecaster != null) {
        next.put(bundle.toString(), forecaster);
      }
    }
    List<NetworkForecaster> gone = new ArrayList<>(shelf.values());
    gone.removeAll(next.values());
    if (!next.keySet().equals(shelf.keySet())) {
      swap(next);
      LOG.infof("forecast models: %s", next.keySet());
    }
    gone.forEach(NetworkForecaster::close); // no pass holds them any more
  }

  private List<ModelBundle> forecastBundles() {
    return ModelBundle.findAll(roots, this::tell).stream()
        .filter(bundle -> bundle.manifest().task() == Task.FORECAST)
        .toList();
  }

  private @Nullable NetworkForecaster load(ModelBundle bundle) {
    try {
      return NetworkForecaster.load(bundle);
    } catch (InvalidBundleException refusal) {
      tell(refusal);
      return null;
    }
  }

  private void tell(InvalidBundleException refusal) {
    if (told.add(String.valueOf(refusal.getMessage()))) {
      LOG.errorf("a model bundle is passed over: %s", refusal.getMessage());
    }
  }

  private void swap(Map<String, NetworkForecaster> next) {
    lock.writeLock().lock();
    try {
      shelf = next;
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public synchronized void close() {
    List<NetworkForecaster> all = List.copyOf(shelf.values());
    swap(new LinkedHashMap<>());
    all.forEach(NetworkForecaster::close);
  }
}
