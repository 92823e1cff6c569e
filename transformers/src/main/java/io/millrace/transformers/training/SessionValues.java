package io.millrace.transformers.training;

import io.millrace.transformers.FloatTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/** Values that a session keeps between steps, by path. Add all of them before the first run. */
final class SessionValues {

  private record Slot(Shape shape, Operand<TFloat32> value, Operand<TFloat32> fed, Op assignment) {}

  private final Map<String, Slot> slots = new LinkedHashMap<>();

  void add(Ops tf, String path, VarHandleOp handle, Shape shape) {
    Placeholder<TFloat32> fed = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
    Operand<TFloat32> value = tf.readVariableOp(handle, TFloat32.class);
    slots.put(path, new Slot(shape, value, fed, tf.assignVariableOp(handle, fed)));
  }

  /** Copies of all. */
  Map<String, FloatTensor> read(Session session) {
    Session.Runner runner = session.runner();
    slots.values().forEach(slot -> runner.fetch(slot.value()));
    Map<String, FloatTensor> copies = new LinkedHashMap<>();
    try (Result result = runner.run()) {
      int index = 0;
      for (Map.Entry<String, Slot> slot : slots.entrySet()) {
        float[] values = Batch.floats(result.get(index++));
        copies.put(slot.getKey(), new FloatTensor(slot.getValue().shape(), values));
      }
    }
    return copies;
  }

  /**
   * Sets all.
   *
   * @param values row-major, by path
   */
  void assign(Session session, Function<String, float[]> values) {
    Session.Runner runner = session.runner();
    List<Tensor> fed = new ArrayList<>();
    try {
      slots.forEach(
          (path, slot) -> {
            Tensor tensor = Batch.floats(values.apply(path), slot.shape().asArray());
            fed.add(tensor);
            runner.addTarget(slot.assignment()).feed(slot.fed(), tensor);
          });
      runner.run().close();
    } finally {
      fed.forEach(Tensor::close);
    }
  }
}
