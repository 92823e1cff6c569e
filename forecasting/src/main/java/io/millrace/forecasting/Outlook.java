package io.millrace.forecasting;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one forecaster expects of a series, made at one step.
 *
 * @param served who made it
 * @param variates in the forecaster's order, as they are served
 * @param residualCorrelation of one lead's residual with the next's, -1 &lt; ρ &lt; 1
 * @param own the variates as the forecaster gave them, before online calibration
 */
public record Outlook(
    Served served,
    Map<String, VariateOutlook> variates,
    double residualCorrelation,
    Map<String, VariateOutlook> own) {

  public Outlook {
    variates = Collections.unmodifiableMap(new LinkedHashMap<>(variates));
    own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
    if (!(residualCorrelation > -1 && residualCorrelation < 1)) {
      throw new IllegalArgumentException(
          "residualCorrelation: must lie between -1 and 1, is " + residualCorrelation);
    }
    if (!own.keySet().equals(variates.keySet())) {
      throw new IllegalArgumentException(
          "own: must name the variates " + variates.keySet() + ", names " + own.keySet());
    }
  }

  /** As the forecaster gave it. */
  public Outlook(Served served, Map<String, VariateOutlook> variates, double residualCorrelation) {
    this(served, variates, residualCorrelation, variates);
  }

  /** The same forecast with quantiles that calibration moved. */
  Outlook moved(Map<String, VariateOutlook> calibrated) {
    return new Outlook(served, calibrated, residualCorrelation, own);
  }
}
