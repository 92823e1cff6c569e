package io.millrace.forecast.models;

import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.Window;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/** A model as the stream sees it: windows in, outlooks out, both in original units. */
public interface Forecaster {

  /** Who it is; every forecast of it says so. */
  Served served();

  /** Between two steps of the series that it knows. */
  Duration step();

  /** Steps that it looks back on. */
  int lookback();

  /**
   * One batch.
   *
   * @param windows each {@link #lookback} steps long
   * @param shape rows that the call is padded to, at least as many as there are windows
   * @return by window
   */
  List<Outlook> forecast(List<Window> windows, int shape);

  /** Whether it can take its means apart, into trend and season. */
  default boolean hasParts() {
    return false;
  }

  /** As {@link #forecast}, with trend and season if it {@link #hasParts}. */
  default List<Outlook> forecastParts(List<Window> windows, int shape) {
    return forecast(windows, shape);
  }

  /** Whether the window is long enough and of its step. */
  default boolean reaches(Window window) {
    return window.length() >= lookback() && window.grid().step().equals(step());
  }

  /** The variates that it reads: those it forecasts, and any that only help to forecast them. */
  default List<String> reads() {
    return served().variates();
  }

  /** Whether the variates it reads are exactly those that the window has. */
  default boolean matches(List<String> variates) {
    return new HashSet<>(variates).equals(new HashSet<>(reads()));
  }
}
