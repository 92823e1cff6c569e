package io.millrace.transformers.series;

import io.millrace.forecasting.LeadErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What {@code model.json} says under {@code metrics}: numbers on test rows, in scaled units. */
final class ForecastMetrics {

  private ForecastMetrics() {}

  /** Leads 1, H/4, H/2 and H. */
  static int[] leads(int horizon) {
    return IntStream.of(1, horizon / 4, horizon / 2, horizon)
        .filter(lead -> lead > 0)
        .distinct()
        .toArray();
  }

  static Map<String, Object> of(TrainedForecast trained, List<String> variates) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("units", "scaled: differences divided by the training rows' standard deviation");
    metrics.put("testWindows", trained.testWindows());
    metrics.put("season", trained.recipe().season());
    List<Object> forecasters = new ArrayList<>();
    for (ScoredForecaster scored : trained.scores()) {
      forecasters.add(scores(scored, trained.served().forecaster().horizon(), variates));
    }
    metrics.put("forecasters", forecasters);
    IntervalCoverage coverage = trained.coverage();
    if (coverage != null) {
      metrics.put("interval", interval(coverage, trained.served().forecaster().horizon()));
    }
    return metrics;
  }

  private static Map<String, Object> scores(
      ScoredForecaster scored, int horizon, List<String> variates) {
    LeadErrors errors = scored.errors();
    Map<String, Object> leads = new LinkedHashMap<>();
    for (int lead : leads(horizon)) {
      leads.put(String.valueOf(lead), lead(errors, lead, variates));
    }
    Map<String, Object> scores = new LinkedHashMap<>();
    scores.put("name", scored.name());
    scores.put("mse", rounded(errors.mse()));
    scores.put("mae", rounded(errors.mae()));
    scores.put("mase", rounded(scored.mase()));
    scores.put("relMae", rounded(scored.relMae()));
    scores.put("smape", rounded(scored.smape()));
    scores.put("leads", leads);
    return scores;
  }

  private static Map<String, Object> lead(LeadErrors errors, int lead, List<String> variates) {
    Map<String, Object> byVariate = new LinkedHashMap<>();
    for (int variate = 0; variate < variates.size(); variate++) {
      byVariate.put(variates.get(variate), rounded(errors.mae(lead, variate)));
    }
    Map<String, Object> scores = new LinkedHashMap<>();
    scores.put("mse", rounded(errors.mse(lead)));
    scores.put("mae", rounded(errors.mae(lead)));
    scores.put("maeByVariate", byVariate);
    return scores;
  }

  private static Map<String, Object> interval(IntervalCoverage coverage, int horizon) {
    Map<String, Object> leads = new LinkedHashMap<>();
    for (int lead : leads(horizon)) {
      leads.put(String.valueOf(lead), rounded(coverage.coverage(lead)));
    }
    return Map.of(
        "target", rounded(coverage.target()),
        "coverage", rounded(coverage.coverage()),
        "coverageByLead", leads,
        "pinball", rounded(coverage.pinball()));
  }

  /** Six decimals, so that a test of the bundle can be held against them; JSON has no NaN. */
  private static Object rounded(double value) {
    return Double.isFinite(value) ? Math.rint(value * 1e6) / 1e6 : "not measurable";
  }
}
