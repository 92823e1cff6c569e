package io.millrace.forecasting;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one forecaster expects of a series, made at one step.
 *
 * @param served who made it
 * @param variates in the forecaster's order
 * @param residualCorrelation of one lead's residual with the next's, -1 &lt; ρ &lt; 1
 */
public record Outlook(
    Served served, Map<String, VariateOutlook> variates, double residualCorrelation) {

  public Outlook {
    variates = Collections.unmodifiableMap(new LinkedHashMap<>(variates));
    if (!(residualCorrelation > -1 && residualCorrelation < 1)) {
      throw new IllegalArgumentException(
          "residualCorrelation: must lie between -1 and 1, is " + residualCorrelation);
    }
  }
}
