package io.millrace.releases;

import io.millrace.serving.ModelBundle;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All models of a service.
 *
 * @param shelves by what their models read
 * @param bundles what lies in the directories, looked up anew each time, oldest version first
 */
public record ModelShelf(List<Shelf<?>> shelves, Supplier<List<ModelBundle>> bundles)
    implements AutoCloseable {

  public ModelShelf {
    shelves = List.copyOf(shelves);
  }

  /**
   * Puts into service what the directories have.
   *
   * @param found there, oldest version first
   */
  public void bringInNewest(List<ModelBundle> found) {
    shelves.forEach(shelf -> shelf.bringInNewest(found));
  }

  public Optional<ServedModel<?>> find(String name) {
    return shelves.stream()
        .flatMap(shelf -> shelf.find(name).stream().<ServedModel<?>>map(model -> model))
        .findFirst();
  }

  /**
   * Where a version of the model may be brought in: first where its name is known, then wherever
   * any name has its place. Empty if nothing here uses it.
   */
  List<ServedModel<?>> places(String name) {
    return Stream.concat(
            find(name).stream(),
            shelves.stream()
                .flatMap(shelf -> shelf.place(name).stream().<ServedModel<?>>map(model -> model)))
        .distinct()
        .toList();
  }

  /**
   * Withdraws the release of a model: the newest version in the directories takes over. If there is
   * none that can, the released version stays.
   *
   * @return whether a version of the directories serves now
   */
  public boolean returnToDirectories(String name) {
    List<ModelBundle> found = bundles.get();
    return shelves.stream()
        .filter(shelf -> shelf.find(name).isPresent())
        .anyMatch(shelf -> shelf.bringInNewest(name, found));
  }

  /** Oldest first. */
  public Stream<ModelLife> lives() {
    return models().flatMap(model -> model.lives().stream());
  }

  public Stream<ServedModel<?>> models() {
    return shelves.stream().flatMap(shelf -> shelf.models().stream());
  }

  @Override
  public void close() {
    shelves.forEach(Shelf::close);
  }
}
