package io.millrace.transformers.imports;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The variables of a BERT that Google's own code saved, read from its loaded SavedModel by their
 * names there ({@code bert/encoder/layer_0/attention/self/query/kernel}). Kernels are kept [in,
 * out], as ours are.
 *
 * @param prefix of all names, such as {@code module/}
 */
public record TensorFlowBert(SavedModelBundle model, String prefix) {

  /** As the released checkpoints have it: GELU by tanh, epsilon 10⁻¹². */
  public static final EncoderShape BASE =
      new EncoderShape(
          ModelFamily.BERT, 30_522, 512, 2, 768, 12, 12, 3_072, Activation.GELU_TANH, 1e-12f);

  /**
   * The encoder by our paths, its pooler as {@code head/dense/..}, its masked-LM head as {@code
   * words/..}.
   *
   * @throws IllegalArgumentException naming the variable that is missing or has another shape
   */
  public Map<String, float[]> weights(EncoderShape encoder) {
    int width = encoder.width();
    Map<String, float[]> weights =
        new HashMap<>(EncoderWeights.of(new Modules(this, "bert/"), encoder));
    linear(weights, "head/dense", "bert/pooler/dense", width);
    linear(weights, "words/dense", "cls/predictions/transform/dense", width);
    weights.put("words/norm/scale", variable("cls/predictions/transform/LayerNorm/gamma", width));
    weights.put("words/norm/offset", variable("cls/predictions/transform/LayerNorm/beta", width));
    weights.put("words/bias", variable("cls/predictions/output_bias", encoder.vocabulary()));
    return weights;
  }

  private void linear(Map<String, float[]> weights, String path, String module, int width) {
    weights.put(path + "/kernel", variable(module + "/kernel", width, width));
    weights.put(path + "/bias", variable(module + "/bias", width));
  }

  private float[] variable(String name, int... shape) {
    String read = prefix + name + "/Read/ReadVariableOp";
    if (model.graph().operation(read) == null) {
      throw new IllegalArgumentException(
          "variable "
              + prefix
              + name
              + ": expected shape "
              + Arrays.toString(shape)
              + ", found none");
    }
    try (Result result = model.session().runner().fetch(read).run()) {
      Shape found = result.get(0).shape();
      if (!Arrays.equals(found.asArray(), Arrays.stream(shape).asLongStream().toArray())) {
        throw new IllegalArgumentException(
            "variable %s%s: expected shape %s, found shape %s"
                .formatted(prefix, name, Arrays.toString(shape), found));
      }
      float[] values = new float[Math.toIntExact(found.size())];
      ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
      return values;
    }
  }

  /** PyTorch's names of the same parts. */
  private record Modules(TensorFlowBert bert, String encoder) implements ModuleWeights {

    private static final List<String[]> OTHERWISE =
        List.of(
            new String[] {"encoder\\.layer\\.(\\d+)\\.", "encoder/layer_$1/"},
            new String[] {"LayerNorm\\.weight$", "LayerNorm/gamma"},
            new String[] {"LayerNorm\\.bias$", "LayerNorm/beta"},
            new String[] {"embeddings\\.weight$", "embeddings"},
            new String[] {"\\.", "/"});

    @Override
    public float[] tensor(String name, int... shape) {
      return bert.variable(named(name), shape);
    }

    @Override
    public float[] kernel(String module, int inputs, int outputs) {
      return bert.variable(named(module) + "/kernel", inputs, outputs);
    }

    private String named(String name) {
      String named = name;
      for (String[] rule : OTHERWISE) {
        named = named.replaceAll(rule[0], rule[1]);
      }
      return encoder + named;
    }
  }
}
