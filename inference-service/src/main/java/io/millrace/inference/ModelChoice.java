package io.millrace.inference;

import io.millrace.serving.ModelBundle;
import io.millrace.serving.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Which model serves a task: the one that configuration names, or the only one there is.
 *
 * @param task what the model must do
 * @param key the configuration key that names it
 * @param configured its value
 */
record ModelChoice(Task task, String key, Optional<String> configured) {

  /**
   * The versions of the chosen model, newest first; none if there is no model of the task.
   *
   * @throws IllegalArgumentException naming the key, if it names no model, or is missing where
   *     there are several
   */
  List<ModelBundle> versions(List<ModelBundle> found, List<Path> directories) {
    List<ModelBundle> fitting =
        found.stream().filter(bundle -> bundle.manifest().task() == task).toList();
    List<String> names =
        fitting.stream().map(bundle -> bundle.manifest().name()).distinct().toList();
    if (configured.isEmpty() && names.size() > 1) {
      throw new IllegalArgumentException(
          "%s: must be one of %s, the %s models in %s".formatted(key, names, task, directories));
    }
    if (configured.isPresent() && !names.contains(configured.get())) {
      throw new IllegalArgumentException(
          "%s: no %s model named %s in %s, only %s"
              .formatted(key, task, configured.get(), directories, names));
    }
    if (names.isEmpty()) {
      return List.of();
    }
    String name = configured.orElse(names.get(0));
    List<ModelBundle> versions = new ArrayList<>(fitting);
    versions.removeIf(bundle -> !bundle.manifest().name().equals(name));
    Collections.reverse(versions); // found oldest first
    return versions;
  }
}
