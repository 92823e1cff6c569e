package io.millrace.forecast.models;

import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Role;
import io.millrace.events.ModelRelease.Slot;
import io.millrace.releases.LoadGuard;
import io.millrace.releases.ModelLife;
import io.millrace.releases.ModelShelf;
import io.millrace.releases.NoShadows;
import io.millrace.releases.ReleaseDesk;
import io.millrace.releases.Releases;
import io.millrace.releases.ServedModel;
import io.millrace.releases.Shelf;
import io.millrace.releases.Workshop;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.life.ModelState;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The forecast models in service. Of each name the newest version in the directories serves, unless
 * a release rules that name. A swap happens between passes: a pass keeps the versions that it began
 * with, and what was replaced is closed when the last pass with it has ended.
 */
public final class ForecastModels implements Forecasters, Versions, Releases, AutoCloseable {

  private final Supplier<List<ModelBundle>> directories;
  private final Shelf<NetworkForecaster> shelf;
  private final ModelShelf models;
  private final ReleaseDesk desk;
  private final OpenedVersions versions;
  private final Set<String> ruled = new HashSet<>();

  /**
   * @param directories what lies in them, looked up anew each time, oldest version first
   * @param cache where released bundles are fetched to
   */
  public ForecastModels(
      Supplier<List<ModelBundle>> directories,
      NetworkLoader loader,
      Workshop workshop,
      ReleaseDesk.Fetch fetch,
      Path cache,
      String instance,
      Logger log) {
    this.directories = directories;
    this.shelf = Shelf.open(loader, workshop);
    this.models = new ModelShelf(List.of(shelf), directories);
    this.desk =
        new ReleaseDesk(
            models,
            fetch,
            new LoadGuard(cache, "forecast-" + instance),
            new NoShadows("forecast-service runs no shadows"),
            workshop.clock(),
            log);
    this.versions = new OpenedVersions(directories, cache, loader, workshop.memory());
  }

  /** For those who look only. */
  public ModelShelf models() {
    return models;
  }

  @Override
  public <R> R during(Function<List<Forecaster>, R> pass) {
    return shelf.during(serving -> pass.apply(List.copyOf(serving)));
  }

  @Override
  public Optional<Forecaster> version(String model, String version) {
    return versions.version(model, version);
  }

  /** Brings in what is new in the directories, and takes out of service what is gone from them. */
  public synchronized void rescan() {
    List<ModelBundle> found = directories.get();
    shelf.bringInNewest(found.stream().filter(this::isWanted).toList());
    shelf.models().stream()
        .filter(model -> !ruled.contains(model.name()))
        .forEach(model -> endWhatIsGone(model, found));
  }

  /** A version that was refused would be refused again, unless it is another by now. */
  private boolean isWanted(ModelBundle bundle) {
    Optional<ServedModel<NetworkForecaster>> model = shelf.find(bundle.manifest().name());
    boolean free =
        !ruled.contains(bundle.manifest().name())
            || model.flatMap(it -> it.inService(Role.SERVING)).isEmpty();
    return free
        && model.stream()
            .flatMap(it -> it.lives().stream())
            .noneMatch(life -> isRefusalOf(life, bundle));
  }

  private static boolean isRefusalOf(ModelLife life, ModelBundle bundle) {
    return life.state() instanceof ModelState.Refused
        && life.uri().equals(bundle.directory().toString())
        && life.manifest().equals(Optional.of(bundle.manifest()));
  }

  private static void endWhatIsGone(ServedModel<NetworkForecaster> model, List<ModelBundle> found) {
    model
        .inService(Role.SERVING)
        .filter(life -> !life.isReleased())
        .filter(life -> found.stream().noneMatch(bundle -> isOf(life, bundle)))
        .ifPresent(life -> model.end(Role.SERVING));
  }

  private static boolean isOf(ModelLife life, ModelBundle bundle) {
    return life.uri().equals(bundle.directory().toString())
        && life.version().equals(bundle.manifest().version());
  }

  @Override
  public synchronized void release(ModelRelease release) {
    rule(release);
    desk.release(release);
  }

  @Override
  public synchronized void resume(ModelRelease release) {
    rule(release);
    desk.resume(release);
  }

  private void rule(ModelRelease release) {
    if (release.role() == Role.SERVING) {
      ruled.add(release.model());
    }
  }

  @Override
  public synchronized void withdraw(Slot slot) {
    if (slot.role() == Role.SERVING) {
      ruled.remove(slot.model());
    }
    desk.withdraw(slot);
  }

  @Override
  public synchronized void tryAgain() {
    desk.tryAgain();
  }

  @Override
  public void close() {
    models.close();
    versions.close();
  }
}
