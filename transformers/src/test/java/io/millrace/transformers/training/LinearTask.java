package io.millrace.transformers.training;

import io.millrace.transformers.Linear;
import io.millrace.transformers.Losses;
import io.millrace.transformers.Scope;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** One linear map of two numbers. */
record LinearTask(float dropout) implements Objective {

  @Override
  public List<BatchInput> inputs() {
    return List.of(BatchInput.floats("x", 2), BatchInput.floats("y", 1));
  }

  @Override
  public Operand<TFloat32> loss(Scope at, Inputs inputs) {
    Operand<TFloat32> x = at.dropout(inputs.floats("x"), dropout);
    Operand<TFloat32> y = new Linear(1).apply(at.child("line"), x);
    return Losses.squared(at.tf(), y, inputs.floats("y"));
  }
}
