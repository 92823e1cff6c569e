package io.millrace.inference.models;

import io.millrace.events.ModelRelease.Role;
import io.millrace.inference.batch.EventKind;
import io.millrace.inference.batch.ModelMissingException;
import io.millrace.inference.batch.Models;
import io.millrace.inference.batch.Scorer;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.life.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The models that score events of one kind.
 *
 * @param <E> the event
 * @param <I> their input
 */
public final class KindShelf<E, I> implements Models<E>, AutoCloseable {

  private final EventKind<E, I> kind;
  private final Map<String, ServedModel<E, I>> byName = new LinkedHashMap<>();

  public KindShelf(EventKind<E, I> kind, Collection<String> names, Workshop workshop) {
    this.kind = kind;
    names.forEach(name -> byName.put(name, new ServedModel<>(name, kind, workshop)));
  }

  public EventKind<E, I> kind() {
    return kind;
  }

  public List<ServedModel<E, I>> models() {
    return List.copyOf(byName.values());
  }

  public Optional<ServedModel<E, I>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Those of which no version serves. */
  public List<String> missing() {
    return byName.values().stream()
        .filter(model -> !model.has(Role.SERVING))
        .map(ServedModel::name)
        .toList();
  }

  @Override
  public Lease<? extends Scorer<E>> lease(String name) {
    return find(name).orElseThrow(() -> new ModelMissingException(name)).lease(Role.SERVING);
  }

  /** Brings in, of each model, the newest of these bundles that can be served. */
  public void bringInNewest(List<ModelBundle> oldestFirst) {
    models().forEach(model -> bringInNewest(model, oldestFirst));
  }

  /**
   * Brings in the newest of a model's bundles that can be served; one that serves already stays.
   *
   * @return whether one of them serves now
   */
  public boolean bringInNewest(ServedModel<E, I> model, List<ModelBundle> oldestFirst) {
    List<ModelBundle> newestFirst = new ArrayList<>(oldestFirst);
    newestFirst.removeIf(bundle -> !bundle.manifest().name().equals(model.name()));
    Collections.reverse(newestFirst);
    return newestFirst.stream()
        .anyMatch(
            bundle -> {
              Candidate candidate = Candidate.of(bundle);
              return model.isIn(candidate)
                  || model.bringIn(candidate, Entry.asBefore(), () -> bundle);
            });
  }

  /** Of the model that takes longest. */
  public Duration expectedPerRecord() {
    return models().stream()
        .map(model -> model.expectedPerRecord(Role.SERVING))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    models().forEach(ServedModel::close);
  }
}
