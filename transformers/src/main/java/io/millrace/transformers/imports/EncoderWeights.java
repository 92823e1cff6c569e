package io.millrace.transformers.imports;

import java.util.HashMap;
import java.util.Map;

/** Renames the weights of an encoder to the paths that our networks ask for. */
public final class EncoderWeights {

  private final ModuleWeights from;
  private final EncoderShape encoder;
  private final Map<String, float[]> byPath = new HashMap<>();

  private EncoderWeights(ModuleWeights from, EncoderShape encoder) {
    this.from = from;
    this.encoder = encoder;
  }

  /**
   * @return row-major weights by path under the encoder's scope
   * @throws InvalidOnnxException naming the tensor that is missing or has another shape
   */
  public static Map<String, float[]> of(OnnxGraph graph, EncoderShape encoder) {
    return of(new OnnxWeights(graph), encoder);
  }

  /**
   * @return row-major weights by path under the encoder's scope
   */
  static Map<String, float[]> of(ModuleWeights from, EncoderShape encoder) {
    EncoderWeights weights = new EncoderWeights(from, encoder);
    weights.embeddings();
    for (int i = 0; i < encoder.blocks(); i++) {
      weights.block("block" + i, encoder.family().names(), encoder.family().names().of(i));
    }
    return weights.byPath;
  }

  private void embeddings() {
    embedding("word", "word_embeddings", encoder.vocabulary());
    embedding("position", "position_embeddings", encoder.positions());
    if (encoder.segments() > 0) {
      embedding("segment", "token_type_embeddings", encoder.segments());
    }
    norm("embeddings/norm", "embeddings.LayerNorm");
  }

  private void embedding(String path, String module, int rows) {
    byPath.put(
        "embeddings/" + path,
        from.tensor("embeddings." + module + ".weight", rows, encoder.width()));
  }

  private void block(String path, ModuleNames names, String block) {
    int width = encoder.width();
    linear(path + "/mixer/query", block + names.query(), width, width);
    linear(path + "/mixer/key", block + names.key(), width, width);
    linear(path + "/mixer/value", block + names.value(), width, width);
    linear(path + "/mixer/output", block + names.output(), width, width);
    norm(path + "/mixer/norm", block + names.mixerNorm());
    linear(path + "/feedForward/inner", block + names.inner(), width, encoder.hidden());
    linear(path + "/feedForward/outer", block + names.outer(), encoder.hidden(), width);
    norm(path + "/feedForward/norm", block + names.norm());
  }

  private void linear(String path, String module, int inputs, int outputs) {
    byPath.put(path + "/kernel", from.kernel(module, inputs, outputs));
    byPath.put(path + "/bias", from.tensor(module + ".bias", outputs));
  }

  private void norm(String path, String module) {
    byPath.put(path + "/scale", from.tensor(module + ".weight", encoder.width()));
    byPath.put(path + "/offset", from.tensor(module + ".bias", encoder.width()));
  }
}
