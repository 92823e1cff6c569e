package io.millrace.releases;

import io.millrace.events.ModelRelease.Role;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.Servable;
import io.millrace.serving.life.Lease;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The models of one loader. Either they are named beforehand, or whatever there is has its place.
 * One thread at a time brings versions in; leases and looks are for any.
 *
 * @param <M> what its models are loaded as
 */
public final class Shelf<M extends Servable> implements AutoCloseable {

  private final Loader<M> loader;
  private final Workshop workshop;
  private final boolean open;
  private volatile Map<String, ServedModel<M>> byName = Map.of();

  private Shelf(Loader<M> loader, Workshop workshop, boolean open) {
    this.loader = loader;
    this.workshop = workshop;
    this.open = open;
  }

  /** For models of these names only, which need not be there yet. */
  public static <M extends Servable> Shelf<M> of(
      Collection<String> names, Loader<M> loader, Workshop workshop) {
    Shelf<M> shelf = new Shelf<>(loader, workshop, false);
    names.forEach(shelf::add);
    return shelf;
  }

  /** For every model of the loader's tasks. */
  public static <M extends Servable> Shelf<M> open(Loader<M> loader, Workshop workshop) {
    return new Shelf<>(loader, workshop, true);
  }

  private synchronized ServedModel<M> add(String name) {
    Map<String, ServedModel<M>> more = new LinkedHashMap<>(byName);
    ServedModel<M> model =
        more.computeIfAbsent(name, any -> new ServedModel<>(name, loader, workshop, open));
    byName = Collections.unmodifiableMap(more);
    return model;
  }

  /** Those that are named beforehand, or of which a version was ever to serve. */
  public List<ServedModel<M>> models() {
    return byName.values().stream().filter(this::isKnown).toList();
  }

  public Optional<ServedModel<M>> find(String name) {
    return Optional.ofNullable(byName.get(name)).filter(this::isKnown);
  }

  private boolean isKnown(ServedModel<M> model) {
    return !open || !model.lives().isEmpty();
  }

  /** Where a version of the model would be brought in; empty if it has no place here. */
  public Optional<ServedModel<M>> place(String name) {
    return open ? Optional.of(add(name)) : find(name);
  }

  /** Those of which no version serves. */
  public List<String> missing() {
    return models().stream()
        .filter(model -> !model.has(Role.SERVING))
        .map(ServedModel::name)
        .toList();
  }

  /** Uses every version that serves; none of them is closed before the use of it has ended. */
  public <R> R during(Function<List<M>, R> use) {
    List<Lease<M>> leases = new ArrayList<>();
    try {
      byName.values().forEach(model -> model.leased(Role.SERVING).ifPresent(leases::add));
      return use.apply(leases.stream().map(Lease::model).toList());
    } finally {
      leases.forEach(Lease::close);
    }
  }

  /** Brings in, of each model, the newest of these bundles that can be served. */
  public void bringInNewest(List<ModelBundle> oldestFirst) {
    names(oldestFirst).forEach(name -> bringInNewest(name, oldestFirst));
  }

  private List<String> names(List<ModelBundle> bundles) {
    return open
        ? bundles.stream()
            .filter(bundle -> loader.tasks().contains(bundle.manifest().task()))
            .map(bundle -> bundle.manifest().name())
            .distinct()
            .toList()
        : List.copyOf(byName.keySet());
  }

  /**
   * Brings in the newest of a model's bundles that can be served; one that serves already stays.
   *
   * @return whether one of them serves now
   */
  public boolean bringInNewest(String name, List<ModelBundle> oldestFirst) {
    List<ModelBundle> newestFirst = new ArrayList<>(oldestFirst);
    newestFirst.removeIf(bundle -> !bundle.manifest().name().equals(name));
    Collections.reverse(newestFirst);
    return place(name).stream().anyMatch(model -> bringInFirst(model, newestFirst));
  }

  private static boolean bringInFirst(ServedModel<?> model, List<ModelBundle> newestFirst) {
    return newestFirst.stream()
        .anyMatch(
            bundle -> {
              Candidate candidate = Candidate.of(bundle);
              return model.isIn(candidate)
                  || model.bringIn(candidate, Entry.asBefore(), () -> bundle);
            });
  }

  @Override
  public void close() {
    byName.values().forEach(ServedModel::close);
  }
}
