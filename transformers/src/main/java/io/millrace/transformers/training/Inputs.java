package io.millrace.transformers.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** The placeholders of a graph's batch, by name. */
public final class Inputs {

  private final Map<String, Operand<? extends TType>> byName = new LinkedHashMap<>();

  public Inputs(Ops tf, List<BatchInput> inputs) {
    for (BatchInput input : inputs) {
      byName.put(
          input.name(),
          tf.withName(input.name()).placeholder(input.type(), Placeholder.shape(input.shape())));
    }
  }

  public Operand<TFloat32> floats(String name) {
    return operand(name).asOutput().expect(TFloat32.class);
  }

  public Operand<TInt32> ints(String name) {
    return operand(name).asOutput().expect(TInt32.class);
  }

  Operand<? extends TType> operand(String name) {
    Operand<? extends TType> operand = byName.get(name);
    if (operand == null) {
      throw new IllegalArgumentException("no input " + name + "; there are " + byName.keySet());
    }
    return operand;
  }
}
