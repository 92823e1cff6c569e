package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What a ledger should say, from every forecast and actual ever seen and loops over them. */
final class PlainLedger {

  private static final double FADE = 1 - 1 / 500.0;

  private final Served served;
  private final Map<Long, Outlook> forecasts = new HashMap<>();
  private final Map<Long, Map<String, Double>> lastValues = new HashMap<>();
  private final Map<String, Double> last = new HashMap<>();
  private final Map<String, List<double[]>> points = new HashMap<>(); // by variate and lead

  PlainLedger(Served served) {
    this.served = served;
  }

  void score(Window window) {
    for (String variate : served.variates()) {
      OptionalDouble actual = window.actual(variate);
      actual.ifPresent(value -> last.put(variate, value));
      for (int lead : served.scoredLeads()) {
        Outlook forecast = forecasts.get(window.slot() - lead);
        if (actual.isPresent() && forecast != null) {
          double naive = lastValues.get(window.slot() - lead).get(variate);
          points
              .computeIfAbsent(variate + lead, key -> new ArrayList<>())
              .add(point(forecast.variates().get(variate), lead, actual.getAsDouble(), naive));
        }
      }
    }
  }

  void remember(Outlook outlook, Window window) {
    forecasts.put(window.slot(), outlook);
    Map<String, Double> naive = new HashMap<>();
    for (String variate : served.variates()) {
      boolean inWindow = window.variates().contains(variate);
      naive.put(variate, inWindow ? last.getOrDefault(variate, Double.NaN) : Double.NaN);
    }
    lastValues.put(window.slot(), naive);
  }

  /** Signed error, naive error, pinball, inside. */
  private double[] point(VariateOutlook forecast, int lead, double actual, double naive) {
    double low = forecast.quantiles()[0][lead - 1];
    double high = forecast.quantiles()[2][lead - 1];
    double loss = 0;
    for (int level = 0; level < 3; level++) {
      double miss = actual - forecast.quantiles()[level][lead - 1];
      loss +=
          miss > 0 ? served.levels().get(level) * miss : (served.levels().get(level) - 1) * miss;
    }
    double error = forecast.mean()[lead - 1] - actual;
    double naiveError = Double.isNaN(naive) ? Math.abs(error) : Math.abs(actual - naive);
    return new double[] {error, naiveError, loss / 3, low <= actual && actual <= high ? 1 : 0};
  }

  void assertSame(String variate, LeadRecord record) {
    List<double[]> mine = points.get(variate + record.lead());
    double mae = 0;
    double squares = 0;
    double bias = 0;
    double naive = 0;
    double pinball = 0;
    double coverage = 0;
    double weights = 0;
    for (int i = 0; i < mine.size(); i++) {
      double weight = Math.pow(FADE, mine.size() - 1 - i);
      double[] point = mine.get(i);
      weights += weight;
      mae += weight * Math.abs(point[0]);
      squares += weight * point[0] * point[0];
      bias += weight * point[0];
      naive += weight * point[1];
      pinball += weight * point[2];
      coverage += weight * point[3];
    }
    assertThat(record.points()).isEqualTo(mine.size());
    assertThat(record.mae()).isCloseTo(mae / weights, within(1e-9));
    assertThat(record.rmse()).isCloseTo(Math.sqrt(squares / weights), within(1e-9));
    assertThat(record.bias()).isCloseTo(bias / weights, within(1e-9));
    assertThat(record.relMae()).isCloseTo(mae / naive, within(1e-9));
    assertThat(record.mase()).isCloseTo(mae / weights / firstNaive(variate), within(1e-9));
    assertThat(record.pinball()).isCloseTo(pinball / weights, within(1e-9));
    assertThat(record.coverage()).isCloseTo(coverage / weights, within(1e-9));
    assertThat(record.coverageTarget()).isCloseTo(0.9, within(1e-12));
  }

  private double firstNaive(String variate) {
    double sum = 0;
    double weights = 0;
    for (double[] point : points.get(variate + 1)) {
      sum = sum * FADE + point[1];
      weights = weights * FADE + 1;
    }
    return sum / weights;
  }
}
