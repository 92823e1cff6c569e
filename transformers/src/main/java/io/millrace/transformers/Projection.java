package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** How the linear maps inside a block are computed. */
public interface Projection {

  /** {@code [.., in]} to {@code [.., outputs]}. */
  Operand<TFloat32> apply(Scope at, Operand<TFloat32> x, long outputs);

  /** One matrix and a bias: {@link Linear}. */
  static Projection dense() {
    return new Dense();
  }

  /** What a dense projection notes: what came in. */
  String INPUT = "input";

  /** One matrix. Notes its {@code input}. */
  record Dense() implements Projection {
    @Override
    public Operand<TFloat32> apply(Scope at, Operand<TFloat32> x, long outputs) {
      at.note(INPUT, x);
      return new Linear(outputs).apply(at, x);
    }
  }
}
