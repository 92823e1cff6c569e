package io.millrace.transformers.text;

import io.millrace.serving.ModelManifest;
import io.millrace.transformers.Scope;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.Inputs;
import io.millrace.transformers.training.SavedModelWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/** Writes encoders and heads into bundles that are served. */
public final class TextBundle {

  private static final List<BatchInput> INPUTS =
      List.of(BatchInput.ints("input_ids", -1), BatchInput.ints("attention_mask", -1));

  private TextBundle() {}

  /**
   * Puts MiniLM and a fitted head together.
   *
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
    EncoderClassifier classifier = new EncoderClassifier(MiniLm.ENCODER, head.network(), false);
    write(target, manifest, classifier, weights, 1, MiniLm.tokenizer());
  }

  /**
   * As {@link #write(Path, ModelManifest, EncoderClassifier, Map, double, byte[], boolean)},
   * without the embedding.
   */
  public static void write(
      Path target,
      ModelManifest manifest,
      EncoderClassifier classifier,
      Map<String, float[]> weights,
      double temperature,
      byte[] tokenizer)
      throws IOException {
    write(target, manifest, classifier, weights, temperature, tokenizer, false);
  }

  /**
   * Writes {@code model.json}, {@code saved_model/}, {@code tokenizer.json} and, of an encoder that
   * can be lowered, {@code cpu_graph.pb}. A head that weighs tokens by label has the weights put
   * out as {@code token_weights}.
   *
   * @param weights row-major, by path
   * @param temperature by which logits are divided
   * @param tokenizer bytes of {@code tokenizer.json}
   * @param embedding whether the vector that the labels are read from is put out as {@code
   *     embedding}
   * @throws IllegalArgumentException if it is to be and the head has none
   */
  public static void write(
      Path target,
      ModelManifest manifest,
      EncoderClassifier classifier,
      Map<String, float[]> weights,
      double temperature,
      byte[] tokenizer,
      boolean embedding)
      throws IOException {
    SavedModelWriter.writeWithLowered(
        target.resolve("saved_model"),
        INPUTS,
        weights,
        (at, inputs) -> outputs(at, inputs, classifier, temperature, embedding));
    Files.write(target.resolve("tokenizer.json"), tokenizer);
    manifest.write(target.resolve("model.json"));
  }

  /**
   * Writes an encoder alone, whose only output is {@code embedding}.
   *
   * @param weights row-major, by path
   * @param tokenizer bytes of {@code tokenizer.json}
   */
  public static void write(
      Path target,
      ModelManifest manifest,
      EncoderEmbedder embedder,
      Map<String, float[]> weights,
      byte[] tokenizer)
      throws IOException {
    SavedModelWriter.writeWithLowered(
        target.resolve("saved_model"),
        INPUTS,
        weights,
        (at, inputs) ->
            Map.of(
                "embedding",
                embedder.apply(at, inputs.ints("input_ids"), inputs.ints("attention_mask"))));
    Files.write(target.resolve("tokenizer.json"), tokenizer);
    manifest.write(target.resolve("model.json"));
  }

  private static Map<String, Operand<? extends TType>> outputs(
      Scope at,
      Inputs inputs,
      EncoderClassifier classifier,
      double temperature,
      boolean embedding) {
    TextHead.Output output =
        classifier.apply(at, inputs.ints("input_ids"), inputs.ints("attention_mask"));
    Map<String, Operand<? extends TType>> outputs = new LinkedHashMap<>();
    outputs.put("probabilities", classifier.probabilities(at, output.logits(), temperature));
    if (output.tokenWeights() != null) {
      outputs.put("token_weights", output.tokenWeights());
    }
    if (embedding) {
      outputs.put("embedding", embedding(classifier.head(), output));
    }
    return outputs;
  }

  private static Operand<TFloat32> embedding(TextHead head, TextHead.Output output) {
    if (output.embedding() == null) {
      throw new IllegalArgumentException("no one vector stands for a text in the head " + head);
    }
    return output.embedding();
  }
}
