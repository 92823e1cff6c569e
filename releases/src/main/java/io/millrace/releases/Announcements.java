package io.millrace.releases;

import io.millrace.events.EventRecords;
import io.millrace.events.InvalidEventException;
import io.millrace.events.ModelRelease;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.store.BundleDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InterruptException;

/** Says on {@code model-releases} that a version from the directories is to serve. */
public final class Announcements {

  private final Supplier<List<ModelBundle>> bundles;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final Clock clock;

  /**
   * @param bundles those of the directories, as they are now
   * @param producers each is closed after one record
   */
  public Announcements(
      Supplier<List<ModelBundle>> bundles,
      Supplier<Producer<byte[], byte[]>> producers,
      Clock clock) {
    this.bundles = bundles;
    this.producers = producers;
    this.clock = clock;
  }

  /** Versions of a model that can be released; none if the directories have none. */
  public List<String> versions(String model) {
    return of(model).stream().map(bundle -> bundle.manifest().version()).sorted().toList();
  }

  /**
   * Returns when all replicas have the release; what comes of it is told by the model's life.
   *
   * @throws InvalidEventException naming {@code version}, if the directories do not have it
   */
  public ModelRelease release(String model, String version) {
    ModelBundle bundle =
        of(model).stream()
            .filter(each -> each.manifest().version().equals(version))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidEventException(
                        "version", "must be one of " + versions(model) + ", is " + version));
    ModelRelease release = release(bundle);
    publish(release);
    return release;
  }

  private List<ModelBundle> of(String model) {
    return bundles.get().stream().filter(each -> each.manifest().name().equals(model)).toList();
  }

  private ModelRelease release(ModelBundle bundle) {
    try {
      return new ModelRelease(
          bundle.manifest().name(),
          bundle.manifest().version(),
          bundle.directory().toRealPath().toUri().toString(),
          BundleDigest.of(bundle.directory()),
          clock.instant(),
          ModelRelease.Role.SERVING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void publish(ModelRelease release) {
    try (Producer<byte[], byte[]> producer = producers.get()) {
      producer.send(EventRecords.of(release)).get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the release could not be told: " + e.getCause(), e);
    }
  }
}
