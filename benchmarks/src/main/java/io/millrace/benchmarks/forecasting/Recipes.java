package io.millrace.benchmarks.forecasting;

import io.millrace.transformers.series.Candidate;
import io.millrace.transformers.series.ForecastHead;
import io.millrace.transformers.series.ForecastLoss;
import io.millrace.transformers.series.InstanceNorm;
import io.millrace.transformers.series.InvertedTransformer;
import io.millrace.transformers.series.PointHead;
import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.TrainingPlan;

/** How iTransformer was trained where its numbers come from: its authors' scripts. */
final class Recipes {

  static final int LOOKBACK = 96;

  private static final int HEADS = 8;
  private static final int LAYERS = 2;
  private static final float DROPOUT = 0.1f;
  private static final float RATE = 1e-4f;

  private Recipes() {}

  static Candidate iTransformer(int horizon, int width, int seed) {
    return iTransformer(new PointHead(horizon), width, seed);
  }

  static Candidate iTransformer(ForecastHead head, int width, int seed) {
    return new Candidate(
        InvertedTransformer.published(
            LOOKBACK, width, LAYERS, HEADS, DROPOUT, InstanceNorm.published(), head),
        ForecastLoss.standard(),
        plan(RATE, seed));
  }

  /** Adam, halved each epoch, at most 10, patience 3, batches of 32. */
  static TrainingPlan plan(float rate, int seed) {
    return new TrainingPlan(
        10, 32, new Schedule.HalvedEachEpoch(rate), Adam.standard(), 1, 3, seed);
  }
}
