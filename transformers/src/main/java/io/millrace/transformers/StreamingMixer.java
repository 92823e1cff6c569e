package io.millrace.transformers;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A mixer that also runs event by event, with a state whose size is fixed: what it has seen of a
 * key, in constant memory. Stepping through a sequence equals mixing it whole.
 */
public interface StreamingMixer extends TokenMixer {

  /**
   * What one event makes.
   *
   * @param output {@code [batch, width]}
   * @param state after the event
   */
  record Step(Operand<TFloat32> output, List<Operand<TFloat32>> state) {
    public Step {
      state = List.copyOf(state);
    }
  }

  /** The tensors of one key's state, which starts as zeros. */
  List<Shape> stateShapes(long width);

  /**
   * State and event to state and output.
   *
   * @param token {@code [batch, width]}, one event of each key
   * @param state each of {@link #stateShapes}, after a leading batch axis
   */
  Step step(Scope at, Operand<TFloat32> token, List<Operand<TFloat32>> state);
}
