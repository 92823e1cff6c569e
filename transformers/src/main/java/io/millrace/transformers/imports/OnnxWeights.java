package io.millrace.transformers.imports;

import java.util.Arrays;

/** A PyTorch module exported to ONNX: kernels are found through the nodes that multiply by them. */
record OnnxWeights(OnnxGraph graph) implements ModuleWeights {

  @Override
  public float[] tensor(String name, int... shape) {
    return graph.floats(name, Arrays.stream(shape).asLongStream().toArray());
  }

  @Override
  public float[] kernel(String module, int inputs, int outputs) {
    return graph.matMulWeight(matMul(module), inputs, outputs);
  }

  /** {@code encoder.layer.0.attention.self.query}: the list index keeps its dot in node names. */
  private static String matMul(String module) {
    return "/" + module.replace('.', '/').replaceFirst("layer/(\\d+)", "layer.$1") + "/MatMul";
  }
}
