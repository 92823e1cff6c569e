package io.millrace.benchmarks.text;

import io.millrace.transformers.FloatTensor;
import io.millrace.transformers.Safetensors;
import io.millrace.transformers.SafetensorsWriter;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Circumstances;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.ndarray.Shape;

/** The weights of a long training, kept by its recipe, so that asking again costs nothing. */
record KeptWeights(Bench bench, String recipe) {

  private static final String SECONDS = "seconds";
  private static final String COMMIT = "commit";

  Optional<Map<String, float[]>> read() {
    if (!Files.isRegularFile(file())) {
      return Optional.empty();
    }
    Safetensors kept = open();
    Map<String, float[]> weights = new HashMap<>();
    kept.names().forEach(name -> weights.put(name, kept.floats(name).values()));
    return Optional.of(weights);
  }

  void write(Map<String, float[]> weights, double seconds) {
    Map<String, FloatTensor> tensors = new LinkedHashMap<>();
    weights.forEach(
        (path, values) -> tensors.put(path, new FloatTensor(Shape.of(values.length), values)));
    Map<String, String> facts =
        Map.of(
            SECONDS,
            String.format(Locale.ROOT, "%.0f", seconds),
            COMMIT,
            Circumstances.of(bench.repository()).commit());
    try {
      SafetensorsWriter.write(file(), facts, tensors);
    } catch (IOException e) {
      throw new UncheckedIOException(file() + ": " + e.getMessage(), e);
    }
  }

  /** Seconds that training took, and the commit whose code did it. */
  String origin() {
    Map<String, String> facts = open().metadata();
    return facts.get(SECONDS) + " s, by the code of commit " + facts.get(COMMIT);
  }

  private Safetensors open() {
    try {
      return Safetensors.open(file());
    } catch (IOException e) {
      throw new UncheckedIOException(file() + ": " + e.getMessage(), e);
    }
  }

  private Path file() {
    return bench.kept(recipe, ".safetensors");
  }
}
