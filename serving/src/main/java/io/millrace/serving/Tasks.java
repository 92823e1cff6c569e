package io.millrace.serving;

import java.util.List;
import java.util.stream.Collectors;

/** Says so when a bundle is loaded as what it is not. */
final class Tasks {

  private Tasks() {}

  static void require(ModelBundle bundle, Task task) {
    require(bundle, List.of(task));
  }

  /**
   * @param tasks any of which will do
   */
  static void require(ModelBundle bundle, List<Task> tasks) {
    Task found = bundle.manifest().task();
    if (!tasks.contains(found)) {
      throw InvalidBundleException.expected(
          bundle.directory().resolve("model.json"),
          "task " + tasks.stream().map(Task::toString).collect(Collectors.joining(" or ")),
          found.toString());
    }
  }
}
