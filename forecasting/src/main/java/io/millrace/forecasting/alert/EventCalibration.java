package io.millrace.forecasting.alert;

import io.millrace.forecasting.StandardNormal;

/**
 * What the stated probability of an event is worth, learned from how often the event came: the log
 * odds of what was stated, times a slope, plus an offset. The slope stays positive, so what was the
 * more probable stays it.
 *
 * <p>Offset and slope are the mean of a normal belief that each outcome moves, by the size of its
 * surprise, and that widens again between outcomes, so that it follows a process that changes; the
 * offset sooner than the slope. It starts from believing what is stated. Five numbers, whatever has
 * passed.
 *
 * <p>J. Platt, <i>Probabilistic outputs for support vector machines</i> (1999); T. Graepel et al.,
 * <i>Web-scale Bayesian click-through rate prediction</i> (ICML 2010), for the update.
 *
 * @param offset in log odds; 0 = as stated
 * @param slope of the log odds; 1 = as stated
 * @param offsetVariance of the belief
 * @param covariance of offset and slope
 * @param slopeVariance of the belief
 */
record EventCalibration(
    float offset, float slope, float offsetVariance, float covariance, float slopeVariance) {

  private static final double OFFSET_VARIANCE = 1;
  private static final double SLOPE_VARIANCE = 0.5;

  /** Variance that the belief gains with each step. */
  private static final double OFFSET_DRIFT = 0.0005;

  private static final double SLOPE_DRIFT = 0.00002;
  private static final double LEAST_SLOPE = 0.02;

  /** Nearer to 0 or 1 a thousand paths do not tell probabilities apart. */
  private static final double LEAST_PROBABILITY = 0.0005;

  /** Log odds of a logistic distribution in scores of a normal one. */
  private static final double PROBIT = 1.702;

  /** Beyond eight deviations; nothing is stated so surely. */
  private static final double LEAST_CUMULATIVE = 1e-15;

  /** Believes what is stated. */
  static final EventCalibration INITIAL =
      new EventCalibration(0, 1, (float) OFFSET_VARIANCE, 0, (float) SLOPE_VARIANCE);

  /** The probability of the event when {@code stated} was said; strictly between 0 and 1. */
  double of(double stated) {
    return 1 / (1 + Math.exp(-(offset + slope * logOdds(stated))));
  }

  private static double logOdds(double probability) {
    double bounded = Math.max(LEAST_PROBABILITY, Math.min(1 - LEAST_PROBABILITY, probability));
    return Math.log(bounded / (1 - bounded));
  }

  /**
   * Takes in an outcome: the belief that is nearest to what one knows then, by its mean and
   * variance (assumed-density filtering, which is in closed form for the normal distribution's own
   * link; the logistic is so near to it that a factor does). Unlike a step along the likelihood's
   * slope it learns from a thousand times that nothing happened, and one surprise does not
   * overthrow it. So many windows share most of their steps that all of those in one lead time
   * count as one outcome.
   *
   * @param stated before this calibration
   * @param leads steps that it was stated of
   * @param every steps from one statement to the next; at most the leads
   */
  EventCalibration with(double stated, boolean happened, int leads, int every) {
    double x = logOdds(stated);
    double weight = (double) every / leads;
    double widerOffset = offsetVariance + every * OFFSET_DRIFT;
    double widerSlope = slopeVariance + every * SLOPE_DRIFT;
    double alongOffset = (widerOffset + covariance * x) / PROBIT; // covariance with the odds
    double alongSlope = (covariance + widerSlope * x) / PROBIT;
    double spread = Math.sqrt(1 + (alongOffset + alongSlope * x) / PROBIT);
    double side = happened ? 1 : -1;
    double z = side * (offset + slope * x) / PROBIT / spread;
    double ratio =
        StandardNormal.density(z) / Math.max(LEAST_CUMULATIVE, StandardNormal.cumulative(z));
    double surprise = weight * side * ratio / spread;
    double information = weight * ratio * (ratio + z) / (spread * spread);
    EventCalibration next =
        new EventCalibration(
            (float) (offset + alongOffset * surprise),
            (float) Math.max(LEAST_SLOPE, slope + alongSlope * surprise),
            (float) (widerOffset - information * alongOffset * alongOffset),
            (float) (covariance - information * alongOffset * alongSlope),
            (float) (widerSlope - information * alongSlope * alongSlope));
    return next.isSound() ? next : this;
  }

  private boolean isSound() {
    return Float.isFinite(offset)
        && Float.isFinite(slope)
        && offsetVariance > 0
        && slopeVariance > 0
        && covariance * covariance < offsetVariance * slopeVariance;
  }
}
