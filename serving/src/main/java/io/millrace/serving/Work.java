package io.millrace.serving;

import java.time.Duration;

/**
 * What some answers took. Inputs that are neither computed nor cached repeated another of their
 * call. A token of a frame is one sample of one channel.
 *
 * @param inputs inputs answered
 * @param computed inputs that the network ran on
 * @param cached inputs answered from the cache, repeats included
 * @param truncated inputs that were longer than the model reads, and lost their end
 * @param tokens tokens of the computed inputs
 * @param paddedTokens tokens that the network ran on, padding included
 * @param preparing time in which inputs became tokens; it may lie beside {@code running}
 * @param running time in which the network ran, with the copies to and from native memory
 */
public record Work(
    int inputs,
    int computed,
    int cached,
    int truncated,
    long tokens,
    long paddedTokens,
    Duration preparing,
    Duration running) {

  private static final Work NONE = new Work(0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO);

  public static Work none() {
    return NONE;
  }

  static Work answered(int inputs, int cached, int truncated) {
    return new Work(inputs, 0, cached, truncated, 0, 0, Duration.ZERO, Duration.ZERO);
  }

  static Work prepared(Duration time) {
    return new Work(0, 0, 0, 0, 0, 0, time, Duration.ZERO);
  }

  static Work ran(int rows, long tokens, long paddedTokens, Duration time) {
    return new Work(0, rows, 0, 0, tokens, paddedTokens, Duration.ZERO, time);
  }

  /** Both together. */
  public Work plus(Work other) {
    return new Work(
        inputs + other.inputs,
        computed + other.computed,
        cached + other.cached,
        truncated + other.truncated,
        tokens + other.tokens,
        paddedTokens + other.paddedTokens,
        preparing.plus(other.preparing),
        running.plus(other.running));
  }
}
