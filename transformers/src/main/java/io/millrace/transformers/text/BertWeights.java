package io.millrace.transformers.text;

import java.util.HashMap;
import java.util.Map;

/** Renames the weights of an exported BERT to the paths that {@link BertEncoder} asks for. */
final class BertWeights {

  private final OnnxGraph graph;
  private final BertEncoder bert;
  private final Map<String, float[]> byPath = new HashMap<>();

  private BertWeights(OnnxGraph graph, BertEncoder bert) {
    this.graph = graph;
    this.bert = bert;
  }

  /**
   * @return row-major weights by path under the encoder's scope
   * @throws InvalidOnnxException naming the tensor that is missing or has another shape
   */
  static Map<String, float[]> of(OnnxGraph graph, BertEncoder bert) {
    BertWeights weights = new BertWeights(graph, bert);
    weights.embeddings();
    for (int i = 0; i < bert.blocks(); i++) {
      weights.block("block" + i, "encoder.layer." + i + ".");
    }
    return weights.byPath;
  }

  private void embeddings() {
    embedding("word", bert.vocabulary());
    embedding("position", bert.positions());
    byPath.put(
        "embeddings/segment",
        graph.floats("embeddings.token_type_embeddings.weight", 2, bert.width()));
    norm("embeddings/norm", "embeddings.LayerNorm");
  }

  private void embedding(String name, int rows) {
    byPath.put(
        "embeddings/" + name,
        graph.floats("embeddings." + name + "_embeddings.weight", rows, bert.width()));
  }

  private void block(String path, String layer) {
    int width = bert.width();
    linear(path + "/mixer/query", layer + "attention.self.query", width, width);
    linear(path + "/mixer/key", layer + "attention.self.key", width, width);
    linear(path + "/mixer/value", layer + "attention.self.value", width, width);
    linear(path + "/mixer/output", layer + "attention.output.dense", width, width);
    norm(path + "/mixer/norm", layer + "attention.output.LayerNorm");
    linear(path + "/feedForward/inner", layer + "intermediate.dense", width, bert.hidden());
    linear(path + "/feedForward/outer", layer + "output.dense", bert.hidden(), width);
    norm(path + "/feedForward/norm", layer + "output.LayerNorm");
  }

  private void linear(String path, String module, int inputs, int outputs) {
    byPath.put(path + "/kernel", graph.matMulWeight(matMul(module), inputs, outputs));
    byPath.put(path + "/bias", graph.floats(module + ".bias", outputs));
  }

  private void norm(String path, String module) {
    byPath.put(path + "/scale", graph.floats(module + ".weight", bert.width()));
    byPath.put(path + "/offset", graph.floats(module + ".bias", bert.width()));
  }

  /** {@code encoder.layer.0.attention.self.query}: the list index keeps its dot in node names. */
  private static String matMul(String module) {
    return "/" + module.replace('.', '/').replaceFirst("layer/(\\d+)", "layer.$1") + "/MatMul";
  }
}
