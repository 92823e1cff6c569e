package io.millrace.forecasting.alert;

import io.millrace.forecasting.NaiveForecasts;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * What a variate is at each part of the season that people expect: the time of day, for steps
 * between five minutes and a day. A value.
 */
final class SeasonProfile {

  /** Parts of a season at most; of a day, ten minutes each. */
  static final int MOST_PARTS = 144;

  static final int MOST_BYTES = Short.BYTES + MOST_PARTS * Float.BYTES;

  /** The share of a new season in the profile. */
  private static final double PACE = 0.2;

  /** The share of any deviation that counts in full: an odd season that stays is learnt, too. */
  private static final double LEAST_SHARE = 0.25;

  static final SeasonProfile NONE = new SeasonProfile(new float[0]);

  private final float[] means; // by part, NaN = not seen yet

  private SeasonProfile(float[] means) {
    this.means = means;
  }

  /** Which part of its season a step is in, and of how many. */
  record Part(int index, int of) {

    static Part at(Instant at, Duration step) {
      int steps = NaiveForecasts.season(step);
      int parts = Math.min(MOST_PARTS, steps);
      long season = step.toMillis() * steps;
      return new Part((int) (Math.floorMod(at.toEpochMilli(), season) * parts / season), parts);
    }
  }

  /** NaN where nothing came yet; the profile of another step says nothing. */
  double expected(Part part) {
    return means.length == part.of ? means[part.index] : Double.NaN;
  }

  /** What counts of a deviation, where so much is usual at most. */
  static double counted(double deviation, double most) {
    double size = Math.abs(deviation);
    return Math.signum(deviation) * Math.max(Math.min(size, most), LEAST_SHARE * size);
  }

  /**
   * @param most deviation that is usual; of a larger one less counts
   */
  SeasonProfile with(Part part, double value, double most) {
    float[] next = means.length == part.of ? means.clone() : new float[part.of];
    if (means.length != part.of) {
      Arrays.fill(next, Float.NaN);
    }
    double before = next[part.index];
    next[part.index] =
        (float) (Double.isNaN(before) ? value : before + PACE * counted(value - before, most));
    return new SeasonProfile(next);
  }

  void write(ByteBuffer out) {
    out.putShort((short) means.length);
    for (float mean : means) {
      out.putFloat(mean);
    }
  }

  static SeasonProfile read(ByteBuffer in) {
    float[] means = new float[in.getShort()];
    for (int i = 0; i < means.length; i++) {
      means[i] = in.getFloat();
    }
    return new SeasonProfile(means);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SeasonProfile that && Arrays.equals(means, that.means);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(means);
  }
}
