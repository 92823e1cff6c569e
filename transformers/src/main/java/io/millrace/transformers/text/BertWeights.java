package io.millrace.transformers.text;

import java.util.HashMap;
import java.util.Map;

/** Renames the weights of an exported BERT to the paths that {@link TextEncoder} asks for. */
final class BertWeights {

  private final OnnxGraph graph;
  private final TextEncoder bert;
  private final int hidden;
  private final Map<String, float[]> byPath = new HashMap<>();

  private BertWeights(OnnxGraph graph, TextEncoder bert, int hidden) {
    this.graph = graph;
    this.bert = bert;
    this.hidden = hidden;
  }

  /**
   * @param hidden width inside the feed-forward
   * @return row-major weights by path under the encoder's scope
   * @throws InvalidOnnxException naming the tensor that is missing or has another shape
   */
  static Map<String, float[]> of(OnnxGraph graph, TextEncoder bert, int hidden) {
    BertWeights weights = new BertWeights(graph, bert, hidden);
    weights.embeddings();
    for (int i = 0; i < bert.layers(); i++) {
      weights.block("block" + i, "encoder.layer." + i + ".");
    }
    return weights.byPath;
  }

  private void embeddings() {
    embedding("word", bert.embedding().vocabulary());
    embedding("position", bert.embedding().positions());
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
    linear(path + "/feedForward/inner", layer + "intermediate.dense", width, hidden);
    linear(path + "/feedForward/outer", layer + "output.dense", hidden, width);
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
