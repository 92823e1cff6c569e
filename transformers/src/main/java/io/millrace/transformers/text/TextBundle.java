package io.millrace.transformers.text;

import io.millrace.serving.ModelManifest;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.SavedModelWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts MiniLM and a fitted head together into a bundle that is served. */
final class TextBundle {

  private static final List<BatchInput> INPUTS =
      List.of(BatchInput.ints("input_ids", -1), BatchInput.ints("attention_mask", -1));

  private TextBundle() {}

  /**
   * @param source holds {@code model.json} and {@code head.json}
   * @param target gets {@code model.json}, {@code saved_model/} and {@code tokenizer.json}
   * @throws IOException naming what is wrong: the head, the jar's resources, or the target
   */
  static void assemble(Path source, Path target) throws IOException {
    ModelManifest manifest = ModelManifest.read(source.resolve("model.json"));
    ClassifierHead head = ClassifierHead.read(source.resolve("head.json"));
    if (!head.labels().equals(manifest.labels())) {
      throw new IOException(
          source
              + ": labels of head.json "
              + head.labels()
              + " are not those of model.json "
              + manifest.labels());
    }
    Map<String, float[]> weights = new HashMap<>(MiniLm.weights());
    weights.putAll(head.weights());
    SavedModelWriter.write(
        target.resolve("saved_model"),
        INPUTS,
        weights,
        (at, inputs) ->
            Map.of(
                "probabilities",
                head.probabilities(
                    at, MiniLm.ENCODER, inputs.ints("input_ids"), inputs.ints("attention_mask"))));
    Files.write(target.resolve("tokenizer.json"), MiniLm.tokenizer());
    manifest.write(target.resolve("model.json"));
  }
}
