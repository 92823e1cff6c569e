package io.millrace.forecast.stream;

import io.millrace.forecast.models.Forecaster;
import io.millrace.forecast.models.Forecasters;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Served;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Runs the models over many closed steps at once: their windows share each call of a network. The
 * numbers of a row follow from its window, the call's shape and its job's wish for parts alone.
 */
public final class ForecastPass {

  private static final Logger LOG = Logger.getLogger(ForecastPass.class);

  private final Forecasters forecasters;
  private final Planner planner;
  private final Shapes shapes;
  private final StageClock clock;
  private final PassTimes times = new PassTimes();

  public ForecastPass(Forecasters forecasters, Planner planner, Shapes shapes, StageClock clock) {
    this.forecasters = forecasters;
    this.planner = planner;
    this.shapes = shapes;
    this.clock = clock;
  }

  /** Rows of the largest call. */
  int largest() {
    return shapes.largest();
  }

  /**
   * @param budget what does not fit stays {@link PassResult#isUnserved unserved}
   */
  PassResult run(List<ClosedStep> steps, Budget budget) {
    return forecasters.during(all -> run(steps, all, budget));
  }

  /** Asked before each call, and told after it. */
  interface Budget {

    /**
     * @param nanos that the call is expected to take
     */
    boolean allows(long nanos);

    void spend(long nanos);
  }

  private PassResult run(List<ClosedStep> steps, List<Forecaster> all, Budget budget) {
    PassResult result =
        new PassResult(steps.stream().map(step -> planner.plan(step, all)).toList());
    Map<StepCalls, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      if (result.plan(i) instanceof Plan.Serve serve) {
        StepCalls calls = StepCalls.of(serve, steps.get(i));
        groups.computeIfAbsent(calls, key -> new ArrayList<>()).add(i);
      }
    }
    groups.forEach((calls, rows) -> inShapes(calls, rows, steps, budget, result));
    return result;
  }

  private void inShapes(
      StepCalls calls,
      List<Integer> rows,
      List<ClosedStep> steps,
      Budget budget,
      PassResult result) {
    int from = 0;
    while (from < rows.size()) {
      int shape = calls.own().shape() > 0 ? calls.own().shape() : shapes.of(rows.size() - from);
      List<Integer> batch = rows.subList(from, Math.min(rows.size(), from + shape));
      if (budget.allows(calls.expected(times, shape))) {
        run(calls.own().of(shape), batch, steps, budget, result::forecast);
        calls
            .challenger()
            .ifPresent(other -> run(other.of(shape), batch, steps, budget, result::challenge));
      } else {
        batch.forEach(result::leave);
      }
      from += shape;
    }
  }

  /** Where the forecasts of a call go. */
  private interface Answers {
    void take(int step, Forecasted forecast);
  }

  private void run(
      NetworkCall call,
      List<Integer> batch,
      List<ClosedStep> steps,
      Budget budget,
      Answers answers) {
    long start = clock.now();
    try {
      List<Outlook> outlooks = call.forecast(batch.stream().map(steps::get).toList());
      for (int i = 0; i < outlooks.size(); i++) {
        answers.take(batch.get(i), Forecasted.byNetwork(outlooks.get(i), call.shape()));
      }
    } catch (RuntimeException refused) {
      halve(batch, refused, call.forecaster(), steps)
          .forEach(half -> run(call, half, steps, budget, answers));
      return;
    }
    long taken = clock.took(StreamListener.Stage.NETWORK, start, batch.size()) - start;
    budget.spend(taken);
    Served served = call.forecaster().served();
    times.measured(served, call.shape(), taken);
    clock.listener().pass(served.model(), batch.size(), call.shape(), taken);
  }

  /** One window that the network refuses costs only its own step the model. */
  private static List<List<Integer>> halve(
      List<Integer> batch,
      RuntimeException refused,
      Forecaster forecaster,
      List<ClosedStep> steps) {
    if (batch.size() > 1) {
      int middle = batch.size() / 2;
      return List.of(batch.subList(0, middle), batch.subList(middle, batch.size()));
    }
    ClosedStep step = steps.get(batch.get(0));
    LOG.warnf(
        "%s at %s: %s cannot forecast it: %s",
        step.series(), step.window().at(), forecaster.served().model(), refused.getMessage());
    return List.of();
  }
}
