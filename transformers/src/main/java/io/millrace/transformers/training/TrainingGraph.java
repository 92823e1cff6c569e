package io.millrace.transformers.training;

import io.millrace.transformers.FloatTensor;
import io.millrace.transformers.Noise;
import io.millrace.transformers.Scope;
import io.millrace.transformers.Variables;
import io.millrace.transformers.Variables.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
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
  private final Objective objective;
  private final Variables variables = new Variables();
  private final SessionValues weights = new SessionValues();
  private final SessionValues first = new SessionValues(); // moments
  private final SessionValues second = new SessionValues();
  private final Operand<TInt32> step = scalar(TInt32.class, "step"); // 1 at the first update
  private final Operand<TFloat32> rate = scalar(TFloat32.class, "rate");
  private final Inputs inputs;
  private final Operand<TFloat32> loss;
  private final Operand<TFloat32> validationLoss;
  private final Gradients gradients;
  private final Op update;
  private final Session session;

  TrainingGraph(Objective objective, TrainingPlan plan) {
    this.objective = objective;
    inputs = new Inputs(tf, objective.inputs());
    Noise noise = new Noise(plan.seed(), step);
    loss = objective.loss(Scope.training(tf, variables, noise), inputs);
    validationLoss = objective.validationLoss(Scope.serving(tf, variables), inputs);
    variables.byPath().values().forEach(this::keep);
    List<Variable> learned = variables.byPath().values().stream().filter(this::learns).toList();
    gradients = Gradients.of(graph, loss, learned).clipped(tf, plan.clipNorm());
    update = update(plan.optimiser(), learned);
    session = new Session(graph, TrainingThreads.configuration());
    initialise(plan.seed());
  }

  /**
   * What was seen before a step was taken.
   *
   * @param gradientLength of all weights together; 0 where gradients aren't clipped
   */
  record Seen(float loss, float gradientLength) {

    boolean finite() {
      return Float.isFinite(loss) && Float.isFinite(gradientLength);
    }
  }

  Seen train(Batch batch, int atStep, float learningRate) {
    Session.Runner runner = session.runner().addTarget(update).fetch(loss);
    if (gradients.length() != null) {
      runner.fetch(gradients.length());
    }
    try (TInt32 stepNow = TInt32.scalarOf(atStep);
        TFloat32 rateNow = TFloat32.scalarOf(learningRate);
        Result result = feed(runner, batch).feed(step, stepNow).feed(rate, rateNow).run()) {
      return new Seen(scalar(result, 0), result.size() > 1 ? scalar(result, 1) : 0);
    }
  }

  float validate(Batch batch) {
    try (Result result = feed(session.runner().fetch(validationLoss), batch).run()) {
      return scalar(result, 0);
    }
  }

  /** Copies of the weights, by path. */
  Map<String, FloatTensor> weights() {
    return weights.read(session);
  }

  /** Copies of all that a step changes. */
  TrainingState state() {
    return new TrainingState(weights.read(session), first.read(session), second.read(session));
  }

  /**
   * @throws IllegalArgumentException naming the first weight that the state lacks, or has in
   *     another size
   */
  void restore(TrainingState state) {
    weights.assign(session, path -> values(state.weights(), path));
    first.assign(session, path -> values(state.first(), path));
    second.assign(session, path -> values(state.second(), path));
  }

  private float[] values(Map<String, FloatTensor> state, String path) {
    Shape expected = variable(path).shape();
    FloatTensor found = state.get(path);
    if (found == null || !found.shape().equals(expected)) {
      throw new IllegalArgumentException(
          "weight "
              + path
              + " has shape "
              + expected
              + ", and in the checkpoint "
              + (found == null ? "it is missing" : found.shape()));
    }
    return found.values();
  }

  private Op update(Optimiser optimiser, List<Variable> learned) {
    Map<Float, Optimiser.Rule> rules = new HashMap<>();
    Operand<TFloat32> now = tf.dtypes.cast(step, TFloat32.class);
    Ops afterLoss = tf.withControlDependencies(List.<Op>of(loss)); // which has read every weight
    List<Op> updates = new ArrayList<>();
    for (int i = 0; i < learned.size(); i++) {
      Variable variable = learned.get(i);
      Optimiser.Rule rule =
          rules.computeIfAbsent(
              objective.rateFactor(variable.path()),
              factor -> optimiser.rule(tf, now, tf.math.mul(rate, tf.constant(factor))));
      Optimiser.Moments moments =
          new Optimiser.Moments(
              moment("first", first, variable), moment("second", second, variable));
      updates.add(rule.update(afterLoss, variable, moments, gradients.values().get(i)));
    }
    return tf.withControlDependencies(updates).noOp();
  }

  private void keep(Variable variable) {
    weights.add(tf, variable.path(), variable.handle(), variable.shape());
  }

  private boolean learns(Variable variable) {
    return objective.rateFactor(variable.path()) != 0;
  }

  private VarHandleOp moment(String name, SessionValues values, Variable variable) {
    String shared = "moment/" + name + "/" + variable.path();
    VarHandleOp handle =
        tf.varHandleOp(TFloat32.class, variable.shape(), VarHandleOp.sharedName(shared));
    values.add(tf, variable.path(), handle, variable.shape());
    return handle;
  }

  private void initialise(int seed) {
    weights.assign(session, path -> startOf(variable(path), seed));
    first.assign(session, this::zeros);
    second.assign(session, this::zeros);
  }

  private float[] startOf(Variable variable, int seed) {
    float[] given = objective.start().get(variable.path());
    if (given == null) {
      return variable.initialValues(seed);
    }
    if (given.length != variable.shape().size()) {
      throw new IllegalArgumentException(
          "weight %s starts from %d values; the network needs shape %s"
              .formatted(variable.path(), given.length, variable.shape()));
    }
    return given;
  }

  private float[] zeros(String path) {
    return new float[Math.toIntExact(variable(path).shape().size())];
  }

  private Variable variable(String path) {
    return Objects.requireNonNull(variables.byPath().get(path), path);
  }

  private <T extends TNumber> Operand<T> scalar(Class<T> type, String name) {
    return tf.withName(name).placeholder(type, Placeholder.shape(Shape.scalar()));
  }

  private Session.Runner feed(Session.Runner runner, Batch batch) {
    batch.tensors().forEach((name, tensor) -> runner.feed(inputs.operand(name), tensor));
    return runner;
  }

  private static float scalar(Result result, int index) {
    return Batch.floats(result.get(index))[0];
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
