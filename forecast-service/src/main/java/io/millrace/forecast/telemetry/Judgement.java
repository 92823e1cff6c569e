package io.millrace.forecast.telemetry;

import io.millrace.forecasting.Scored;
import io.millrace.forecasting.Served;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Errors in shares, so that series of all units add up. A mean of ratios would be ruled by the
 * points at which seasonal-naive happened to be right; a share is bounded.
 *
 * @see <a href="https://doi.org/10.1371/journal.pone.0174202">Chen, Twycross, Garibaldi: A new
 *     accuracy measure based on bounded relative error, 2017</a>
 */
final class Judgement {

  private Judgement() {}

  /**
   * @param scored what met its actuals at one step of one series
   */
  static Map<Served, List<JudgedPoint>> of(List<Scored> scored) {
    Map<Served, Map<String, Double>> firsts = new HashMap<>(); // |naive error| at lead 1
    for (Scored each : scored) {
      if (each.lead() == 1) {
        firsts.put(each.served(), naiveErrors(each));
      }
    }
    Map<Served, List<JudgedPoint>> judged = new LinkedHashMap<>();
    for (Scored each : scored) {
      Map<String, Double> first = firsts.getOrDefault(each.served(), Map.of());
      List<JudgedPoint> points = judged.computeIfAbsent(each.served(), key -> new ArrayList<>());
      each.points()
          .forEach(
              point ->
                  points.add(judge(each, point, first.getOrDefault(point.variate(), Double.NaN))));
    }
    return judged;
  }

  private static Map<String, Double> naiveErrors(Scored scored) {
    Map<String, Double> errors = new HashMap<>();
    scored.points().forEach(point -> errors.put(point.variate(), naiveError(point)));
    return errors;
  }

  private static double naiveError(Scored.Point point) {
    return Math.abs(point.actual() - point.naive());
  }

  private static JudgedPoint judge(Scored scored, Scored.Point point, double first) {
    double error = Math.abs(point.actual() - point.mean());
    double naive = naiveError(point);
    List<Double> levels = scored.served().levels();
    boolean interval = levels.size() > 1;
    return new JudgedPoint(
        LeadBucket.of(scored.lead(), scored.served().horizon()),
        share(error, naive),
        share(error, first),
        levels.isEmpty() ? Double.NaN : share(point.pinball(), pinball(levels, point)),
        interval ? (point.inside() ? 1 : 0) : Double.NaN,
        interval ? levels.get(levels.size() - 1) - levels.get(0) : Double.NaN);
  }

  /** Mean pinball loss of a forecaster that is sure of what seasonal-naive says. */
  private static double pinball(List<Double> levels, Scored.Point point) {
    double miss = point.actual() - point.naive();
    double loss = 0;
    for (double level : levels) {
      loss += Math.max(level * miss, (level - 1) * miss);
    }
    return loss / levels.size();
  }

  private static double share(double error, double naive) {
    return error == 0 && naive == 0 ? 0.5 : error / (error + naive);
  }
}
