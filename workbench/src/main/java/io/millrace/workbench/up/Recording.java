package io.millrace.workbench.up;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The recorded history that is replayed beside the live one.
 *
 * @param fromRow the first row that the model was not trained on, so that what is shown is honest
 */
record Recording(Path file, long fromRow) {

  /** Empty if the checkout has no recording. */
  static Optional<Recording> find(Layout layout) {
    return Optional.of(layout.recording())
        .filter(Files::isRegularFile)
        .map(file -> new Recording(file, firstTestRow(layout.recordingModels())));
  }

  private static long firstTestRow(Path models) {
    try (Stream<Path> versions = Files.list(models)) {
      return versions
          .map(version -> version.resolve("model.json"))
          .filter(Files::isRegularFile)
          .max(Comparator.comparing(Recording::version))
          .map(Recording::testFromRow)
          .orElse(0L);
    } catch (IOException e) {
      throw new UpException(models + " cannot be listed: " + e.getMessage(), e);
    }
  }

  private static int version(Path manifest) {
    String digits = manifest.getName(manifest.getNameCount() - 2).toString();
    return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : -1;
  }

  private static long testFromRow(Path manifest) {
    try {
      JsonNode row = new ObjectMapper().readTree(manifest.toFile()).at("/provenance/testFromRow");
      return row.asLong(0);
    } catch (IOException e) {
      throw new UpException(manifest + " cannot be read: " + e.getMessage(), e);
    }
  }
}
