package io.millrace.transformers.training;

import io.millrace.transformers.Variables.Variable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Gradients of a loss.
 *
 * @param values in the order of the weights
 * @param length of all together before they were clipped; null = they aren't
 */
record Gradients(List<Operand<TFloat32>> values, @Nullable Operand<TFloat32> length) {

  static Gradients of(Graph graph, Operand<TFloat32> loss, List<Variable> learned) {
    Output<?>[] against =
        learned.stream().map(variable -> variable.value().asOutput()).toArray(Output<?>[]::new);
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    for (Output<?> gradient : graph.addGradients(loss.asOutput(), against)) {
      gradients.add(gradient.expect(TFloat32.class));
    }
    return new Gradients(gradients, null);
  }

  /** Scales all together so that their joint length is at most {@code norm}; 0 = leaves them be. */
  Gradients clipped(Ops tf, float norm) {
    if (norm == 0) {
      return this;
    }
    List<Operand<TFloat32>> squares = new ArrayList<>();
    values.forEach(gradient -> squares.add(tf.nn.l2Loss(gradient))); // half the square
    Operand<TFloat32> joint = tf.math.sqrt(tf.math.mul(tf.math.addN(squares), tf.constant(2f)));
    Operand<TFloat32> factor =
        tf.math.div(tf.constant(norm), tf.math.maximum(joint, tf.constant(norm)));
    return new Gradients(
        values.stream().<Operand<TFloat32>>map(gradient -> tf.math.mul(gradient, factor)).toList(),
        joint);
  }
}
