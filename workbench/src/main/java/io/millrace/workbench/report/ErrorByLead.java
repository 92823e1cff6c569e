package io.millrace.workbench.report;

import java.time.Duration;
import java.util.List;

/**
 * How errors grow with the distance ahead.
 *
 * @param metric with its unit, e.g. {@code MSE}
 * @param step of one lead
 * @param curves the model's first
 */
public record ErrorByLead(String metric, Duration step, List<LeadCurve> curves) {

  public ErrorByLead {
    Checks.text("metric", metric);
    curves = LeadCurve.ofOneHorizon(curves);
  }

  int horizon() {
    return curves.get(0).horizon();
  }
}
