package io.millrace.serving;

/**
 * What a forecast network gave, in scaled units. Quantiles are calibrated and do not cross.
 *
 * @param mean flat {@code [batch, horizon, variates]}
 * @param quantiles flat {@code [batch, horizon, variates, quantile]}; empty if the model has none
 * @param trend flat {@code [batch, horizon, variates]}: of the mean, what has its level; empty
 *     unless it was asked for
 * @param season of the same shape: the rest of the mean, which swings around zero
 */
@SuppressWarnings("ArrayRecordComponent") // A large result of one owner: copies would cost.
public record Prediction(
    int batch,
    int horizon,
    int variates,
    float[] mean,
    float[] quantiles,
    float[] trend,
    float[] season) {

  private static final float[] NONE = {};

  /** A mean that was not asked for its parts. */
  public Prediction(int batch, int horizon, int variates, float[] mean, float[] quantiles) {
    this(batch, horizon, variates, mean, quantiles, NONE, NONE);
  }

  Prediction withParts(float[] itsTrend, float[] itsSeason) {
    return new Prediction(batch, horizon, variates, mean, quantiles, itsTrend, itsSeason);
  }

  /** Whether it has trend and season. */
  public boolean hasParts() {
    return trend.length > 0;
  }

  /** Quantiles a lead and variate has. */
  public int quantileCount() {
    return quantiles.length / (batch * horizon * variates);
  }

  /**
   * @param lead from 0
   */
  public float mean(int row, int lead, int variate) {
    return mean[index(row, lead, variate)];
  }

  /**
   * @param lead from 0
   */
  public float quantile(int row, int lead, int variate, int quantile) {
    return quantiles[index(row, lead, variate) * quantileCount() + quantile];
  }

  private int index(int row, int lead, int variate) {
    return (row * horizon + lead) * variates + variate;
  }
}
