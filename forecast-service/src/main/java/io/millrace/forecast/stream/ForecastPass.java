package io.millrace.forecast.stream;

import io.millrace.forecast.jobs.Job;
import io.millrace.forecast.models.Forecaster;
import io.millrace.forecast.models.Forecasters;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Runs the models over many closed steps at once: one batch for each model. */
public final class ForecastPass {

  private static final Logger LOG = Logger.getLogger(ForecastPass.class);

  private final Forecasters forecasters;

  public ForecastPass(Forecasters forecasters) {
    this.forecasters = forecasters;
  }

  /**
   * @return the outlook of each step that a model serves; a step that is absent is left to the
   *     naive forecaster
   */
  Map<ClosedStep, Outlook> run(List<ClosedStep> steps) {
    return forecasters.during(all -> run(steps, all));
  }

  private static Map<ClosedStep, Outlook> run(List<ClosedStep> steps, List<Forecaster> all) {
    Map<Forecaster, List<ClosedStep>> batches = new LinkedHashMap<>();
    for (ClosedStep step : steps) {
      choose(step, all)
          .ifPresent(it -> batches.computeIfAbsent(it, key -> new ArrayList<>()).add(step));
    }
    Map<ClosedStep, Outlook> outlooks = new IdentityHashMap<>();
    batches.forEach((forecaster, batch) -> forecast(forecaster, batch, outlooks));
    return outlooks;
  }

  /** The job's model, else the one that knows exactly the variates that the series has. */
  public static Optional<Forecaster> choose(ClosedStep step, List<Forecaster> all) {
    Map<Integer, List<String>> variates = new HashMap<>(); // by lookback
    return all.stream()
        .filter(forecaster -> forecaster.reaches(step.window()))
        .filter(
            forecaster ->
                fits(
                    forecaster,
                    step.job(),
                    variates.computeIfAbsent(
                        forecaster.lookback(),
                        lookback -> step.window().last(lookback).variates())))
        .min(Comparator.comparing(forecaster -> forecaster.served().model()));
  }

  /** Whether a forecaster is the one for a job's series with these variates. */
  public static boolean fits(Forecaster forecaster, Job job, List<String> variates) {
    return job.model().isPresent()
        ? job.model().get().equals(forecaster.served().model())
            && variates.containsAll(forecaster.reads())
        : forecaster.matches(variates);
  }

  private static void forecast(
      Forecaster forecaster, List<ClosedStep> batch, Map<ClosedStep, Outlook> into) {
    try {
      List<Outlook> outlooks = predict(forecaster, batch);
      for (int i = 0; i < batch.size(); i++) {
        into.put(batch.get(i), outlooks.get(i));
      }
    } catch (RuntimeException refused) {
      isolate(forecaster, batch, into, refused);
    }
  }

  /** One window that the network refuses costs only its own step the model. */
  private static void isolate(
      Forecaster forecaster,
      List<ClosedStep> batch,
      Map<ClosedStep, Outlook> into,
      RuntimeException refused) {
    if (batch.size() == 1) {
      LOG.warnf(
          "%s at %s: %s cannot forecast it: %s",
          batch.get(0).series(),
          batch.get(0).window().at(),
          forecaster.served().model(),
          refused.getMessage());
      return;
    }
    batch.forEach(step -> forecast(forecaster, List.of(step), into));
  }

  private static List<Outlook> predict(Forecaster forecaster, List<ClosedStep> batch) {
    List<Window> windows =
        batch.stream().map(step -> step.window().last(forecaster.lookback())).toList();
    return forecaster.forecast(windows, batch.stream().map(step -> step.job().gapLimit()).toList());
  }
}
