package io.millrace.transformers.training;

import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What makes two runs the same run: they have the same plan, the same objective and the same
 * examples.
 */
record RunIdentity(String plan, String objective, String training, String validation) {

  static RunIdentity of(
      TrainingPlan plan, Objective objective, Examples training, Examples validation) {
    return new RunIdentity(
        plan.toString(), objective.description(), training.fingerprint(), validation.fingerprint());
  }

  SortedMap<String, String> facts() {
    return new TreeMap<>(
        Map.of(
            "plan", plan,
            "objective", objective,
            "training examples", training,
            "validation examples", validation));
  }

  /**
   * @throws InvalidCheckpointException naming the first fact of {@code found} that is another
   */
  void check(Path file, Map<String, String> found) {
    facts()
        .forEach(
            (name, here) -> {
              if (!here.equals(found.get(name))) {
                throw new InvalidCheckpointException(
                    file,
                    "is of a run with another %s: there %s, here %s"
                        .formatted(name, found.get(name), here));
              }
            });
  }
}
