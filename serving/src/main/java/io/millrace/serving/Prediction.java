package io.millrace.serving;

/**
 * What a forecast network gave, in scaled units. Quantiles are calibrated and do not cross.
 *
 * @param mean flat {@code [batch, horizon, variates]}
 * @param quantiles flat {@code [batch, horizon, variates, quantile]}; empty if the model has none
 */
@SuppressWarnings("ArrayRecordComponent") // A large result of one owner: copies would cost.
public record Prediction(int batch, int horizon, int variates, float[] mean, float[] quantiles) {

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
