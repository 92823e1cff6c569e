package io.millrace.transformers.text.compression;

import io.millrace.transformers.LowRank;
import io.millrace.transformers.text.EncoderClassifier;
import io.millrace.transformers.text.FineTuned;
import io.millrace.transformers.text.FineTuning;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.Svd;
import org.tensorflow.types.TFloat32;

/**
 * Every matrix of the blocks as a product of two narrow ones, from its largest singular values; one
 * epoch makes good for the rest.
 *
 * @see LowRank
 */
record LowerRank(int rank) implements Compressor {

  private static final String KERNEL = "/kernel";

  @Override
  public FineTuned compressed(FineTuned whole, CompressionData data) {
    Map<String, float[]> weights = new HashMap<>(whole.weights());
    whole
        .weights()
        .forEach(
            (path, values) -> {
              if (path.startsWith("block") && path.endsWith(KERNEL)) {
                String at = path.substring(0, path.length() - KERNEL.length());
                factor(
                    at,
                    values,
                    Objects.requireNonNull(whole.weights().get(at + "/bias")).length,
                    weights);
              }
            });
    FineTuned changed = whole.with(changed(whole.classifier()), weights, data.validation());
    return new FineTuning(whole.pretrained(), data.recipe().repairing(), data.listener())
        .further(changed, data.training(), data.validation());
  }

  /** U·√S and √S·Vᵀ of the largest singular values. */
  private void factor(String at, float[] kernel, int outputs, Map<String, float[]> weights) {
    int inputs = kernel.length / outputs;
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> matrix =
          tf.constant(Shape.of(inputs, outputs), DataBuffers.of(kernel, true, false));
      Svd<TFloat32> svd = tf.linalg.svd(matrix, Svd.fullMatrices(false));
      try (Result result = session.runner().fetch(svd.s()).fetch(svd.u()).fetch(svd.v()).run()) {
        TFloat32 values = (TFloat32) result.get(0);
        TFloat32 left = (TFloat32) result.get(1);
        TFloat32 right = (TFloat32) result.get(2);
        float[] down = new float[inputs * rank];
        float[] up = new float[rank * outputs];
        for (int r = 0; r < rank; r++) {
          float root = (float) Math.sqrt(values.getFloat(r));
          for (int i = 0; i < inputs; i++) {
            down[i * rank + r] = left.getFloat(i, r) * root;
          }
          for (int o = 0; o < outputs; o++) {
            up[r * outputs + o] = right.getFloat(o, r) * root;
          }
        }
        weights.put(at + "/down", down);
        weights.put(at + KERNEL, up);
      }
    }
  }

  @Override
  public EncoderClassifier changed(EncoderClassifier whole) {
    return whole.withEncoder(whole.encoder().withProjection(new LowRank(rank)));
  }

  @Override
  public String toString() {
    return "rank:" + rank;
  }
}
