package io.millrace.forecasting;

import java.util.ArrayList;
import java.util.List;

/** The actuals of one step, taken into the tallies and trackers of an account. */
final class Scoring {

  private final Served served;
  private final TrackedLevels levels;
  private final double[] actuals; // by variate, NaN = missing
  private final List<Tally> tallies;
  private final List<QuantileTracker> trackers;
  private final List<RecentErrors> recent;

  Scoring(Account account, Window window) {
    served = account.served();
    levels = new TrackedLevels(served.levelArray());
    tallies = new ArrayList<>(account.tallies());
    trackers = new ArrayList<>(account.trackers());
    recent = new ArrayList<>(account.recent());
    actuals = new double[served.variates().size()];
    for (int v = 0; v < actuals.length; v++) {
      actuals[v] = window.actual(served.variates().get(v)).orElse(Double.NaN);
    }
  }

  Scored score(int leadIndex, Outstanding waiting) {
    Scored scored = new Scored(served, levels.array(), waiting, actuals);
    for (int v = 0; v < actuals.length; v++) {
      if (scored.isScored(v)) {
        int row = leadIndex * actuals.length + v;
        Tally tally = tallies.get(row).plus(scored.point(v));
        tallies.set(row, tally);
        track(scored, v, row, tally.meanAbsolute());
      }
    }
    return scored;
  }

  private void track(Scored scored, int variate, int row, double error) {
    int last = levels.count() - 1;
    if (last < 0) {
      return;
    }
    double width = QuantileMoves.width(scored.own(variate, 0), scored.own(variate, last), error);
    if (scored.lead() == 1 && width > 0) {
      double size = Math.abs(scored.actual(variate) - scored.point(variate).mean());
      RecentErrors before = recent.get(variate);
      recent.set(variate, before.with(size / width * before.stretch())); // of its own width
    }
    for (int level = 0; level <= last && width > 0; level++) {
      int at = row * levels.count() + level;
      trackers.set(
          at,
          trackers
              .get(at)
              .with(
                  (scored.actual(variate) - scored.own(variate, level)) / width,
                  scored.isBelow(variate, level),
                  levels.at(level),
                  scored.lead()));
    }
  }

  List<Tally> tallies() {
    return tallies;
  }

  List<QuantileTracker> trackers() {
    return trackers;
  }

  List<RecentErrors> recent() {
    return recent;
  }
}
