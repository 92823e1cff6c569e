package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Makes tokens of what a network is given. */
public interface Embedding {

  /** {@code [batch, length, in]} to {@code [batch, length, width]}. */
  Operand<TFloat32> apply(Scope at, Operand<TFloat32> x);
}
