package io.millrace.serving;

import java.util.Arrays;

/**
 * A frame that is compared by its samples, to the bit.
 *
 * @param samples {@code [channel][time]}
 */
@SuppressWarnings("ArrayRecordComponent") // it is what gives arrays equality
record FrameKey(double[][] samples) implements CacheKey<FrameKey> {

  /** Samples a channel. */
  int length() {
    return samples[0].length;
  }

  @Override
  public long bytes() {
    return 64 + samples.length * (24 + 8L * length());
  }

  @Override
  public FrameKey own() {
    return new FrameKey(Arrays.stream(samples).map(double[]::clone).toArray(double[][]::new));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FrameKey key && Arrays.deepEquals(samples, key.samples);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(samples);
  }
}
