package io.millrace.forecasting;

/**
 * How far one quantile of a forecaster has to move, at one variate and lead, so that in the long
 * run the share of actuals below it is its level. Three numbers and a count, whatever has passed.
 *
 * <p>The move has two parts. The first is open-loop: the residuals <i>actual − own quantile</i>,
 * which no move of ours touches, have a running centre and spread, and the level's quantile of a
 * normal distribution of that centre and spread is where the quantile should go. It finds a wrong
 * scale or a change of variance within its memory, from the size of the residuals and not from
 * misses alone, which under a much too wide interval never come. What may be chance is taken off
 * it: a forecaster that is right is left alone. The second part closes the loop: a correction, in
 * spreads, that integrates the misses of the quantiles <i>as they were served</i>. So over T points
 * the share below differs from the level by at most (change of the correction) / (gain × T),
 * whatever the distribution, as long as the correction stays within its bound; it promises nothing
 * at a single step.
 *
 * <p>Feedback of lead L comes L steps after the issue. An integrator that waits so long for its
 * effect overshoots unless gain × L is small, so the gain falls as 1/L where it has to, and the
 * memory grows with L, since neighbouring residuals overlap for L steps. The bound ends the wind-up
 * where no move can reach the level, as on a series that stands still.
 *
 * <p>I. Gibbs and E. Candès, <a href="https://arxiv.org/abs/2106.00170">Adaptive conformal
 * inference under distribution shift</a>; A. Angelopoulos, E. Candès and R. Tibshirani, <a
 * href="https://arxiv.org/abs/2307.16895">Conformal PID control for time series prediction</a>
 * (quantile tracking, integration, and a scorecaster, which here is the centre and spread).
 *
 * @param centre running mean of the residuals, in widths (see {@link QuantileMoves#width})
 * @param spread running mean absolute deviation from the centre, in widths
 * @param correction in spreads
 * @param evidence residuals seen, counted up to the memory
 */
record QuantileTracker(float centre, float spread, float correction, int evidence) {

  /** Residuals that the belief in the forecaster's own quantile is worth. */
  private static final int BELIEF = 20;

  /** Residuals of a predecessor that count for its successor. */
  private static final int INHERITED = 50;

  private static final int LEAST_MEMORY = 400;
  private static final int MEMORY_LEADS = 16;
  private static final double MOST_GAIN = 0.02;
  private static final double GAIN_LEADS = 0.25;

  /** Standard errors of the centre, in spreads, that a move must exceed. */
  private static final double CHANCE = 1.5;

  /** How far to move, in widths. */
  double shift(TrackedLevel level, int lead) {
    double open = centre + spread * level.score();
    double chance = CHANCE * spread * Math.sqrt(lead / weight(lead));
    double certain = Math.signum(open) * Math.max(0, Math.abs(open) - chance);
    return certain + spread * correction;
  }

  /** Residuals that the centre and spread are a mean of; neighbours overlap for a lead. */
  private double weight(int lead) {
    return Math.min(memory(lead), evidence + BELIEF);
  }

  private static int memory(int lead) {
    return Math.max(LEAST_MEMORY, MEMORY_LEADS * lead);
  }

  /**
   * Takes in a forecast that met its actual.
   *
   * @param residual actual − own quantile, in widths
   * @param below whether the actual was at most the quantile served
   */
  QuantileTracker with(double residual, boolean below, TrackedLevel level, int lead) {
    double rate = 1 / weight(lead);
    float nextCentre = (float) (centre + rate * (residual - centre));
    float nextSpread = (float) (spread + rate * (Math.abs(residual - nextCentre) - spread));
    if (!Float.isFinite(nextCentre) || !Float.isFinite(nextSpread)) {
      return this; // a single reading beyond all measure does not end the calibration
    }
    int next = Math.min(memory(lead), evidence + 1);
    return new QuantileTracker(nextCentre, nextSpread, corrected(below, level, lead), next);
  }

  private float corrected(boolean below, TrackedLevel level, int lead) {
    double gain = level.pace() * Math.min(MOST_GAIN, GAIN_LEADS / lead);
    double moved = correction + gain * (level.level() - (below ? 1 : 0));
    double bound = 1 + Math.abs(level.score());
    return (float) Math.max(-bound, Math.min(bound, moved));
  }

  /**
   * For a new version of the forecaster: the same place, but soon overruled by its own residuals.
   */
  QuantileTracker inherited() {
    return new QuantileTracker(centre, spread, correction, Math.min(INHERITED, evidence));
  }
}
