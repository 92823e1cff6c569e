package io.millrace.benchmarks.inference;

import java.util.Arrays;

/** Times of many single events, in milliseconds. */
@SuppressWarnings("ArrayRecordComponent") // sorted once, and never changed
record Latencies(double[] ascending) {

  Latencies {
    ascending = ascending.clone();
    Arrays.sort(ascending);
  }

  /** The least time that a share of all events keeps. */
  double quantile(double share) {
    int rank = (int) Math.ceil(share * ascending.length);
    return ascending[Math.max(rank, 1) - 1];
  }
}
