package io.millrace.workbench.train;

import io.millrace.transformers.series.Forecaster;
import io.millrace.transformers.series.IntervalCoverage;
import io.millrace.transformers.series.ScoredForecaster;
import io.millrace.workbench.report.Cost;
import io.millrace.workbench.report.HeldOutRow;
import io.millrace.workbench.report.IntervalScores;
import io.millrace.workbench.report.PointScores;
import io.millrace.workbench.report.Published;
import io.millrace.workbench.report.Role;
import java.util.List;

/** Scores as rows of a report's table. */
final class HeldOutRows {

  private HeldOutRows() {}

  /**
   * @param model that is judged; the others are its controls
   * @param fold empty if there is only one
   */
  static List<HeldOutRow> of(List<ScoredForecaster> scores, Forecaster model, String fold) {
    return scores.stream().map(scored -> row(scored, role(scored, model.name()), fold)).toList();
  }

  private static Role role(ScoredForecaster scored, String model) {
    return scored.name().equals(model)
        ? Role.MODEL
        : scored.name().startsWith(model) ? Role.VARIANT : Role.CONTROL;
  }

  static HeldOutRow row(ScoredForecaster scored, Role role, String fold) {
    IntervalCoverage coverage = scored.coverage();
    return new HeldOutRow(
        scored.name(),
        role,
        fold,
        new PointScores(
            scored.errors().mse(),
            scored.errors().mae(),
            scored.mase(),
            scored.relMae(),
            scored.smape()),
        coverage == null
            ? IntervalScores.NONE
            : new IntervalScores(coverage.pinball(), coverage.coverage()),
        new Cost(scored.trainingSeconds(), scored.inferenceMillis()),
        Published.NONE);
  }
}
