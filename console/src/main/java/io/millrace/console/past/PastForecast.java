package io.millrace.console.past;

import io.millrace.events.Forecast;
import io.millrace.events.VariateForecast;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one forecast said of one variate at some leads.
 *
 * @param servedBy who made it
 * @param leads by lead in steps: what was said for {@code at}
 */
record PastForecast(Instant issuedAt, String servedBy, Map<Integer, Said> leads) {

  /**
   * @param low outermost quantiles; null if there are none
   */
  record Said(Instant at, double mean, @Nullable Double low, @Nullable Double high) {}

  static PastForecast of(Forecast forecast, String variate, List<Integer> leads) {
    VariateForecast said = Objects.requireNonNull(forecast.variates().get(variate));
    Map<Integer, Said> by = new LinkedHashMap<>();
    for (int lead : leads) {
      if (lead <= forecast.horizon()) {
        by.put(lead, said(forecast, said, lead));
      }
    }
    String servedBy = said.servedBy() == null ? forecast.servedBy() : said.servedBy();
    return new PastForecast(forecast.issuedAt(), servedBy, by);
  }

  private static Said said(Forecast forecast, VariateForecast said, int lead) {
    List<double[]> quantiles = List.copyOf(said.quantiles().values());
    boolean none = quantiles.isEmpty();
    return new Said(
        forecast.issuedAt().plus(forecast.step().multipliedBy(lead)),
        said.mean()[lead - 1],
        none ? null : quantiles.get(0)[lead - 1],
        none ? null : quantiles.get(quantiles.size() - 1)[lead - 1]);
  }
}
