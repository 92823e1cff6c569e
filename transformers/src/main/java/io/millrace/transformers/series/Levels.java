package io.millrace.transformers.series;

import java.util.List;

/** Levels of quantiles: at least one, each inside (0, 1), ascending. */
public final class Levels {

  private Levels() {}

  /**
   * @throws IllegalArgumentException if they are not
   */
  public static List<Double> checked(List<Double> levels) {
    double last = 0;
    for (double level : levels) {
      if (!(level > last && level < 1)) {
        throw new IllegalArgumentException(
            "quantiles must rise and lie inside (0, 1), not " + levels);
      }
      last = level;
    }
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("a head of quantiles needs at least one level");
    }
    return List.copyOf(levels);
  }
}
