package io.millrace.benchmarks.forecast;

import io.millrace.workbench.proof.Proof;
import io.millrace.workbench.proof.ProofRow;
import java.util.List;

/** What forecast-service promises, whatever the series do. */
public final class ForecastGuarantees implements Proof {

  private static final long SEED = 20261124;

  @Override
  public String name() {
    return "forecast-guarantees";
  }

  @Override
  public String claim() {
    return "Each series is forecast at its steps, and each forecast is held against what came.";
  }

  @Override
  public List<ProofRow> rows() {
    return List.of(new CalibrationRow(5000, 3, SEED));
  }
}
