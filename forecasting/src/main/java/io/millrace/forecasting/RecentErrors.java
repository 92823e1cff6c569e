package io.millrace.forecasting;

import java.util.Arrays;

/**
 * How the errors of the last dozen steps or so compare with those of the last thousand, in the
 * forecaster's own widths. Errors come in calm and rough stretches that most forecasters know
 * nothing of. Those of lead 1 are known one step after the forecast, while those of lead L come L
 * steps late, when the stretch may be over; so every lead is stretched by what lead 1 says.
 *
 * @param recent fading mean of |actual − mean| / width at lead 1
 * @param usual the same with a long memory
 * @param points seen, counted up to the long memory
 */
record RecentErrors(float recent, float usual, int points) {

  static final RecentErrors NONE = new RecentErrors(0, 0, 0);

  private static final int RECENT = 12;
  private static final int USUAL = 1000;

  /** Below 1, because a rough stretch is on its way back to the usual already. */
  private static final double POWER = 0.3;

  private static final double MOST = 2;

  /** Takes in a forecast of lead 1. */
  RecentErrors with(double error) {
    int next = Math.min(USUAL, points + 1);
    float nextRecent = (float) (recent + (error - recent) / Math.min(RECENT, next));
    float nextUsual = (float) (usual + (error - usual) / next);
    return Float.isFinite(nextRecent) && Float.isFinite(nextUsual)
        ? new RecentErrors(nextRecent, nextUsual, next)
        : this;
  }

  /** How much wider than its own the interval should be. */
  double stretch() {
    return recent > 0 && usual > 0
        ? Math.max(1 / MOST, Math.min(MOST, Math.pow(recent / usual, POWER)))
        : 1;
  }

  /** The forecast with its quantiles drawn away from its mean, or towards it. */
  VariateOutlook stretched(VariateOutlook own) {
    double stretch = stretch();
    double[] mean = own.mean();
    double[][] quantiles = new double[own.quantiles().length][mean.length];
    for (int level = 0; level < quantiles.length; level++) {
      double[] given = own.quantiles()[level];
      Arrays.setAll(quantiles[level], i -> mean[i] + stretch * (given[i] - mean[i]));
    }
    return own.with(quantiles);
  }
}
