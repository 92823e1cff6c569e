package io.millrace.transformers.training;

import io.millrace.transformers.Scope;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** What a network is asked to become good at. */
public interface Objective {

  List<BatchInput> inputs();

  /**
   * Row-major values from which weights of these paths start, instead of fresh ones: those of an
   * earlier training. A path that the network does not ask for is not used.
   */
  default Map<String, float[]> start() {
    return Map.of();
  }

  /**
   * What the learning rate is multiplied by for the weight at {@code path}; 0 = it stays as it
   * starts.
   */
  default float rateFactor(String path) {
    return 1;
  }

  /**
   * All that decides the loss, in words: a checkpoint of another description is refused. A record
   * of hyper-parameters describes itself.
   */
  default String description() {
    return toString();
  }

  /** A scalar to make small: a mean over the batch, so that batch sizes compare. */
  Operand<TFloat32> loss(Scope at, Inputs inputs);

  /** The scalar that early stopping watches on validation examples. */
  default Operand<TFloat32> validationLoss(Scope at, Inputs inputs) {
    return loss(at, inputs);
  }
}
