package io.millrace.workbench.report;

import java.time.Instant;
import java.util.List;

/**
 * A held-out window that was forecast.
 *
 * @param pick by which rule it is shown
 * @param issuedAt the time of its last known row
 * @param error the forecaster's, over all its variates and leads
 */
public record FanWindow(Pick pick, Instant issuedAt, double error, List<FanVariate> variates) {

  public FanWindow {
    Checks.some("variates", variates);
    variates = List.copyOf(variates);
    Checks.distinct("variates", variates.stream().map(FanVariate::variate).toList());
  }

  List<String> names() {
    return variates.stream().map(FanVariate::variate).toList();
  }
}
