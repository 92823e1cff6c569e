package io.millrace.forecasting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One forecaster's open forecasts, rolling errors and calibration on one series. Lists lie flat, in
 * the order of {@link Served#scoredLeads}, the variates and the levels.
 *
 * @param outstanding [lead]
 * @param tallies [lead][variate]
 * @param trackers [lead][variate][level]
 * @param recent [variate]
 * @param skills [variate]; empty of the naive forecaster, which is not compared with itself
 */
record Account(
    Served served,
    List<Outstanding> outstanding,
    List<Tally> tallies,
    List<QuantileTracker> trackers,
    List<RecentErrors> recent,
    List<SkillTest> skills) {

  Account {
    outstanding = List.copyOf(outstanding);
    tallies = List.copyOf(tallies);
    trackers = List.copyOf(trackers);
    recent = List.copyOf(recent);
    skills = List.copyOf(skills);
  }

  static Account of(Served served) {
    TrackedLevels levels = new TrackedLevels(served.levelArray());
    int variates = served.variates().size();
    List<Outstanding> none = new ArrayList<>();
    List<Tally> tallies = new ArrayList<>();
    List<QuantileTracker> trackers = new ArrayList<>();
    for (int lead : served.scoredLeads()) {
      none.add(Outstanding.none(lead, variates, levels.count()));
      for (int variate = 0; variate < variates; variate++) {
        tallies.add(Tally.EMPTY);
        for (int level = 0; level < levels.count(); level++) {
          trackers.add(levels.believing(level));
        }
      }
    }
    return new Account(
        served,
        none,
        tallies,
        trackers,
        Collections.nCopies(variates, RecentErrors.NONE),
        Collections.nCopies(served.isModels() ? variates : 0, SkillTest.FRESH));
  }

  /** Open forecasts are of steps that do not come any more. */
  Account withoutOpenForecasts() {
    List<Outstanding> none = of(served).outstanding;
    return new Account(served, none, tallies, trackers, recent, skills);
  }

  /**
   * The account of the same forecaster in a new version, or with other variates: nothing is open or
   * scored yet, but the calibration goes on where its own left off. A new version is judged anew;
   * the same one keeps what its tests of skill found.
   */
  Account succeededBy(Served next) {
    Account fresh = of(next);
    List<QuantileTracker> inherited = new ArrayList<>(fresh.trackers);
    boolean another = !next.version().equals(served.version());
    int levels = served.levels().size();
    for (int i = 0; i < inherited.size(); i++) {
      int variate = i / levels % next.variates().size();
      int known = served.variates().indexOf(next.variates().get(variate));
      if (known >= 0) {
        int lead = i / levels / next.variates().size();
        QuantileTracker mine = tracker(lead, known, i % levels);
        inherited.set(i, another ? mine.inherited() : mine);
      }
    }
    List<RecentErrors> known = new ArrayList<>();
    for (String variate : next.variates()) {
      int mine = served.variates().indexOf(variate);
      known.add(mine >= 0 ? recent.get(mine) : RecentErrors.NONE);
    }
    return new Account(
        next,
        fresh.outstanding,
        fresh.tallies,
        inherited,
        known,
        another ? fresh.skills : skillsOf(next));
  }

  private List<SkillTest> skillsOf(Served next) {
    return next.variates().stream()
        .filter(variate -> served.isModels())
        .map(variate -> served.variates().indexOf(variate))
        .map(mine -> mine >= 0 ? skills.get(mine) : SkillTest.FRESH)
        .toList();
  }

  /**
   * @param naive [variate][scored lead]
   */
  Account with(Outlook outlook, long issued, float[][] naive) {
    List<Outstanding> more = new ArrayList<>(outstanding.size());
    for (int i = 0; i < outstanding.size(); i++) {
      int lead = outstanding.get(i).lead();
      more.add(
          outstanding.get(i).at(issued + 1).with(issued + lead, cell(outlook, i, lead, naive)));
    }
    return new Account(served, more, tallies, trackers, recent, skills);
  }

  private float[] cell(Outlook outlook, int leadIndex, int lead, float[][] naive) {
    int width = Outstanding.width(served.levels().size());
    float[] cell = new float[served.variates().size() * width];
    for (int v = 0; v < served.variates().size(); v++) {
      VariateOutlook given = variate(outlook.variates(), served.variates().get(v));
      VariateOutlook own = variate(outlook.own(), served.variates().get(v));
      double stretch = recent.get(v).stretch();
      int at = v * width;
      cell[at++] = (float) given.mean()[lead - 1];
      cell[at++] = naive[v][leadIndex];
      for (double[] quantile : own.quantiles()) {
        double mean = own.mean()[lead - 1];
        cell[at++] = (float) (mean + stretch * (quantile[lead - 1] - mean));
      }
      for (double[] quantile : given.quantiles()) {
        cell[at++] = (float) quantile[lead - 1];
      }
    }
    return cell;
  }

  private VariateOutlook variate(Map<String, VariateOutlook> variates, String name) {
    VariateOutlook variate = variates.get(name);
    if (variate == null) {
      throw new IllegalArgumentException("variates: the outlook lacks " + name);
    }
    if (variate.horizon() != served.horizon()
        || variate.levels().length != served.levels().size()) {
      throw new IllegalArgumentException(
          "variates.%s: must have %d leads and %d levels, has %d and %d"
              .formatted(
                  name,
                  served.horizon(),
                  served.levels().size(),
                  variate.horizon(),
                  variate.levels().length));
    }
    return variate;
  }

  /**
   * What falls due at the window's last step is scored; what fell due earlier is let go.
   *
   * @param into gets what was scored
   * @param decided gets what the tests of skill decided
   */
  Account scored(Window actuals, List<Scored> into, List<SkillDecision> decided) {
    if (outstanding.stream().allMatch(lead -> lead.size() == 0)) {
      return this;
    }
    List<Outstanding> open = new ArrayList<>(outstanding.size());
    Scoring scoring = new Scoring(this, actuals);
    for (int lead = 0; lead < outstanding.size(); lead++) {
      Outstanding waiting = outstanding.get(lead).at(actuals.slot());
      if (waiting.isDue(actuals.slot())) {
        into.add(scoring.score(lead, waiting));
        waiting = waiting.withoutOldest();
      }
      open.add(waiting);
    }
    decided.addAll(scoring.judge());
    return new Account(
        served, open, scoring.tallies(), scoring.trackers(), scoring.recent(), scoring.skills());
  }

  /** The outlook with its quantiles where the trackers say. */
  Outlook calibrated(Outlook own) {
    TrackedLevels levels = new TrackedLevels(served.levelArray());
    LeadWeights weights = new LeadWeights(served.scoredLeads(), served.horizon());
    Map<String, VariateOutlook> moved = new LinkedHashMap<>();
    for (int v = 0; v < served.variates().size(); v++) {
      String name = served.variates().get(v);
      VariateOutlook stretched = recent.get(v).stretched(variate(own.variates(), name));
      moved.put(name, moves(v, levels, weights).apply(stretched));
    }
    return own.moved(moved);
  }

  private QuantileMoves moves(int variate, TrackedLevels levels, LeadWeights weights) {
    double[][] shifts = new double[levels.count()][outstanding.size()];
    double[] errors = new double[outstanding.size()];
    for (int lead = 0; lead < errors.length; lead++) {
      errors[lead] = tally(lead, variate).meanAbsolute();
      for (int level = 0; level < shifts.length; level++) {
        shifts[level][lead] =
            tracker(lead, variate, level).shift(levels.at(level), outstanding.get(lead).lead());
      }
    }
    return new QuantileMoves(weights, shifts, errors);
  }

  Tally tally(int leadIndex, int variate) {
    return tallies.get(leadIndex * served.variates().size() + variate);
  }

  private QuantileTracker tracker(int leadIndex, int variate, int level) {
    int row = leadIndex * served.variates().size() + variate;
    return trackers.get(row * served.levels().size() + level);
  }
}
