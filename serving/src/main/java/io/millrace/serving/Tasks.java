package io.millrace.serving;

/** Says so when a bundle is loaded as what it is not. */
final class Tasks {

  private Tasks() {}

  static void require(ModelBundle bundle, Task task) {
    if (bundle.manifest().task() != task) {
      throw InvalidBundleException.expected(
          bundle.directory().resolve("model.json"),
          "task " + task,
          bundle.manifest().task().toString());
    }
  }
}
