package io.millrace.transformers;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * MatFormer's feed-forward: the first m hidden units are a network of their own for every nested
 * width m. One of the widths learns in each training step; any of them can be served, by the
 * weights of the full one, which are named and shaped as {@link GeluFeedForward}'s.
 *
 * @param widths of the nested hidden layers, ascending; the last is the full one
 * @param served which of {@code widths} a serving graph computes
 * @param dropout after GELU
 * @param exactGelu by the error function; otherwise the tanh approximation
 * @see <a href="https://arxiv.org/abs/2310.07707">MatFormer: Nested Transformer for Elastic
 *     Inference</a>
 */
public record NestedFeedForward(List<Integer> widths, int served, float dropout, boolean exactGelu)
    implements FeedForward {

  public NestedFeedForward {
    widths = List.copyOf(widths);
    if (!widths.equals(widths.stream().sorted().distinct().toList())) {
      throw new IllegalArgumentException("widths must ascend, not " + widths);
    }
    if (!widths.contains(served)) {
      throw new IllegalArgumentException("served must be one of " + widths + ", not " + served);
    }
  }

  /** The same weights served at another width. */
  public NestedFeedForward serving(int width) {
    return new NestedFeedForward(widths, width, dropout, exactGelu);
  }

  @Override
  public Operand<TFloat32> apply(Scope at, Operand<TFloat32> tokens) {
    return at.training() ? gated(at, tokens) : sliced(at, tokens);
  }

  /** The full network, whose hidden units beyond the step's width are zero. */
  private Operand<TFloat32> gated(Scope at, Operand<TFloat32> tokens) {
    Ops tf = at.tf();
    Operand<TFloat32> inner = new Linear(full()).apply(at.child("inner"), tokens);
    Operand<TFloat32> open = tf.math.mul(new Gelu(exactGelu).apply(tf, inner), gate(at));
    return new Linear(Shapes.last(tokens)).apply(at.child("outer"), at.dropout(open, dropout));
  }

  /** {@code [hidden]}: 1 for the units of the step's width, 0 for the others. */
  private Operand<TFloat32> gate(Scope at) {
    Ops tf = at.tf();
    Operand<TInt32> all = tf.constant(widths.stream().mapToInt(Integer::intValue).toArray());
    Operand<TInt32> width = tf.gather(all, at.draw(widths.size()), tf.constant(0));
    Operand<TInt32> unit = tf.range(tf.constant(0), tf.constant(full()), tf.constant(1));
    return tf.dtypes.cast(tf.math.less(unit, width), TFloat32.class);
  }

  private Operand<TFloat32> sliced(Scope at, Operand<TFloat32> tokens) {
    Ops tf = at.tf();
    int width = Math.toIntExact(Shapes.last(tokens));
    Operand<TFloat32> inner =
        leading(at.child("inner"), tokens, Shape.of(width, full()), Shape.of(width, served));
    Operand<TFloat32> active = new Gelu(exactGelu).apply(tf, inner);
    return leading(at.child("outer"), active, Shape.of(full(), width), Shape.of(served, width));
  }

  /** A linear map by the leading corner of a larger kernel. */
  private static Operand<TFloat32> leading(
      Scope at, Operand<TFloat32> x, Shape whole, Shape corner) {
    Ops tf = at.tf();
    Initial start = Initial.fanIn(whole.get(0));
    Operand<TFloat32> kernel = at.weight("kernel", whole, start);
    Operand<TFloat32> bias = at.weight("bias", whole.tail(), start);
    return Linear.multiply(tf, x, corner(tf, kernel, corner), corner(tf, bias, corner.tail()));
  }

  private static Operand<TFloat32> corner(Ops tf, Operand<TFloat32> weight, Shape size) {
    Operand<TInt32> begin = tf.constant(new int[size.numDimensions()]);
    return tf.slice(weight, begin, tf.constant(ints(size)));
  }

  private static int[] ints(Shape shape) {
    return Arrays.stream(shape.asArray()).mapToInt(Math::toIntExact).toArray();
  }

  private int full() {
    return widths.get(widths.size() - 1);
  }
}
