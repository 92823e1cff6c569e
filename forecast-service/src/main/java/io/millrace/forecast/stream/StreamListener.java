package io.millrace.forecast.stream;

import io.millrace.forecasting.Scored;
import io.millrace.forecasting.Served;
import java.util.List;

/** Hears what the stream does; called on its threads. */
public interface StreamListener {

  StreamListener SILENT = new StreamListener() {};

  /** Where the time of a step goes. */
  enum Stage {
    DECODE,
    HISTORY,
    NETWORK,
    LEDGER,
    ENCODE,
    FORWARD
  }

  default void forecast(Served served, int seriesCount) {}

  /** Forecasts met their actuals at a step. */
  default void scored(ClosedStep step, List<Scored> scored) {}

  default void skipped(int steps) {}

  default void rejected(String stage) {}

  default void decided(String decision) {}

  /** Series that were silent for too long. */
  default void forgotten(int series) {}

  default void stage(Stage stage, long nanos, int steps) {}

  /**
   * @param rows of them that were windows
   * @param shape rows of the call
   */
  default void pass(String model, int rows, int shape, long nanos) {}

  /** Closed steps that wait for a pass, in one task. */
  default void waiting(int steps) {}
}
