package io.millrace.forecast.stream;

import io.millrace.events.Alert;
import io.millrace.forecasting.Scored;
import io.millrace.forecasting.Served;
import java.util.List;

/**
 * Told what the stream does, on its threads and before its transaction is committed: what an
 * aborted transaction did is told again. It must neither block nor throw.
 */
public interface StreamListener {

  /** Tells nobody. */
  StreamListener NONE = new StreamListener() {};

  /** What a step's time goes into. */
  enum Stage {
    /** Bytes to readings. */
    DECODE,
    /** Readings into histories. */
    HISTORY,
    /** Windows into outlooks. */
    NETWORK,
    /** Actuals into scores, outlooks into the ledger, rules. */
    LEDGER,
    /** Networks asked again with a variate hidden. */
    EXPLAIN,
    /** Events to bytes. */
    ENCODE,
    /** Bytes to the producer, states to their stores. */
    FORWARD
  }

  /**
   * Forecasts of one forecaster in one pass.
   *
   * @param seriesCount how many series got one
   */
  default void forecast(Served served, int seriesCount) {}

  /** What met its actuals at one step of one series. */
  default void scored(ClosedStep step, List<Scored> scored) {}

  /**
   * @param steps that got no forecast because too many waited
   */
  default void skipped(int steps) {}

  /**
   * @param stage as on {@code rejected-events}
   */
  default void rejected(String stage) {}

  /**
   * @param decision as on {@code forecast-decisions}
   */
  default void decided(String decision) {}

  /** An alert that began, was updated or ended. */
  default void alerted(Alert alert) {}

  /**
   * @param nanos that so many steps took together
   */
  default void stage(Stage stage, long nanos, int steps) {}

  /**
   * One call of a network.
   *
   * @param rows windows that were asked for
   * @param shape rows that it ran on, padding included
   */
  default void pass(String model, int rows, int shape, long nanos) {}

  /**
   * @param task tells apart the tasks of the process
   * @param steps of it that are due and wait for a pass
   */
  default void waiting(Object task, int steps) {}

  /**
   * @param series that were silent for too long
   */
  default void forgotten(int series) {}
}
