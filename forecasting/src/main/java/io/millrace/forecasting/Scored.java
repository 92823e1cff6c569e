package io.millrace.forecasting;

import java.util.Arrays;
import java.util.Optional;

/** A forecast that met its actual. */
public final class Scored {

  private final Served served;
  private final int lead;
  private final Outstanding entry;

  Scored(Served served, int lead, Outstanding entry) {
    this.served = served;
    this.lead = lead;
    this.entry = entry;
  }

  public Served served() {
    return served;
  }

  /** Steps between the forecast and its actual. */
  public int lead() {
    return lead;
  }

  /** What had been expected of a variate; empty when the forecaster does not know it. */
  public Optional<QuantileFunction> expected(String variate) {
    int index = served.variates().indexOf(variate);
    if (index < 0 || served.levels().isEmpty()) {
      return Optional.empty();
    }
    float[] quantiles = entry.quantiles()[index];
    double[] values = new double[quantiles.length];
    Arrays.setAll(values, i -> quantiles[i]);
    return Optional.of(new QuantileFunction(served.levelArray(), values));
  }
}
