package io.millrace.forecasting;

/** The quantile levels of a forecaster, rising. */
final class TrackedLevels {

  private final double[] levels;
  private final TrackedLevel[] tracked;
  private final float spread;

  TrackedLevels(double[] levels) {
    this.levels = levels;
    tracked = new TrackedLevel[levels.length];
    for (int i = 0; i < levels.length; i++) {
      tracked[i] = TrackedLevel.of(levels[i]);
    }
    int last = levels.length - 1;
    spread = last > 0 ? (float) (1 / (tracked[last].score() - tracked[0].score())) : 1;
  }

  int count() {
    return levels.length;
  }

  double[] array() {
    return levels;
  }

  TrackedLevel at(int index) {
    return tracked[index];
  }

  /** A tracker that believes the forecaster: its quantile is where it should be. */
  QuantileTracker believing(int index) {
    return new QuantileTracker((float) (-spread * tracked[index].score()), spread, 0, 0);
  }
}
