package io.millrace.forecast.stream;

import io.millrace.forecast.stream.StreamListener.Stage;
import java.util.function.LongSupplier;

/**
 * Tells a listener where the time goes.
 *
 * @param nanoTime as {@link System#nanoTime}
 */
public record StageClock(StreamListener listener, LongSupplier nanoTime) {

  long now() {
    return nanoTime.getAsLong();
  }

  /**
   * @param since when the stage began
   * @return now, when the next may begin
   */
  long took(Stage stage, long since, int steps) {
    long now = now();
    listener.stage(stage, now - since, steps);
    return now;
  }
}
