package io.millrace.transformers.text;

import io.millrace.transformers.Initial;
import io.millrace.transformers.Linear;
import io.millrace.transformers.Scope;
import io.millrace.transformers.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * One vector a text, and a linear map to the labels. Weights {@code dense/..} of the map before it,
 * where there is one, {@code kernel} [width, label] and {@code bias}.
 *
 * @param before what happens to the pooled vector first
 * @param labels how many
 * @param dropout on that vector while training
 */
public record PooledHead(Pooling pooling, Before before, int labels, float dropout)
    implements TextHead {

  private static final Initial FRESH = new Initial.Normal(0.02f);

  /** What happens to the pooled vector before the labels are read from it. */
  public enum Before {
    /** Nothing. */
    NOTHING {
      @Override
      Operand<TFloat32> apply(Scope at, Operand<TFloat32> vector) {
        return vector;
      }
    },
    /** To Euclidean length 1, so that only its direction counts. */
    DIRECTION {
      @Override
      Operand<TFloat32> apply(Scope at, Operand<TFloat32> vector) {
        return direction(at.tf(), vector);
      }
    },
    /** A linear map and tanh: BERT's pooler. */
    TANH {
      @Override
      Operand<TFloat32> apply(Scope at, Operand<TFloat32> vector) {
        return at.tf().math.tanh(mapped(at, vector));
      }
    },
    /** A linear map and ReLU: DistilBERT's pre-classifier. */
    RELU {
      @Override
      Operand<TFloat32> apply(Scope at, Operand<TFloat32> vector) {
        return at.tf().nn.relu(mapped(at, vector));
      }
    };

    abstract Operand<TFloat32> apply(Scope at, Operand<TFloat32> vector);

    private static Operand<TFloat32> mapped(Scope at, Operand<TFloat32> vector) {
      return new Linear(Shapes.last(vector), FRESH).apply(at.child("dense"), vector);
    }
  }

  @Override
  public Output apply(Scope at, Operand<TFloat32> tokens, Operand<TInt32> mask) {
    Operand<TFloat32> vector = before.apply(at, pooling.apply(at.child("pooling"), tokens, mask));
    Operand<TFloat32> logits = new Linear(labels, FRESH).apply(at, at.dropout(vector, dropout));
    return new Output(logits, vector, null);
  }

  /** {@code [batch, width]}, each row to length 1. */
  static Operand<TFloat32> direction(Ops tf, Operand<TFloat32> vectors) {
    Operand<TFloat32> squares =
        tf.sum(tf.math.square(vectors), tf.constant(1), org.tensorflow.op.core.Sum.keepDims(true));
    return tf.math.mul(vectors, tf.math.rsqrt(tf.math.maximum(squares, tf.constant(1e-12f))));
  }
}
