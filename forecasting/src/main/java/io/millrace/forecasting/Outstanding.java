package io.millrace.forecasting;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A forecast at one scored lead that waits for its actual.
 *
 * @param target slot forecast
 * @param mean [variate]
 * @param naive [variate] what seasonal-naive said at the same step, NaN = nothing
 * @param quantiles [variate][level]
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves the package; compared by content below
record Outstanding(long target, int lead, float[] mean, float[] naive, float[][] quantiles) {

  static Outstanding of(Outlook outlook, int lead, long issued, float[] naive) {
    int width = outlook.served().variates().size();
    float[] mean = new float[width];
    float[][] quantiles = new float[width][];
    for (int v = 0; v < width; v++) {
      VariateOutlook variate = variate(outlook, outlook.served().variates().get(v));
      mean[v] = (float) variate.mean()[lead - 1];
      double[] at = variate.quantilesAt(lead);
      quantiles[v] = new float[at.length];
      for (int q = 0; q < at.length; q++) {
        quantiles[v][q] = (float) at[q];
      }
    }
    return new Outstanding(issued + lead, lead, mean, naive, quantiles);
  }

  private static VariateOutlook variate(Outlook outlook, String name) {
    VariateOutlook variate = outlook.variates().get(name);
    if (variate == null) {
      throw new IllegalArgumentException("variates: the outlook lacks " + name);
    }
    return variate;
  }

  Tally scored(Tally tally, int variate, double actual, double[] levels) {
    double loss = 0;
    for (int q = 0; q < levels.length; q++) {
      double miss = actual - quantiles[variate][q];
      loss += Math.max(levels[q] * miss, (levels[q] - 1) * miss);
    }
    double error = Math.abs(actual - mean[variate]);
    double naiveError = Float.isNaN(naive[variate]) ? error : Math.abs(actual - naive[variate]);
    if (!Double.isFinite(error + naiveError + loss)) {
      return tally; // beyond what a float holds: nothing to learn from, and not to be averaged in
    }
    return tally.plus(
        error,
        naiveError,
        levels.length == 0 ? 0 : loss / levels.length,
        levels.length > 0
            && actual >= quantiles[variate][0]
            && actual <= quantiles[variate][levels.length - 1]);
  }

  static int bytes(int width, int levels) {
    return Long.BYTES + Integer.BYTES + width * (2 + levels) * Float.BYTES;
  }

  void write(ByteBuffer out) {
    out.putLong(target).putInt(lead);
    for (int v = 0; v < mean.length; v++) {
      out.putFloat(mean[v]).putFloat(naive[v]);
      for (float quantile : quantiles[v]) {
        out.putFloat(quantile);
      }
    }
  }

  static Outstanding read(ByteBuffer in, int width, int levels) {
    long target = in.getLong();
    int lead = in.getInt();
    float[] mean = new float[width];
    float[] naive = new float[width];
    float[][] quantiles = new float[width][levels];
    for (int v = 0; v < width; v++) {
      mean[v] = in.getFloat();
      naive[v] = in.getFloat();
      for (int q = 0; q < levels; q++) {
        quantiles[v][q] = in.getFloat();
      }
    }
    return new Outstanding(target, lead, mean, naive, quantiles);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Outstanding that
        && target == that.target
        && lead == that.lead
        && Arrays.equals(mean, that.mean)
        && Arrays.equals(naive, that.naive)
        && Arrays.deepEquals(quantiles, that.quantiles);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(target) * 31 + lead;
  }
}
