package io.millrace.transformers.series;

import io.millrace.forecasting.Windows;
import io.millrace.transformers.training.Batch;
import io.millrace.transformers.training.Examples;
import java.util.HashMap;
import java.util.Map;
import org.tensorflow.Tensor;

/** Windows of a scaled series as examples. */
public record WindowExamples(ScaledSeries series, Windows windows) implements Examples {

  @Override
  public int count() {
    return windows.count();
  }

  public int variates() {
    return series.variates();
  }

  /** The tensors a forecaster of these windows is given. */
  public InputShape shape() {
    return new InputShape(
        windows.lookback(), windows.horizon(), series.pastColumns(), series.knownColumns());
  }

  @Override
  public Batch batch(int[] examples) {
    int lookback = windows.lookback();
    int horizon = windows.horizon();
    Map<String, Tensor> tensors = new HashMap<>();
    put(tensors, InputShape.HISTORY, series.targets(), series.variates(), examples, 0, lookback);
    put(tensors, InputShape.PAST, series.past(), series.pastColumns(), examples, 0, lookback);
    put(
        tensors,
        InputShape.KNOWN,
        series.known(),
        series.knownColumns(),
        examples,
        0,
        lookback + horizon);
    put(
        tensors,
        InputShape.TARGET,
        series.targets(),
        series.variates(),
        examples,
        lookback,
        horizon);
    return new Batch(examples.length, tensors);
  }

  /** Rows {@code offset} to {@code offset + rows} of each window. */
  private void put(
      Map<String, Tensor> tensors,
      String name,
      float[] values,
      int columns,
      int[] examples,
      int offset,
      int rows) {
    if (columns > 0) {
      int size = rows * columns;
      tensors.put(
          name,
          Batch.floats(
              batch -> {
                for (int i = 0; i < examples.length; i++) {
                  int from = (windows.start(examples[i]) + offset) * columns;
                  batch.slice((long) i * size, size).write(values, from, size);
                }
              },
              examples.length,
              rows,
              columns));
    }
  }

  /** Whether there was a value at {@code lead} (from 1) of a window, rather than a stand-in. */
  public boolean isObserved(int window, int lead, int variate) {
    int at = (windows.issue(window) + lead - 1) * series.variates() + variate;
    return series.filled().length == 0 || !series.filled()[at];
  }

  /** The scaled value at {@code lead} (from 1) of a window. */
  public float actual(int window, int lead, int variate) {
    return series.targets()[(windows.issue(window) + lead - 1) * series.variates() + variate];
  }
}
