package io.millrace.transformers.training;

import io.millrace.transformers.FloatTensor;
import io.millrace.transformers.InvalidSafetensorsException;
import io.millrace.transformers.Safetensors;
import io.millrace.transformers.SafetensorsWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * A run saved as safetensors: numbers as tensors {@code weight/..}, {@code first/..}, {@code
 * second/..} and {@code best/..}, the rest as metadata, and a checksum over all of it, since the
 * format itself has none.
 */
record CheckpointFile(Path file, RunIdentity identity) {

  private static final String FORMAT = "format";
  private static final String FORMAT_1 = "millrace checkpoint 1";
  private static final String CHECKSUM = "crc32c";

  private static final String WEIGHT = "weight/";
  private static final String FIRST = "first/";
  private static final String SECOND = "second/";
  private static final String BEST = "best/";

  void write(SavedRun run) {
    Map<String, FloatTensor> tensors = new LinkedHashMap<>();
    run.state().weights().forEach((path, tensor) -> tensors.put(WEIGHT + path, tensor));
    run.state().first().forEach((path, tensor) -> tensors.put(FIRST + path, tensor));
    run.state().second().forEach((path, tensor) -> tensors.put(SECOND + path, tensor));
    run.best().forEach((path, tensor) -> tensors.put(BEST + path, tensor));
    Map<String, String> metadata = new TreeMap<>(SavedProgress.written(run.progress()));
    metadata.putAll(identity.facts());
    metadata.put(FORMAT, FORMAT_1);
    metadata.put(CHECKSUM, checksum(metadata, tensors));
    try {
      SafetensorsWriter.write(file, metadata, tensors);
    } catch (IOException e) {
      throw new UncheckedIOException("can't write checkpoint " + file, e);
    }
  }

  /**
   * What was saved, if anything was.
   *
   * @throws InvalidCheckpointException if it is damaged or of another run
   */
  Optional<SavedRun> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(run(Safetensors.open(file)));
    } catch (InvalidSafetensorsException e) {
      throw new InvalidCheckpointException(file, "is damaged (" + e.getMessage() + ")", e);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read checkpoint " + file, e);
    }
  }

  private SavedRun run(Safetensors saved) {
    Map<String, String> metadata = new TreeMap<>(saved.metadata());
    if (!FORMAT_1.equals(metadata.get(FORMAT))) {
      throw new InvalidCheckpointException(file, "is no " + FORMAT_1);
    }
    Map<String, FloatTensor> tensors = new TreeMap<>();
    saved.names().forEach(name -> tensors.put(name, saved.floats(name)));
    String expected = metadata.remove(CHECKSUM);
    if (!checksum(metadata, tensors).equals(expected)) {
      throw new InvalidCheckpointException(file, "is damaged: its checksum differs");
    }
    identity.check(file, metadata);
    return new SavedRun(
        progress(metadata),
        new TrainingState(part(tensors, WEIGHT), part(tensors, FIRST), part(tensors, SECOND)),
        part(tensors, BEST));
  }

  private Progress progress(Map<String, String> metadata) {
    try {
      return SavedProgress.read(metadata);
    } catch (IllegalArgumentException e) {
      throw new InvalidCheckpointException(file, "doesn't say how far it is", e);
    }
  }

  private static Map<String, FloatTensor> part(Map<String, FloatTensor> tensors, String prefix) {
    Map<String, FloatTensor> part = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            part.put(name.substring(prefix.length()), tensor);
          }
        });
    return part;
  }

  private static String checksum(Map<String, String> metadata, Map<String, FloatTensor> tensors) {
    CRC32C sum = new CRC32C();
    new TreeMap<>(metadata).forEach((name, value) -> add(sum, name + "=" + value + "\n"));
    new TreeMap<>(tensors)
        .forEach(
            (name, tensor) -> {
              add(sum, name + tensor.shape() + "\n");
              sum.update(tensor.bytes());
            });
    return Long.toHexString(sum.getValue());
  }

  private static void add(CRC32C sum, String text) {
    sum.update(text.getBytes(StandardCharsets.UTF_8));
  }
}
