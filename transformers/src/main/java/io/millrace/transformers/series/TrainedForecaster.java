package io.millrace.transformers.series;

import io.millrace.transformers.Checkpoint;
import io.millrace.transformers.Scope;
import io.millrace.transformers.training.Batch;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.Inputs;
import io.millrace.transformers.training.TrainingThreads;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;

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
  private final LongSupplier nanos;
  private final Inputs inputs;
  private final List<BatchInput> fed;
  private final Outlook outlook;
  private final Session session;

  /**
   * @param shape of the windows it will be run on
   * @param nanos a clock
   */
  public TrainedForecaster(Fitted fitted, InputShape shape, LongSupplier nanos) {
    Ops tf = Ops.create(graph);
    this.nanos = nanos;
    fed = shape.inputs();
    inputs = new Inputs(tf, fed);
    outlook =
        fitted
            .forecaster()
            .forecast(Scope.serving(tf, new Checkpoint(fitted.weights())), shape.of(inputs));
    session = new Session(graph, TrainingThreads.configuration());
  }

  /**
   * Forecasts every window.
   *
   * @return milliseconds a window, in the network alone
   */
  public double forecast(WindowExamples examples, Taker taker) {
    long spent = 0;
    for (int from = 0; from < examples.count(); from += BATCH) {
      int to = Math.min(examples.count(), from + BATCH);
      try (Batch batch = examples.batch(IntStream.range(from, to).toArray())) {
        spent += run(batch, from, taker);
      }
    }
    return spent / 1e6 / examples.count();
  }

  private long run(Batch batch, int from, Taker taker) {
    Session.Runner runner = session.runner().fetch(outlook.mean());
    if (outlook.quantiles() != null) {
      runner.fetch(outlook.quantiles());
    }
    for (BatchInput input : fed) {
      runner.feed(inputs.floats(input.name()), batch.tensor(input.name()));
    }
    long start = nanos.getAsLong();
    try (Result result = runner.run()) {
      final long spent = nanos.getAsLong() - start;
      float[] mean = Batch.floats(result.get(0));
      float[] quantiles = result.size() > 1 ? Batch.floats(result.get(1)) : new float[0];
      for (int i = 0; i < batch.size(); i++) {
        taker.take(from + i, part(mean, i, batch.size()), part(quantiles, i, batch.size()));
      }
      return spent;
    }
  }

  private static float[] part(float[] all, int index, int parts) {
    int size = all.length / parts;
    return Arrays.copyOfRange(all, index * size, (index + 1) * size);
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
