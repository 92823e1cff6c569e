package io.millrace.workbench.report;

import java.util.List;

/**
 * One number a lead.
 *
 * @param forecaster as the held-out table names it
 * @param values {@code [lead − 1]}; NaN = not measured
 */
public record LeadCurve(String forecaster, double[] values) {

  public LeadCurve {
    Checks.text("forecaster", forecaster);
    Checks.check(values.length > 0, "values", "one a lead", "none");
    values = values.clone();
  }

  /** A copy of curves that can share one picture. */
  static List<LeadCurve> ofOneHorizon(List<LeadCurve> curves) {
    Checks.some("curves", curves);
    for (LeadCurve curve : curves) {
      Checks.length(curve.forecaster(), curve.values(), curves.get(0).horizon());
    }
    return List.copyOf(curves);
  }

  int horizon() {
    return values.length;
  }

  /**
   * @param lead from 1
   */
  double at(int lead) {
    return values[lead - 1];
  }
}
