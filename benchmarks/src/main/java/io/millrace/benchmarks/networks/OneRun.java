package io.millrace.benchmarks.networks;

import io.millrace.transformers.Scope;
import io.millrace.transformers.Weights;
import io.millrace.transformers.training.Batch;
import io.millrace.transformers.training.TrainingThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A network built and run once. */
final class OneRun {

  private OneRun() {}

  /** Builds outputs from constants. */
  interface Network {

    /**
     * @param notes what networks show of their inside, by path
     */
    List<Operand<TFloat32>> outputs(Scope at, Map<String, Operand<TFloat32>> notes);
  }

  /** The values of each output, row-major. */
  static List<float[]> of(Weights weights, Network network) {
    try (Graph graph = new Graph()) {
      Map<String, Operand<TFloat32>> notes = new TreeMap<>();
      Scope at = Scope.serving(Ops.create(graph), weights).noting(notes);
      List<Operand<TFloat32>> outputs = network.outputs(at, notes);
      try (Session session = new Session(graph, TrainingThreads.configuration())) {
        Session.Runner runner = session.runner();
        outputs.forEach(runner::fetch);
        try (Result result = runner.run()) {
          List<float[]> values = new ArrayList<>();
          for (int i = 0; i < outputs.size(); i++) {
            values.add(Batch.floats(result.get(i)));
          }
          return values;
        }
      }
    }
  }

  /** The largest difference of two arrays, place by place. */
  static double apart(float[] one, float[] other) {
    if (one.length != other.length) {
      throw new IllegalArgumentException(one.length + " numbers beside " + other.length);
    }
    double most = 0;
    for (int i = 0; i < one.length; i++) {
      most = Math.max(most, Math.abs((double) one[i] - other[i]));
    }
    return most;
  }
}
