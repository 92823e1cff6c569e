package io.millrace.transformers.series;

import io.millrace.transformers.Checkpoint;
import io.millrace.transformers.Scope;
import io.millrace.transformers.training.Batch;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.Inputs;
import io.millrace.transformers.training.TrainingThreads;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A forecaster with weights, run over whole stretches of held-out rows. */
public final class TrainedForecaster implements AutoCloseable {

  private static final int BATCH = 256;

  /** Takes the forecasts of one window after the other, in time order. */
  public interface Taker {

    /**
     * @param mean {@code [horizon, variates]}, row-major, scaled
     * @param quantiles {@code [horizon, variates, quantile]}, row-major, scaled; empty if none
     */
    void take(int window, float[] mean, float[] quantiles);
  }

  private final Graph graph = new Graph();
  private final Operand<TFloat32> history;
  private final Outlook outlook;
  private final Session session;

  public TrainedForecaster(Forecaster forecaster, Map<String, float[]> weights) {
    Ops tf = Ops.create(graph);
    BatchInput input = BatchInput.floats(WindowExamples.HISTORY, forecaster.lookback(), -1);
    history = new Inputs(tf, List.of(input)).floats(WindowExamples.HISTORY);
    outlook = forecaster.forecast(Scope.serving(tf, new Checkpoint(weights)), history);
    session = new Session(graph, TrainingThreads.configuration());
  }

  public void forecast(WindowExamples examples, Taker taker) {
    for (int from = 0; from < examples.count(); from += BATCH) {
      int to = Math.min(examples.count(), from + BATCH);
      try (Batch batch = examples.batch(IntStream.range(from, to).toArray())) {
        run(batch, from, taker);
      }
    }
  }

  private void run(Batch batch, int from, Taker taker) {
    Session.Runner runner = session.runner().fetch(outlook.mean());
    if (outlook.quantiles() != null) {
      runner.fetch(outlook.quantiles());
    }
    Tensor in = batch.tensors().get(WindowExamples.HISTORY);
    if (in == null) {
      throw new IllegalArgumentException("the batch has no " + WindowExamples.HISTORY);
    }
    try (Result result = runner.feed(history, in).run()) {
      float[] mean = floats(result.get(0));
      float[] quantiles = result.size() > 1 ? floats(result.get(1)) : new float[0];
      for (int i = 0; i < batch.size(); i++) {
        taker.take(from + i, part(mean, i, batch.size()), part(quantiles, i, batch.size()));
      }
    }
  }

  private static float[] part(float[] all, int index, int parts) {
    int size = all.length / parts;
    return Arrays.copyOfRange(all, index * size, (index + 1) * size);
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
