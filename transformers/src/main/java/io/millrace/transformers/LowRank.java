package io.millrace.transformers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A matrix as the product of two narrow ones: {@code down} [in, rank], then {@code kernel} [rank,
 * out] and {@code bias}.
 *
 * @param rank worth its while under in·out / (in + out)
 * @see <a href="https://arxiv.org/abs/2108.10808">Greenformers: Low-Rank Transformer</a>
 */
public record LowRank(int rank) implements Projection {

  public LowRank {
    if (rank < 1) {
      throw new IllegalArgumentException("rank must be at least 1, not " + rank);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the two matrices would be no smaller than the one
   */
  @Override
  public Operand<TFloat32> apply(Scope at, Operand<TFloat32> x, long outputs) {
    long inputs = Shapes.last(x);
    if ((long) rank * (inputs + outputs) >= inputs * outputs) {
      throw new IllegalArgumentException(
          "rank %d saves nothing of a matrix of %d × %d at %s; it must be under %d"
              .formatted(rank, inputs, outputs, at.path(), inputs * outputs / (inputs + outputs)));
    }
    Operand<TFloat32> down = at.weight("down", Shape.of(inputs, rank), Initial.fanIn(inputs));
    Operand<TFloat32> none = at.tf().constant(new float[rank]);
    Operand<TFloat32> narrow = Linear.multiply(at.tf(), x, down, none);
    return new Linear(outputs).apply(at, narrow);
  }
}
