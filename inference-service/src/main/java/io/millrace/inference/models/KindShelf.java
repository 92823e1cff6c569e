package io.millrace.inference.models;

import io.millrace.events.ModelRelease.Role;
import io.millrace.inference.batch.ClassifierScorer;
import io.millrace.inference.batch.EventKind;
import io.millrace.inference.batch.Models;
import io.millrace.inference.batch.Route;
import io.millrace.inference.batch.Scorer;
import io.millrace.releases.Loader;
import io.millrace.releases.ModelMissingException;
import io.millrace.releases.ServedModel;
import io.millrace.releases.Shelf;
import io.millrace.releases.Workshop;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ServingOptions;
import io.millrace.serving.Task;
import io.millrace.serving.life.Lease;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The models that score events of one kind.
 *
 * @param <E> the event
 * @param <I> their input
 */
public record KindShelf<E, I>(EventKind<E, I> kind, Shelf<ClassifierScorer<E, I>> shelf)
    implements Models<E>, AutoCloseable {

  /**
   * @param names of the models that events are routed to; with {@link Route#EVERY} among them every
   *     model of the kind has its place
   * @param options how they are served
   */
  public static <E, I> KindShelf<E, I> of(
      EventKind<E, I> kind, Collection<String> names, ServingOptions options, Workshop workshop) {
    ScorerLoader<E, I> loader = new ScorerLoader<>(kind, options);
    return new KindShelf<>(
        kind,
        names.contains(Route.EVERY)
            ? Shelf.open(loader, workshop)
            : Shelf.of(names, loader, workshop));
  }

  private record ScorerLoader<E, I>(EventKind<E, I> kind, ServingOptions options)
      implements Loader<ClassifierScorer<E, I>> {

    @Override
    public Set<Task> tasks() {
      return Set.copyOf(kind.tasks());
    }

    @Override
    public ClassifierScorer<E, I> load(ModelBundle bundle) {
      return new ClassifierScorer<>(kind, kind.load(bundle, options));
    }
  }

  public Optional<ServedModel<ClassifierScorer<E, I>>> find(String name) {
    return shelf.find(name);
  }

  @Override
  public Lease<? extends Scorer<E>> lease(String name) {
    return find(name).orElseThrow(() -> new ModelMissingException(name)).lease(Role.SERVING);
  }

  @Override
  public List<String> serving() {
    return shelf.models().stream()
        .filter(model -> model.has(Role.SERVING))
        .map(ServedModel::name)
        .toList();
  }

  /** Of the model that takes longest. */
  public Duration expectedPerRecord() {
    return shelf.models().stream()
        .map(model -> model.expectedPerRecord(Role.SERVING))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    shelf.close();
  }
}
