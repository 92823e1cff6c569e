package io.millrace.workbench.up;

import java.nio.file.Path;
import java.util.List;

/**
 * Where things lie.
 *
 * @param repository the checkout: artifacts, models, recording
 * @param data what a run keeps: {@code .millrace} of the repository, or a folder of the user's
 */
public record Layout(Path repository, Path data) {

  static final List<String> SERVICES =
      List.of("ingest-service", "inference-service", "forecast-service", "console");

  Path kafka() {
    return data.resolve("kafka");
  }

  Path state() {
    return data.resolve("state");
  }

  Path positions() {
    return data.resolve("positions");
  }

  Path logs() {
    return data.resolve("logs");
  }

  Path log(String process) {
    return logs().resolve(process + ".log");
  }

  Path temporary() {
    return data.resolve("tmp");
  }

  Path lock() {
    return data.resolve("lock");
  }

  Path operatorKey() {
    return data.resolve("operator.key");
  }

  Path pids() {
    return data.resolve("pids");
  }

  Path topics() {
    return repository.resolve("deploy").resolve("topics.yaml");
  }

  Path recording() {
    return repository.resolve("models").resolve("host-forecast").resolve("recording.csv");
  }

  Path recordingModels() {
    return repository.resolve("models").resolve("host-forecast");
  }

  /** Roots of built bundles, and of those that the user trained. */
  public List<Path> models() {
    return List.of(
        repository.resolve("models").resolve("target").resolve("bundles"),
        repository.resolve(".millrace").resolve("models"));
  }
}
