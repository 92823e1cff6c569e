package io.millrace.forecast.models;

import io.millrace.releases.MemoryLimit;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.store.BundleFetcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Versions that are opened when they are asked for, and stay open. What was released goes before
 * what lies in the directories under the same version.
 */
final class OpenedVersions implements Versions, AutoCloseable {

  private final Supplier<List<ModelBundle>> directories;
  private final Path cache;
  private final NetworkLoader loader;
  private final MemoryLimit memory;
  private final Map<String, NetworkForecaster> opened = new LinkedHashMap<>();

  /**
   * @param cache where released bundles are fetched to
   */
  OpenedVersions(
      Supplier<List<ModelBundle>> directories,
      Path cache,
      NetworkLoader loader,
      MemoryLimit memory) {
    this.directories = directories;
    this.cache = cache;
    this.loader = loader;
    this.memory = memory;
  }

  @Override
  public synchronized Optional<Forecaster> version(String model, String version) {
    String name = model + " " + version; // as a bundle calls itself
    NetworkForecaster known = opened.get(name);
    return Optional.ofNullable(known == null ? open(name, model, version) : known);
  }

  private @Nullable NetworkForecaster open(String name, String model, String version) {
    Optional<ModelBundle> bundle = fetched(model, version).or(() -> lying(name));
    if (bundle.isEmpty()) {
      return null;
    }
    memory.require(bundle.get().nativeBytes());
    NetworkForecaster forecaster = loader.load(bundle.get());
    opened.put(name, forecaster);
    return forecaster;
  }

  private Optional<ModelBundle> fetched(String model, String version) {
    try {
      return BundleFetcher.fetched(cache, model, version).stream().findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(cache + ": " + e.getMessage(), e);
    }
  }

  private Optional<ModelBundle> lying(String name) {
    return directories.get().stream().filter(bundle -> bundle.toString().equals(name)).findFirst();
  }

  @Override
  public synchronized void close() {
    opened.values().forEach(NetworkForecaster::close);
    opened.clear();
  }
}
