package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Brings each position to a common scale, by itself. */
public interface Norm {

  /** {@code [.., width]} in and out. */
  Operand<TFloat32> apply(Scope at, Operand<TFloat32> x);
}
