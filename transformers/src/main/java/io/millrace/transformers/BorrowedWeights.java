package io.millrace.transformers;

import java.util.HashMap;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;

/**
 * Weights that a graph has from another one: placeholders, each with the name of the other graph's
 * constant, which whoever runs the graph puts in its place. One graph per instance.
 */
public final class BorrowedWeights implements Weights {

  /** The attribute of a placeholder that names the constant. */
  public static final String ATTRIBUTE = "_weight";

  private final Checkpoint lender;
  private final Map<String, Operand<TFloat32>> built = new HashMap<>();

  /**
   * @param lender of a graph that is built already
   */
  public BorrowedWeights(Checkpoint lender) {
    this.lender = lender;
  }

  @Override
  public Operand<TFloat32> weight(Ops tf, String path, Shape shape, Initial initial) {
    return built.computeIfAbsent(path, ignored -> placeholder(tf, path, shape));
  }

  @Override
  public float[] values(String path, Shape shape) {
    return lender.values(path, shape);
  }

  private Operand<TFloat32> placeholder(Ops tf, String path, Shape shape) {
    return ((Graph) tf.scope().env())
        .opBuilder("Placeholder", tf.scope().makeOpName("Placeholder"), tf.scope())
        .setAttr("dtype", DataType.DT_FLOAT)
        .setAttr("shape", shape)
        .setAttr(ATTRIBUTE, lender.node(path))
        .build()
        .output(0);
  }
}
