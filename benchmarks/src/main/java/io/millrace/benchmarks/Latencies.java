package io.millrace.benchmarks;

import java.util.Arrays;
import java.util.List;

/** Times of many single events, in milliseconds. */
@SuppressWarnings("ArrayRecordComponent") // sorted once, and never changed
public record Latencies(double[] ascending) {

  public Latencies {
    ascending = ascending.clone();
    Arrays.sort(ascending);
  }

  public static Latencies of(List<Double> times) {
    return new Latencies(times.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The least time that a share of all events keeps. */
  public double quantile(double share) {
    int rank = (int) Math.ceil(share * ascending.length);
    return ascending[Math.max(rank, 1) - 1];
  }
}
