package io.millrace.transformers;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A graph with fed inputs of dynamic batch, for tests. */
public final class GraphHarness implements AutoCloseable {

  public final Graph graph = new Graph();
  public final Ops tf = Ops.create(graph);
  private final Session session = new Session(graph);
  private final List<Operand<TFloat32>> fed = new ArrayList<>();
  private final List<TFloat32> tensors = new ArrayList<>();

  /** A placeholder whose leading axis is dynamic, fed {@code values}. */
  public Operand<TFloat32> input(Shape shape, float[] values) {
    return input(Shape.of(Shape.UNKNOWN_SIZE).append(shape.tail()), shape, values);
  }

  /** {@code [batch, length, ..]}, of which the graph knows neither batch nor length. */
  public Operand<TFloat32> sequences(Shape shape, float[] values) {
    long any = Shape.UNKNOWN_SIZE;
    return input(Shape.of(any, any).append(shape.tail().tail()), shape, values);
  }

  /** A placeholder of the shape {@code dynamic}, some of whose axes the graph does not know. */
  public Operand<TFloat32> input(Shape dynamic, Shape shape, float[] values) {
    Operand<TFloat32> placeholder =
        tf.placeholder(TFloat32.class, org.tensorflow.op.core.Placeholder.shape(dynamic));
    fed.add(placeholder);
    tensors.add(TFloat32.tensorOf(shape, DataBuffers.of(values)));
    return placeholder;
  }

  /** Feeds the first input other values of the same shape. */
  public void refeed(float[] values) {
    refeed(0, values);
  }

  /** Feeds the input that was made {@code index}-th, from 0, other values of the same shape. */
  public void refeed(int index, float[] values) {
    TFloat32 old = tensors.get(index);
    tensors.set(index, TFloat32.tensorOf(old.shape(), DataBuffers.of(values)));
    old.close();
  }

  public float[] run(Operand<TFloat32> output) {
    return run(List.of(output)).get(0);
  }

  public List<float[]> run(List<Operand<TFloat32>> outputs) {
    Session.Runner runner = session.runner();
    outputs.forEach(runner::fetch);
    for (int i = 0; i < fed.size(); i++) {
      runner.feed(fed.get(i), tensors.get(i));
    }
    List<float[]> values = new ArrayList<>();
    try (Result result = runner.run()) {
      for (int i = 0; i < outputs.size(); i++) {
        values.add(floats(result.get(i)));
      }
    }
    return values;
  }

  /** d(loss)/d(each of {@code variables}), in order. */
  public List<float[]> gradients(Operand<TFloat32> loss, Iterable<Operand<TFloat32>> variables) {
    List<Output<?>> against = new ArrayList<>();
    variables.forEach(variable -> against.add(variable.asOutput()));
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    for (Output<?> gradient :
        graph.addGradients(loss.asOutput(), against.toArray(new Output<?>[0]))) {
      gradients.add(gradient.expect(TFloat32.class));
    }
    return run(gradients);
  }

  public static float[] floats(Tensor tensor) {
    FloatDataBuffer buffer = tensor.asRawTensor().data().asFloats();
    float[] values = new float[Math.toIntExact(buffer.size())];
    buffer.read(values);
    return values;
  }

  @Override
  public void close() {
    tensors.forEach(TFloat32::close);
    session.close();
    graph.close();
  }
}
