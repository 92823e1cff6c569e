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
 * @param task what the model must do
 * @param key the configuration key that names it
 * @param configured its value
 */
public record ModelChoice(Task task, String key, Optional<String> configured) {

  /**
   * Its name; a configured model need not be there yet, for a release may bring it. Empty if there
   * is none.
   *
   * @throws IllegalArgumentException naming the key, if it is missing where there are several
   */
  public Optional<String> name(List<ModelBundle> found, List<Path> directories) {
    List<String> names =
        found.stream()
            .filter(bundle -> bundle.manifest().task() == task)
            .map(bundle -> bundle.manifest().name())
            .distinct()
            .toList();
    if (configured.isEmpty() && names.size() > 1) {
      throw new IllegalArgumentException(
          "%s: must be one of %s, the %s models in %s".formatted(key, names, task, directories));
    }
    return configured.or(() -> names.stream().findFirst());
  }
}
