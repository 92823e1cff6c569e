package io.millrace.serving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How large the weights of a SavedModel are. */
final class SavedWeights {

  private SavedWeights() {}

  /** Of the variables' files, and of the graph, which holds what is constant. */
  static long bytes(Path savedModel) {
    long bytes = 0;
    for (Path file : files(savedModel)) {
      bytes += size(file);
    }
    return bytes;
  }

  private static List<Path> files(Path savedModel) {
    Path graph = savedModel.resolve("saved_model.pb");
    Path variables = savedModel.resolve("variables");
    if (!Files.isDirectory(variables)) {
      return List.of(graph);
    }
    try (Stream<Path> files = Files.list(variables)) {
      return Stream.concat(Stream.of(graph), files).filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(variables + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
