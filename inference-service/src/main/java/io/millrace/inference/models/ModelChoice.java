package io.millrace.inference.models;

import io.millrace.serving.ModelBundle;
import io.millrace.serving.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which model scores what no route takes: the one that configuration names, or the only one there
 * is.
 *
 * @param tasks what the model may do; of the first for which there is a model
 * @param key the configuration key that names it
 * @param configured its value
 */
public record ModelChoice(List<Task> tasks, String key, Optional<String> configured) {

  /**
   * Its name; a configured model need not be there yet, for a release may bring it. Empty if there
   * is none.
   *
   * @throws IllegalArgumentException naming the key, if it is missing where there are several
   */
  public Optional<String> name(List<ModelBundle> found, List<Path> directories) {
    return configured.or(
        () -> tasks.stream().flatMap(task -> only(task, found, directories).stream()).findFirst());
  }

  private Optional<String> only(Task task, List<ModelBundle> found, List<Path> directories) {
    List<String> names =
        found.stream()
            .filter(bundle -> bundle.manifest().task() == task)
            .map(bundle -> bundle.manifest().name())
            .distinct()
            .toList();
    if (names.size() > 1) {
      throw new IllegalArgumentException(
          "%s: must be one of %s, the %s models in %s".formatted(key, names, task, directories));
    }
    return names.stream().findFirst();
  }
}
