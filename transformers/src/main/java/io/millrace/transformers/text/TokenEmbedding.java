package io.millrace.transformers.text;

import io.millrace.transformers.Initial;
import io.millrace.transformers.LayerNorm;
import io.millrace.transformers.Scope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A vector for each word piece, plus one for its place and one for its segment, then a layer norm.
 * Weights {@code word} [vocabulary, width], {@code position} [positions, width], {@code segment}
 * [segments, width] and {@code norm}.
 *
 * @param vocabulary number of word pieces
 * @param positions longest text, in tokens; 0 = places have no vectors, and texts no longest length
 * @param segments as trained, of which only the first is used; 0 = segments have no vectors
 * @param width of every token
 * @param epsilon of the layer norm
 * @see <a href="https://arxiv.org/abs/1810.04805">BERT</a>
 */
public record TokenEmbedding(
    int vocabulary, int positions, int segments, int width, float epsilon) {

  /** What BERT draws fresh weights from. */
  private static final Initial FRESH = new Initial.Normal(0.02f);

  /**
   * @param ids word pieces, of any shape
   * @param places of the same shape, from 0, each under {@link #positions} if there are any
   * @return {@code [.., width]}
   */
  Operand<TFloat32> apply(Scope at, Operand<TInt32> ids, Operand<TInt32> places) {
    Ops tf = at.tf();
    Operand<TFloat32> sum = rows(at, "word", vocabulary, ids);
    if (positions > 0) {
      sum = tf.math.add(sum, rows(at, "position", positions, places));
    }
    if (segments > 0) {
      sum = tf.math.add(sum, rows(at, "segment", segments, tf.constant(0)));
    }
    return new LayerNorm(epsilon).apply(at.child("norm"), sum);
  }

  private Operand<TFloat32> rows(Scope at, String name, int count, Operand<TInt32> chosen) {
    Operand<TFloat32> all = at.weight(name, Shape.of(count, width), FRESH);
    return at.tf().gather(all, chosen, at.tf().constant(0));
  }
}
