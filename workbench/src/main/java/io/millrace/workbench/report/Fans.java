package io.millrace.workbench.report;

import java.time.Duration;
import java.util.List;

/**
 * Forecasts beside what came: several windows, chosen by rule.
 *
 * @param forecaster as the held-out table names it
 * @param point what its line is: {@code mean} or {@code median}
 * @param metric of the error that ranked the windows, with its unit
 * @param ranked how many windows there were to choose from
 * @param windows each by another {@link Pick}, all of the same variates
 */
public record Fans(
    String forecaster,
    String point,
    String metric,
    long ranked,
    Duration step,
    List<FanWindow> windows) {

  public Fans {
    Checks.text("forecaster", forecaster);
    Checks.text("metric", metric);
    Checks.some("windows", windows);
    windows = List.copyOf(windows);
    Checks.distinct("picks", windows.stream().map(FanWindow::pick).toList());
    Checks.check(ranked >= windows.size(), "ranked", "all windows that are shown", ranked);
    for (FanWindow window : windows) {
      Checks.check(
          window.names().equals(windows.get(0).names()),
          "variates",
          "the same in every window",
          window.names());
    }
  }

  List<String> variates() {
    return windows.get(0).names();
  }
}
