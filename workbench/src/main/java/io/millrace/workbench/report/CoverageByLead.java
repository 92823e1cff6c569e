package io.millrace.workbench.report;

import java.time.Duration;
import java.util.List;

/**
 * How often intervals held the actual, by distance ahead.
 *
 * @param target the share they should hold, e.g. 0.8
 * @param step of one lead
 * @param curves shares, 0 to 1; the model's first
 */
public record CoverageByLead(double target, Duration step, List<LeadCurve> curves) {

  public CoverageByLead {
    Checks.probability("target", target);
    curves = LeadCurve.ofOneHorizon(curves);
  }

  int horizon() {
    return curves.get(0).horizon();
  }
}
