package io.millrace.transformers.training;

import io.millrace.transformers.Scope;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** What a network is asked to become good at. */
public interface Objective {

  List<BatchInput> inputs();

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
