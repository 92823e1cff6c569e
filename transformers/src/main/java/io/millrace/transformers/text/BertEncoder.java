package io.millrace.transformers.text;

import io.millrace.transformers.Block;
import io.millrace.transformers.GeluFeedForward;
import io.millrace.transformers.Initial;
import io.millrace.transformers.LayerNorm;
import io.millrace.transformers.Mask;
import io.millrace.transformers.NormPlace;
import io.millrace.transformers.Scope;
import io.millrace.transformers.SoftmaxAttention;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * BERT without pooler: embeddings of word, position and segment 0, then post-norm blocks.
 *
 * @param vocabulary number of word pieces
 * @param positions longest text, in tokens
 * @param width of every token
 * @param blocks how many
 * @param heads of each block's attention; divides the width
 * @param hidden width inside the feed-forward
 * @param epsilon of every layer norm
 * @see <a href="https://arxiv.org/abs/1810.04805">BERT</a>
 */
public record BertEncoder(
    int vocabulary, int positions, int width, int blocks, int heads, int hidden, float epsilon) {

  /** What BERT draws fresh weights from. */
  private static final Initial FRESH = new Initial.Normal(0.02f);

  /**
   * Encodes each token in the light of the others.
   *
   * @param ids {@code [batch, length]}, length at most {@link #positions}
   * @param mask {@code [batch, length]}, 1 = real token, 0 = padding
   * @return {@code [batch, length, width]}; what stands at padding is meaningless
   */
  public Operand<TFloat32> apply(Scope at, Operand<TInt32> ids, Operand<TInt32> mask) {
    Mask valid = new Mask(at.tf().dtypes.cast(mask, TFloat32.class));
    Operand<TFloat32> tokens = embed(at.child("embeddings"), ids);
    for (int i = 0; i < blocks; i++) {
      tokens = block().apply(at.child("block" + i), tokens, valid);
    }
    return tokens;
  }

  private Block block() {
    return new Block(
        new SoftmaxAttention(heads, 0),
        new GeluFeedForward(hidden, 0, true),
        new LayerNorm(epsilon),
        NormPlace.AFTER,
        0);
  }

  private Operand<TFloat32> embed(Scope at, Operand<TInt32> ids) {
    Ops tf = at.tf();
    Operand<TInt32> axis = tf.constant(0);
    Operand<TFloat32> words =
        tf.gather(at.weight("word", Shape.of(vocabulary, width), FRESH), ids, axis);
    Operand<TFloat32> places = at.weight("position", Shape.of(positions, width), FRESH);
    Operand<TInt32> length = tf.slice(tf.shape(ids), tf.constant(new int[] {1}), ones(tf));
    Operand<TInt32> size = tf.concat(List.of(length, tf.constant(new int[] {width})), axis);
    Operand<TFloat32> place = tf.slice(places, tf.constant(new int[] {0, 0}), size);
    Operand<TFloat32> segments = at.weight("segment", Shape.of(2, width), FRESH);
    Operand<TFloat32> segment = tf.gather(segments, axis, axis); // [width]
    Operand<TFloat32> sum = tf.math.add(words, tf.math.add(place, segment));
    return new LayerNorm(epsilon).apply(at.child("norm"), sum);
  }

  private static Operand<TInt32> ones(Ops tf) {
    return tf.constant(new int[] {1});
  }
}
