package io.millrace.workbench.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Numbers and lists as a sentence has them. */
final class Words {

  private Words() {}

  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  static String and(List<String> items) {
    int last = items.size() - 1;
    return last < 1
        ? String.join("", items)
        : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
  }

  /** A share as a whole percentage; its sign stays on the number's line. */
  static String percent(double share) {
    return format("%.0f\u00a0%%", 100 * share);
  }

  static String percentWithTenths(double share) {
    return format("%.1f\u00a0%%", 100 * share);
  }

  /** Three significant digits, without an exponent where that is readable; NaN is a dash. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-3 || size >= 1e6)) {
      return format("%.2e", value);
    }
    return format(size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
  }

  /** Such as {@code 15 min}. */
  static String step(Duration step) {
    long seconds = step.toSeconds();
    if (step.toMillisPart() != 0 || seconds == 0) {
      return step.toMillis() + " ms";
    }
    return seconds % 86_400 == 0
        ? seconds / 86_400 + " d"
        : seconds % 3600 == 0
            ? seconds / 3600 + " h"
            : seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
