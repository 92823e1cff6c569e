package io.millrace.transformers.series;

import io.millrace.forecasting.Windows;
import io.millrace.transformers.training.Batch;
import io.millrace.transformers.training.Examples;
import java.util.Map;

/**
 * Windows of a scaled series as examples.
 *
 * @param scaled the whole series, row-major {@code [time, variates]}
 */
@SuppressWarnings("ArrayRecordComponent") // shared by every set of windows of one series
public record WindowExamples(float[] scaled, int variates, Windows windows) implements Examples {

  static final String HISTORY = "history";
  static final String TARGET = "target";

  @Override
  public int count() {
    return windows.count();
  }

  @Override
  public Batch batch(int[] examples) {
    int lookback = windows.lookback();
    int horizon = windows.horizon();
    float[] history = new float[examples.length * lookback * variates];
    float[] target = new float[examples.length * horizon * variates];
    for (int i = 0; i < examples.length; i++) {
      copy(windows.start(examples[i]), lookback, history, i);
      copy(windows.issue(examples[i]), horizon, target, i);
    }
    return new Batch(
        examples.length,
        Map.of(
            HISTORY, Batch.floats(history, examples.length, lookback, variates),
            TARGET, Batch.floats(target, examples.length, horizon, variates)));
  }

  private void copy(int row, int rows, float[] into, int example) {
    int size = rows * variates;
    System.arraycopy(scaled, row * variates, into, example * size, size);
  }

  /** The scaled value at {@code lead} (from 1) of a window. */
  public float actual(int window, int lead, int variate) {
    return scaled[(windows.issue(window) + lead - 1) * variates + variate];
  }
}
