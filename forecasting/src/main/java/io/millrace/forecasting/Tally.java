package io.millrace.forecasting;

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
 * @param signedWeight as {@code weight}, of the points in the next two sums; less than it only in a
 *     state that was begun before they were kept
 * @param squares weighted sum of (mean − actual)²
 * @param signed weighted sum of mean − actual
 */
record Tally(
    long points,
    double weight,
    double absolute,
    double naive,
    double pinball,
    double covered,
    double signedWeight,
    double squares,
    double signed) {

  static final Tally EMPTY = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0);
  static final double MEMORY = 500;

  private static final double FADE = 1 - 1 / MEMORY;

  /** Without a naive forecast the point counts as one that it would have met as well. */
  Tally plus(Scored.Point point) {
    double error = point.mean() - point.actual();
    double size = Math.abs(error);
    boolean compared = Double.isFinite(point.naive());
    double naiveSize = compared ? Math.abs(point.actual() - point.naive()) : size;
    if (!Double.isFinite(error * error + naiveSize + point.pinball())) {
      return this; // beyond what a float holds: nothing to learn from, and not to be averaged in
    }
    return new Tally(
        points + 1,
        weight * FADE + 1,
        absolute * FADE + size,
        naive * FADE + naiveSize,
        pinball * FADE + point.pinball(),
        covered * FADE + (point.inside() ? 1 : 0),
        signedWeight * FADE + 1,
        squares * FADE + error * error,
        signed * FADE + error);
  }

  /** Mean of the two rolling errors, the forecaster's and the naive one's; 0 before a point. */
  double unit() {
    return weight > 0 ? (absolute + naive) / 2 / weight : 0;
  }

  /** Rolling mean absolute error; 0 before the first point. */
  double meanAbsolute() {
    return weight > 0 ? absolute / weight : 0;
  }
}
