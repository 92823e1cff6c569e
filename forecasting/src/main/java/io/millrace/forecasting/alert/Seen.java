package io.millrace.forecasting.alert;

import io.millrace.forecasting.VariateOutlook;
import io.millrace.forecasting.Window;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a rule had before it, for its evidence. */
final class Seen {

  /** More of the window than this is on the series' topic. */
  private static final int MOST_STEPS = 16;

  private Seen() {}

  /** The variate's last value, and its last steps if all of them are there. */
  static Map<String, Object> window(Window actuals, String variate) {
    Map<String, Object> seen = new LinkedHashMap<>();
    actuals.actual(variate).ifPresent(value -> seen.put("value", value));
    double[] column = actuals.column(variate).values();
    double[] last = Arrays.stream(column).skip(Math.max(0, column.length - MOST_STEPS)).toArray();
    if (Arrays.stream(last).allMatch(Double::isFinite)) {
      seen.put("window", last);
    }
    return seen;
  }

  /**
   * What was expected at the end of what the rule looks at: the mean and the outermost quantiles.
   */
  static Map<String, Object> forecast(VariateOutlook ahead, int leads) {
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("meanAtEnd", ahead.mean()[leads - 1]);
    if (ahead.levels().length > 1) {
      double[] quantiles = ahead.quantilesAt(leads);
      seen.put("lowAtEnd", quantiles[0]);
      seen.put("highAtEnd", quantiles[quantiles.length - 1]);
    }
    return seen;
  }
}
