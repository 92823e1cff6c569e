package io.millrace.forecast.stream;

import io.millrace.forecasting.AlertChange;
import io.millrace.forecasting.AlertRule;
import io.millrace.forecasting.BreachAhead;
import io.millrace.forecasting.Limit;
import io.millrace.forecasting.Unexpected;
import java.util.Locale;

/** An alert in one sentence. */
final class Summary {

  private Summary() {}

  static String of(String series, AlertRule rule, AlertChange change) {
    String what =
        rule instanceof BreachAhead breach ? breach(breach) : unexpected((Unexpected) rule);
    String sentence = "%s of %s %s".formatted(rule.variate(), series, what);
    return change.firing() ? sentence : "over: " + sentence;
  }

  private static String breach(BreachAhead rule) {
    String side = rule.limit().side() == Limit.Side.ABOVE ? "above" : "below";
    return "will probably be %s %s within %ss"
        .formatted(side, plain(rule.limit().value()), rule.within().toSeconds());
  }

  private static String unexpected(Unexpected rule) {
    return "lay outside what was expected in %d of %d steps".formatted(rule.points(), rule.of());
  }

  private static String plain(double value) {
    return String.format(Locale.ROOT, "%.6g", value)
        .replaceAll("(\\.\\d*?)0+$", "$1")
        .replaceAll("\\.$", "");
  }
}
