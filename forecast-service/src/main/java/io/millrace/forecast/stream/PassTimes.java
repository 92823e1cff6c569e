package io.millrace.forecast.stream;

import io.millrace.forecasting.Served;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long a network's calls take, by shape: the last ones count most. */
final class PassTimes {

  private static final double NEWEST = 0.3;

  private record Call(Served served, int shape) {}

  private final Map<Call, Long> nanos = new ConcurrentHashMap<>();

  /** In nanoseconds; 0 if it was never measured. */
  long expected(Served served, int shape) {
    return nanos.getOrDefault(new Call(served, shape), 0L);
  }

  void measured(Served served, int shape, long taken) {
    nanos.merge(
        new Call(served, shape),
        taken,
        (before, now) -> (long) ((1 - NEWEST) * before + NEWEST * now));
  }
}
