package io.millrace.benchmarks.alert;

import io.millrace.forecasting.Limit;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.alert.AlertTerms;
import io.millrace.forecasting.alert.AlertTiming;
import io.millrace.forecasting.alert.BreachAhead;
import io.millrace.forecasting.alert.Severities;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A series under one rule for each limit and lead time. Steps before {@code from} teach the rules
 * and choose the control's ranges; those from there on are judged.
 *
 * @param rows {@code [step][variate]}
 * @param limits by variate
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; read in place
record BreachRun(
    String series, List<String> variates, double[][] rows, List<List<Limit>> limits, int from) {

  static final int[] LEADS = {6, 12, 24};

  /** The windows of a run, and what the control said of those that are judged. */
  record Outcome(List<BreachWindow> judged, Alarms control) {}

  /** What the process itself says of a window; NaN = not known. */
  interface Truth {
    double of(int step, Limit limit, int leads);

    Truth UNKNOWN = (step, limit, leads) -> Double.NaN;
  }

  private record Watched(int variate, Limit limit, int leads) {}

  /** The limits that leave so large a share of readings on their far side. */
  static List<Limit> limits(double[] training, double share, double smaller) {
    double[] sorted = training.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    return List.of(
        Limit.above(sorted[(int) ((1 - share) * last)]),
        Limit.above(sorted[(int) ((1 - smaller) * last)]),
        Limit.below(sorted[(int) (share * last)]),
        Limit.below(sorted[(int) (smaller * last)]));
  }

  /**
   * @param first of the times at which the windows are said to be issued
   */
  Outcome measure(IntFunction<Optional<Outlook>> forecaster, Truth truth, int first) {
    List<Watched> watched = watched();
    List<BreachWindow> before = new ArrayList<>();
    List<BreachWindow> judged = new ArrayList<>();
    new BreachStream(
            series,
            forecaster,
            watched.stream().map(this::rule).toList(),
            (step, rule, foreseen) -> {
              Watched it = watched.get(rule);
              if (foreseen.crossing().isPresent()
                  && foreseen.memory().inside()
                  && step + it.leads < rows.length) {
                (step < from ? before : judged)
                    .add(window(step, first, it, foreseen, step < from ? Truth.UNKNOWN : truth));
              }
            })
        .run(variates, rows);
    LinearExtrapolation line = LinearExtrapolation.best(before, rows);
    return new Outcome(judged, Alarms.of(judged, window -> line.breaches(window, rows)));
  }

  private List<Watched> watched() {
    List<Watched> watched = new ArrayList<>();
    for (int variate = 0; variate < limits.size(); variate++) {
      for (Limit limit : limits.get(variate)) {
        for (int leads : LEADS) {
          watched.add(new Watched(variate, limit, leads));
        }
      }
    }
    return watched;
  }

  private BreachAhead rule(Watched it) {
    return new BreachAhead(
        new AlertTerms("breach", "warning", AlertTiming.AT_ONCE),
        variates.get(it.variate),
        it.limit,
        BreachStream.STEP.multipliedBy(it.leads),
        0.5,
        0.3,
        Severities.USUAL);
  }

  private BreachWindow window(
      int step, int first, Watched it, BreachAhead.Foreseen foreseen, Truth truth) {
    return new BreachWindow(
        first + step,
        step,
        it.variate,
        it.limit,
        it.leads,
        foreseen.stated().orElseThrow().probability(),
        foreseen.crossing().orElseThrow().probability(),
        truth.of(step, it.limit, it.leads),
        BreachWindow.isBreached(rows, step, it.variate, it.limit, it.leads));
  }
}
