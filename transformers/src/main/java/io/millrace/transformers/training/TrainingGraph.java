package io.millrace.transformers.training;

import io.millrace.transformers.Noise;
import io.millrace.transformers.Scope;
import io.millrace.transformers.Variables;
import io.millrace.transformers.Variables.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** The graph of one run: loss, validation loss, one update of all weights. */
final class TrainingGraph implements AutoCloseable {

  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Variables variables = new Variables();
  private final Operand<TInt32> step = scalar(TInt32.class, "step"); // 1 at the first update
  private final Operand<TFloat32> rate = scalar(TFloat32.class, "rate");
  private final Map<VarHandleOp, Shape> moments = new LinkedHashMap<>();
  private final Inputs inputs;
  private final Operand<TFloat32> loss;
  private final Operand<TFloat32> validationLoss;
  private final Op update;
  private final Session session;

  TrainingGraph(Objective objective, TrainingPlan plan) {
    inputs = new Inputs(tf, objective.inputs());
    Noise noise = new Noise(plan.seed(), step);
    loss = objective.loss(Scope.training(tf, variables, noise), inputs);
    validationLoss = objective.validationLoss(Scope.serving(tf, variables), inputs);
    update = update(plan);
    session = new Session(graph, TrainingThreads.configuration());
    initialise(plan.seed());
  }

  /** Takes one step and returns the loss before it. */
  float train(Batch batch, int atStep, float learningRate) {
    try (TInt32 stepNow = TInt32.scalarOf(atStep);
        TFloat32 rateNow = TFloat32.scalarOf(learningRate)) {
      Session.Runner runner = session.runner().addTarget(update).fetch(loss);
      return scalar(feed(runner, batch).feed(step, stepNow).feed(rate, rateNow));
    }
  }

  float validate(Batch batch) {
    return scalar(feed(session.runner().fetch(validationLoss), batch));
  }

  /** Copies of the weights, row-major, by path. */
  Map<String, float[]> weights() {
    Map<String, float[]> copies = new HashMap<>();
    variables.byPath().forEach((path, variable) -> copies.put(path, values(variable)));
    return copies;
  }

  private float[] values(Variable variable) {
    try (Result result = session.runner().fetch(variable.value()).run()) {
      return floats(result.get(0));
    }
  }

  private Op update(TrainingPlan plan) {
    List<Variable> learned = List.copyOf(variables.byPath().values());
    List<Operand<TFloat32>> gradients = clipped(gradients(learned), plan.clipNorm());
    Operand<TFloat32> stepNumber = tf.dtypes.cast(step, TFloat32.class);
    List<Op> updates = new ArrayList<>();
    for (int i = 0; i < learned.size(); i++) {
      Adam.Moments slots = Adam.Moments.of(tf, learned.get(i));
      moments.put(slots.first(), learned.get(i).shape());
      moments.put(slots.second(), learned.get(i).shape());
      updates.add(
          plan.adam().update(tf, learned.get(i), slots, gradients.get(i), stepNumber, rate));
    }
    return tf.withControlDependencies(updates).noOp();
  }

  private List<Operand<TFloat32>> gradients(List<Variable> learned) {
    Output<?>[] against =
        learned.stream().map(variable -> variable.value().asOutput()).toArray(Output<?>[]::new);
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    for (Output<?> gradient : graph.addGradients(loss.asOutput(), against)) {
      gradients.add(gradient.expect(TFloat32.class));
    }
    return gradients;
  }

  /** Scales all gradients together so that their joint length is at most {@code norm}. */
  private List<Operand<TFloat32>> clipped(List<Operand<TFloat32>> gradients, float norm) {
    if (norm == 0) {
      return gradients;
    }
    List<Operand<TFloat32>> squares = new ArrayList<>();
    gradients.forEach(gradient -> squares.add(tf.nn.l2Loss(gradient))); // half the square
    Operand<TFloat32> length = tf.math.sqrt(tf.math.mul(tf.math.addN(squares), tf.constant(2f)));
    Operand<TFloat32> factor =
        tf.math.div(tf.constant(norm), tf.math.maximum(length, tf.constant(norm)));
    return gradients.stream()
        .<Operand<TFloat32>>map(gradient -> tf.math.mul(gradient, factor))
        .toList();
  }

  private void initialise(int seed) {
    for (Variable variable : variables.byPath().values()) {
      assign(variable.handle(), variable.shape(), variable.initialValues(seed));
    }
    moments.forEach(
        (moment, shape) -> assign(moment, shape, new float[Math.toIntExact(shape.size())]));
  }

  private void assign(VarHandleOp handle, Shape shape, float[] values) {
    Placeholder<TFloat32> fed = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
    Op assignment = tf.assignVariableOp(handle, fed);
    try (Tensor tensor = Batch.floats(values, shape.asArray())) {
      session.runner().addTarget(assignment).feed(fed, tensor).run().close();
    }
  }

  private <T extends TNumber> Operand<T> scalar(Class<T> type, String name) {
    return tf.withName(name).placeholder(type, Placeholder.shape(Shape.scalar()));
  }

  private Session.Runner feed(Session.Runner runner, Batch batch) {
    batch.tensors().forEach((name, tensor) -> runner.feed(inputs.operand(name), tensor));
    return runner;
  }

  private static float scalar(Session.Runner runner) {
    try (Result result = runner.run()) {
      return floats(result.get(0))[0];
    }
  }

  private static float[] floats(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.shape().size())];
    tensor.asRawTensor().data().asFloats().read(values);
    return values;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
