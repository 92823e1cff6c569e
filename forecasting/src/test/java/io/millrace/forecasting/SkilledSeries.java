package io.millrace.forecasting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * White noise of two variates under a champion and its challenger, who know their mean to within an
 * error of their own. Seasonal-naive's error is that of the last value: 1.41 × the best.
 */
final class SkilledSeries {

  static final Served CHAMPION = Forecasts.by("champion", "1", 4, "a", "b");
  static final Served CHALLENGER = Forecasts.by("challenger", "1", 4, "a", "b");

  private final Readings readings = new Readings();
  private final Random random;
  private final boolean contest;
  private int second;
  Ledger ledger = Ledger.empty();
  final List<SkillDecision> skills = new ArrayList<>();
  final List<Challenge> decided = new ArrayList<>();

  /**
   * @param contest whether the challenger challenges
   */
  SkilledSeries(long seed, boolean contest) {
    this.random = new Random(seed);
    this.contest = contest;
  }

  /**
   * @param off the champion's error, by variate
   * @param challengersOff the challenger's, of both
   */
  SkilledSeries run(int steps, Map<String, Double> off, double challengersOff, Served champion) {
    for (int until = second + steps; second < until; second++) {
      Map<String, Double> values = Map.of("a", random.nextGaussian(), "b", random.nextGaussian());
      for (Window window : readings.read(second, values)) {
        Ledger.Scoring scoring = ledger.score(window);
        skills.addAll(scoring.skills());
        scoring.contest().ifPresent(decided::add);
        Ledger next = scoring.ledger();
        if (contest) {
          next = next.challenged(champion, CHALLENGER);
          next = next.remember(outlook(CHALLENGER, "a", challengersOff, challengersOff), window);
        }
        Outlook mine = outlook(champion, "a", off.getOrDefault("a", 0.0), off.get("b"));
        ledger = Ledger.fromBytes(next.remember(mine, window).toBytes());
      }
    }
    return this;
  }

  private static Outlook outlook(Served served, String first, double a, double b) {
    Map<String, VariateOutlook> variates = new LinkedHashMap<>();
    for (String name : served.variates()) {
      double[] means = new double[served.horizon()];
      java.util.Arrays.fill(means, name.equals(first) ? a : b);
      variates.put(name, Forecasts.around(served, means, 2));
    }
    return new Outlook(served, variates, 0);
  }
}
