package io.millrace.transformers.series;

import io.millrace.forecasting.Windows;
import io.millrace.transformers.training.Batch;
import io.millrace.transformers.training.Examples;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Tensor;

/**
 * Windows of a scaled series as examples.
 *
 * @param masked whether each says which values of its history were filled in
 * @param hidden what is hidden of each window beside; null = nothing
 */
public record WindowExamples(
    ScaledSeries series, Windows windows, boolean masked, @Nullable HiddenValues hidden)
    implements Examples {

  public WindowExamples {
    if (hidden != null && !masked) {
      throw new IllegalArgumentException("what is hidden must be told by a mask");
    }
  }

  /** Windows as they are. */
  public WindowExamples(ScaledSeries series, Windows windows) {
    this(series, windows, false, null);
  }

  /** The same windows, each with a mask and something hidden; null = as they are. */
  WindowExamples hiding(@Nullable HiddenValues values) {
    return new WindowExamples(series, windows, values != null, values);
  }

  /** The same windows, each with or without a mask, nothing hidden. */
  WindowExamples masked(boolean told) {
    return new WindowExamples(series, windows, told, null);
  }

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
        windows.lookback(), windows.horizon(), series.pastColumns(), series.knownColumns(), masked);
  }

  @Override
  public Batch batch(int[] examples) {
    int lookback = windows.lookback();
    int horizon = windows.horizon();
    Map<String, Tensor> tensors = new HashMap<>();
    putHistory(tensors, examples);
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

  private void putHistory(Map<String, Tensor> tensors, int[] examples) {
    int lookback = windows.lookback();
    if (!masked) {
      put(tensors, InputShape.HISTORY, series.targets(), series.variates(), examples, 0, lookback);
      return;
    }
    int size = lookback * series.variates();
    float[] history = new float[examples.length * size];
    float[] mask = new float[examples.length * size];
    for (int i = 0; i < examples.length; i++) {
      MaskedWindow window = masked(examples[i]);
      System.arraycopy(window.values(), 0, history, i * size, size);
      System.arraycopy(window.mask(), 0, mask, i * size, size);
    }
    long[] shape = {examples.length, lookback, series.variates()};
    tensors.put(InputShape.HISTORY, Batch.floats(history, shape));
    tensors.put(InputShape.MASK, Batch.floats(mask, shape));
  }

  private MaskedWindow masked(int window) {
    MaskedWindow seen = MaskedWindow.of(series, windows.start(window), windows.lookback());
    return hidden == null ? seen : hidden.hide(window, seen);
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
