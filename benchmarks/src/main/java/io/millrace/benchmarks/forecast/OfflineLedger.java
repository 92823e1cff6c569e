package io.millrace.benchmarks.forecast;

import io.millrace.events.Forecast;
import io.millrace.events.SeriesEvent;
import io.millrace.events.VariateForecast;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rolling figures of one series without a season, computed from what lies on the topics: each
 * new point weighs 1, every earlier one fades by 1 − 1/500.
 */
final class OfflineLedger {

  private static final double FADE = 1 - 1 / 500.0;

  private final List<Forecast> forecasts; // by rising issue time
  private final Map<String, TreeMap<Instant, Double>> observed = new LinkedHashMap<>();

  /**
   * @param forecasts of one forecaster
   */
  OfflineLedger(List<SeriesEvent> events, List<Forecast> forecasts) {
    this.forecasts = new ArrayList<>(forecasts);
    this.forecasts.sort(Comparator.comparing(Forecast::issuedAt));
    for (SeriesEvent event : events) {
      event
          .values()
          .forEach(
              (variate, value) ->
                  observed.computeIfAbsent(variate, it -> new TreeMap<>()).put(event.at(), value));
    }
  }

  /** What was observed last of a variate. */
  double last(String variate, Instant at) {
    TreeMap<Instant, Double> values = observed.getOrDefault(variate, new TreeMap<>());
    Map.Entry<Instant, Double> entry = values.floorEntry(at);
    return entry == null ? Double.NaN : entry.getValue();
  }

  /**
   * The figures by the names that they have on the topic, once everything up to a time was
   * observed.
   */
  Map<String, Double> figures(String variate, int lead, Instant at) {
    Sums sums = sums(variate, lead, at);
    Sums first = sums(variate, 1, at);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("points", (double) sums.points);
    figures.put("mae", sums.absolute / sums.weight);
    figures.put("rmse", Math.sqrt(sums.squared / sums.weight));
    figures.put("bias", sums.signed / sums.weight);
    figures.put("mase", sums.absolute / sums.weight / (first.naive / first.weight));
    figures.put("relMae", sums.absolute / sums.naive);
    figures.put("pinball", sums.pinball / sums.weight);
    figures.put("coverage", sums.covered / sums.weight);
    return figures;
  }

  private Sums sums(String variate, int lead, Instant at) {
    Sums sums = new Sums();
    for (Forecast forecast : forecasts) {
      Instant target = forecast.issuedAt().plus(forecast.step().multipliedBy(lead));
      VariateForecast expected = forecast.variates().get(variate);
      Double actual = target.isAfter(at) ? null : actual(variate, target);
      if (expected != null && actual != null) {
        sums.add(expected, lead - 1, actual, last(variate, forecast.issuedAt()));
      }
    }
    return sums;
  }

  private @Nullable Double actual(String variate, Instant target) {
    return observed.getOrDefault(variate, new TreeMap<>()).get(target);
  }

  private static final class Sums {

    private long points;
    private double weight;
    private double absolute;
    private double squared;
    private double signed;
    private double naive;
    private double pinball;
    private double covered;

    void add(VariateForecast forecast, int at, double actual, double last) {
      double error = forecast.mean()[at] - actual;
      points++;
      weight = weight * FADE + 1;
      absolute = absolute * FADE + Math.abs(error);
      squared = squared * FADE + error * error;
      signed = signed * FADE + error;
      naive = naive * FADE + Math.abs(actual - last);
      pinball = pinball * FADE + pinball(forecast.quantiles(), at, actual);
      covered = covered * FADE + (isInside(forecast.quantiles(), at, actual) ? 1 : 0);
    }

    private static double pinball(SortedMap<Double, double[]> quantiles, int at, double actual) {
      double sum = 0;
      for (Map.Entry<Double, double[]> each : quantiles.entrySet()) {
        double miss = actual - each.getValue()[at];
        sum += miss > 0 ? each.getKey() * miss : (each.getKey() - 1) * miss;
      }
      return sum / quantiles.size();
    }

    private static boolean isInside(SortedMap<Double, double[]> quantiles, int at, double actual) {
      List<double[]> rising = List.copyOf(quantiles.values());
      double lowest = rising.get(0)[at];
      double highest = rising.get(rising.size() - 1)[at];
      return actual >= lowest && actual <= highest;
    }
  }
}
