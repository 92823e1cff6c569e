package io.millrace.host;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Frames of a high-rate signal that every machine has: by how many milliseconds short timed sleeps
 * overrun. An idle machine wakes a sleeper within a tenth of a millisecond, a contended one later.
 *
 * <p>Samples are taken on a fixed grid. One that could not begin in time, because the machine was
 * stalled, begins late and moves the grid: a frame of a stalled machine takes longer than its rate
 * says, and none of its samples is invented.
 *
 * <p>Not thread-safe: one reader, one thread.
 */
public final class SleepFrames {

  /** The channels of a frame, in order; each in milliseconds. */
  public static final List<String> CHANNELS = List.of("sleep1ms", "sleep5ms");

  private static final long[] ASKED = {1_000_000, 5_000_000}; // nanoseconds, by channel
  private static final int RATE_LIMIT =
      128; // per second; two sleeps take 6 ms and what they overrun
  private static final double NANOS_PER_MILLISECOND = 1e6;

  private final int rateHz;
  private final int length;
  private final InstantSource clock;
  private final LongSupplier nanoClock;
  private final Sleeper sleeper;
  private long next; // nanoClock value at which the next sample is due

  /** Sleeps at least {@code nanos} nanoseconds. */
  interface Sleeper {
    void sleep(long nanos) throws InterruptedException;
  }

  /**
   * A frame of samples.
   *
   * @param at the instant at which its first sample began
   * @param rateHz samples per second
   * @param channels for each of {@link #CHANNELS} the deviation of its sleeps, in milliseconds
   */
  public record Frame(Instant at, double rateHz, Map<String, double[]> channels) {}

  /**
   * @param rateHz samples per second, 1 to 128
   * @param length samples a frame, at least 1
   */
  public SleepFrames(int rateHz, int length) {
    this(rateHz, length, InstantSource.system(), System::nanoTime, TimeUnit.NANOSECONDS::sleep);
  }

  SleepFrames(
      int rateHz, int length, InstantSource clock, LongSupplier nanoClock, Sleeper sleeper) {
    if (rateHz < 1 || rateHz > RATE_LIMIT) {
      throw new IllegalArgumentException(
          "rateHz must be 1 to " + RATE_LIMIT + " samples a second, is " + rateHz);
    }
    if (length < 1) {
      throw new IllegalArgumentException("length must be at least 1 sample, is " + length);
    }
    this.rateHz = rateHz;
    this.length = length;
    this.clock = clock;
    this.nanoClock = nanoClock;
    this.sleeper = sleeper;
    this.next = nanoClock.getAsLong();
  }

  /**
   * Takes a frame, which lasts {@code length / rateHz} seconds or, on a stalled machine, longer.
   */
  public Frame nextFrame() throws InterruptedException {
    double[][] samples = new double[ASKED.length][length]; // [channel][sample]
    awaitNextSample();
    Instant at = clock.instant();
    for (int i = 0; i < length; i++) {
      if (i > 0) {
        awaitNextSample();
      }
      for (int channel = 0; channel < ASKED.length; channel++) {
        samples[channel][i] = deviation(ASKED[channel]);
      }
    }
    return new Frame(at, rateHz, channels(samples));
  }

  private void awaitNextSample() throws InterruptedException {
    long now = nanoClock.getAsLong();
    if (now < next) {
      sleeper.sleep(next - now);
    } else {
      next = now;
    }
    next += TimeUnit.SECONDS.toNanos(1) / rateHz;
  }

  private double deviation(long asked) throws InterruptedException {
    long start = nanoClock.getAsLong();
    sleeper.sleep(asked);
    return (nanoClock.getAsLong() - start - asked) / NANOS_PER_MILLISECOND;
  }

  private static Map<String, double[]> channels(double[][] samples) {
    Map<String, double[]> channels = new LinkedHashMap<>();
    for (int channel = 0; channel < samples.length; channel++) {
      channels.put(CHANNELS.get(channel), samples[channel]);
    }
    return Collections.unmodifiableMap(channels);
  }
}
