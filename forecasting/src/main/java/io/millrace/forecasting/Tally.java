package io.millrace.forecasting;

import java.nio.ByteBuffer;

/**
 * Rolling errors at one variate and lead: each new point weighs 1 and every earlier one fades by
 * {@code 1 − 1/500}, so that while few have come it is the plain mean, and later the mean over a
 * memory of 500 points.
 *
 * @param points ever scored
 * @param weight sum of the fading weights
 * @param absolute weighted sum of |actual − mean|
 * @param naive weighted sum of |actual − naive forecast|, at the same points
 * @param pinball weighted sum of the mean pinball loss over the quantiles
 * @param covered weighted count of actuals between the outermost quantiles
 */
record Tally(
    long points, double weight, double absolute, double naive, double pinball, double covered) {

  static final Tally EMPTY = new Tally(0, 0, 0, 0, 0, 0);
  static final double MEMORY = 500;
  static final int BYTES = Long.BYTES + 5 * Double.BYTES;

  private static final double FADE = 1 - 1 / MEMORY;

  Tally plus(double absoluteError, double naiveError, double pinballLoss, boolean inside) {
    return new Tally(
        points + 1,
        weight * FADE + 1,
        absolute * FADE + absoluteError,
        naive * FADE + naiveError,
        pinball * FADE + pinballLoss,
        covered * FADE + (inside ? 1 : 0));
  }

  void write(ByteBuffer out) {
    out.putLong(points).putDouble(weight).putDouble(absolute);
    out.putDouble(naive).putDouble(pinball).putDouble(covered);
  }

  static Tally read(ByteBuffer in) {
    return new Tally(
        in.getLong(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble());
  }
}
