package io.millrace.forecast;

import io.millrace.forecast.ForecastSettings.Passes;
import io.millrace.forecast.jobs.Jobs;
import io.millrace.forecast.models.Forecasters;
import io.millrace.forecast.stream.Deciding;
import io.millrace.forecast.stream.ForecastPass;
import io.millrace.forecast.stream.Intake;
import io.millrace.forecast.stream.NaiveSettings;
import io.millrace.forecast.stream.Occlusion;
import io.millrace.forecast.stream.Planner;
import io.millrace.forecast.stream.Settlement;
import io.millrace.forecast.stream.Shapes;
import io.millrace.forecast.stream.StageClock;

/** What decides about records and steps, out of the configuration. */
public final class Deciders {

  private Deciders() {}

  /**
   * @throws IllegalStateException naming the key that is wrong
   */
  public static Deciding of(
      Passes passes, Jobs jobs, Forecasters forecasters, Planner planner, StageClock clock) {
    NaiveSettings naive =
        new NaiveSettings(passes.naiveHorizon(), passes.naiveQuantiles(), passes.naiveFewest());
    return new Deciding(
        jobs,
        new Intake(jobs, forecasters),
        new ForecastPass(forecasters, planner, shapes(passes), clock),
        new Occlusion(forecasters, shapes(passes), share(passes)),
        new Settlement(naive, passes.scoreEvery(), passes.demotion()));
  }

  private static double share(Passes passes) {
    double share = passes.evidenceShare();
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalStateException(
          "millrace.forecast.evidence-share: must lie between 0 and 1, is " + share);
    }
    return share;
  }

  private static Shapes shapes(Passes passes) {
    try {
      return new Shapes(passes.batchShapes());
    } catch (IllegalArgumentException wrong) {
      throw new IllegalStateException(
          "millrace.forecast.batch-shapes: " + wrong.getMessage(), wrong);
    }
  }
}
